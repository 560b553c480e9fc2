package runner

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// The words of GitLab's filters, lib/api/ci/runners.rb.
var (
	statusWords = []string{"online", "offline", "never_contacted", "stale", "active", "paused"}
	// ownScopeWords are what GET /runners takes as scope; the other lists take
	// scopeWords, and the list of a group takes none.
	ownScopeWords = statusWords
	scopeWords    = append([]string{"specific", "shared", gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType}, statusWords...)

	// versionPrefix is what GitLab demands of the filter.
	versionPrefix = regexp.MustCompile(`^[0-9.+]+`)
)

const (
	descriptionTagFilter    = "Only runners that have all of these tags; they may have more. Tags are case-sensitive. Defaults to any tags."
	descriptionStatusFilter = "Only runners of this status: `online` (in contact within two hours), `offline`, `never_contacted`, `stale` (without contact for a week; three months before GitLab 17.1); " +
		"`active` and `paused` are deprecated, use `paused`."
)

// tagValidator checks a tag that runners are looked for by.
func tagValidator() validator.String {
	return stringvalidator.RegexMatches(regexp.MustCompile(`^[^,]+$`), "must be a tag: not empty, without comma")
}

// filterAttribute is what the schemas of every kind say of a filter.
type filterAttribute struct {
	sentence, deprecated string
	validators           []validator.String
}

// filterAttributes are the attributes of [filter]. Each kind of object has
// attribute types of its own, so it says how to make them.
func filterAttributes[A any](ofBool, ofString func(filterAttribute) A) map[string]A {
	return map[string]A{
		"all": ofBool(filterAttribute{
			sentence: "Whether to list every runner of the instance, which needs an administrator. Only without `project` and `group`. Defaults to `false`.",
		}),
		"project": ofString(filterAttribute{
			sentence:   "The id or the full path of a project, to list the runners that serve it: its own, those of its groups, and those of the instance. Left out, with `group` and `all`, the list is of the runners that you administer.",
			validators: []validator.String{namespace.ProjectValidator(), stringvalidator.ConflictsWith(path.MatchRoot("group"))},
		}),
		"group": ofString(filterAttribute{
			sentence:   "The id or the full path of a group, to list the runners that serve it: its own, those of the groups above it, and those of the instance. Not together with `project`. Left out as `project` is.",
			validators: []validator.String{namespace.GroupValidator()},
		}),
		"type": ofString(filterAttribute{
			sentence:   "Only runners of this type: `instance_type`, `group_type` or `project_type`. Defaults to any.",
			validators: []validator.String{stringvalidator.OneOf(gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType)},
		}),
		"status": ofString(filterAttribute{
			sentence:   descriptionStatusFilter + " Defaults to any.",
			validators: []validator.String{stringvalidator.OneOf(statusWords...)},
		}),
		"paused": ofBool(filterAttribute{
			sentence: "Only runners that are paused, or only those that are not. Defaults to both.",
		}),
		"version_prefix": ofString(filterAttribute{
			sentence:   "Only runners with a runner manager of this version, by whole components: `17` finds 17.2.0, `17.2` does not find 17.20.0. Defaults to any.",
			validators: []validator.String{stringvalidator.RegexMatches(versionPrefix, "must begin with a digit, a dot or a plus sign")},
		}),
		"scope": ofString(filterAttribute{
			sentence:   "GitLab's deprecated filter, in favour of `type`, `status` and `paused`. With `all` and `project`: `specific`, `shared`, the types and the statuses; without either only the statuses; not with `group`. Defaults to none.",
			deprecated: "GitLab has deprecated this filter: use type, status or paused.",
			validators: []validator.String{stringvalidator.OneOf(scopeWords...), stringvalidator.ConflictsWith(path.MatchRoot("group"))},
		}),
	}
}
