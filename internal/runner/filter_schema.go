package runner

import (
	"regexp"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The values of GitLab's filters, see lib/api/ci/runners.rb.
var (
	statusWords = []string{"online", "offline", "never_contacted", "stale", "active", "paused"}
	// GET /runners takes only statusWords as scope; the other lists take all of
	// scopeWords, and the list of a group takes none.
	otherScopeWords = []string{"specific", "shared", gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType}
	scopeWords      = slices.Concat(otherScopeWords, statusWords)

	// versionPrefix is GitLab's rule for the filter.
	versionPrefix = regexp.MustCompile(`^[0-9.+]+`)

	tag = regexp.MustCompile(`^[^,]+$`)
)

const (
	descriptionTagFilter    = "The tags that the selected runners have; they may have others as well. Tags are case-sensitive. Defaults to any tags."
	descriptionStatusFilter = "The status of the selected runners: `online` (contacted GitLab within the last two hours), `offline`, `never_contacted` or `stale` (no contact for a week, or for three months before GitLab 17.1). " +
		"The values `active` and `paused` are deprecated; use the attribute `paused` instead."
)

// tagValidator checks a tag of a filter.
func tagValidator() validator.String {
	return framework.Matches(tag, "a tag, which is not empty and has no comma", "`linux`")
}

// filterAttribute is an attribute of a filter, for the schemas of every kind.
type filterAttribute struct {
	sentence, deprecated string
	validators           []validator.String
}

// filterAttributes are the attributes of [filter]. Each kind of object has its own
// attribute types, so the caller passes how to make them.
func filterAttributes[A any](ofBool, ofString func(filterAttribute) A) map[string]A {
	return map[string]A{
		"all": ofBool(filterAttribute{
			sentence: "Whether to list all runners of the instance, which requires an administrator. Conflicts with `project` and `group`. Defaults to `false`.",
		}),
		"project": ofString(filterAttribute{
			sentence:   "The ID or full path of a project whose runners to list: its own, those of its groups, and those of the instance. Conflicts with `group`. Defaults to none: without `project`, `group` and `all`, the runners that you administer are listed.",
			validators: []validator.String{framework.ProjectValidator(), framework.ConflictsWith("group")},
		}),
		"group": ofString(filterAttribute{
			sentence:   "The ID or full path of a group whose runners to list: its own, those of its ancestor groups, and those of the instance. Conflicts with `project`. Defaults to none, see `project`.",
			validators: []validator.String{framework.GroupValidator()},
		}),
		"type": ofString(filterAttribute{
			sentence:   "The type of the selected runners: `instance_type`, `group_type` or `project_type`. Defaults to any type.",
			validators: []validator.String{framework.OneOf(gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType)},
		}),
		"status": ofString(filterAttribute{
			sentence:   descriptionStatusFilter + " Defaults to any status.",
			validators: []validator.String{framework.OneOf(statusWords...)},
		}),
		"paused": ofBool(filterAttribute{
			sentence: "Whether the selected runners are paused. Defaults to both, paused and not paused.",
		}),
		"version_prefix": ofString(filterAttribute{
			sentence:   "The beginning of the GitLab Runner version that at least one runner manager of the selected runners has. GitLab compares whole components: `17` matches 17.2.0, but `17.2` does not match 17.20.0. Defaults to any version.",
			validators: []validator.String{framework.Matches(versionPrefix, "the beginning of a version", "`17` or `17.2`")},
		}),
		"scope": ofString(filterAttribute{
			sentence:   "A filter that GitLab has deprecated; use `type`, `status` or `paused` instead. With `all` or `project`, it takes `specific`, `shared`, a type or a status; without either, a status only. Conflicts with `group`. Defaults to none.",
			deprecated: "GitLab has deprecated this filter: use type, status or paused.",
			validators: []validator.String{framework.OneOf(scopeWords...), framework.ConflictsWith("group")},
		}),
	}
}
