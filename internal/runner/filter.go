package runner

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	needsOwn = "Listing one's own runners needs the scope `read_api` or `api`."
	needsAll = "Listing every runner of the instance needs an administrator and the scope `read_api` or `api`, with admin mode `admin_mode` as well. " +
		"Without an administrator set `project` or `group` instead of `all`, or leave all three out for the runners you administer."
	needsProject = "Listing the runners of a project needs a Maintainer of it and the scope `read_api` or `api`."
	needsGroup   = "Listing the runners of a group needs an Owner of it (in some older versions a Maintainer) and the scope `read_api` or `api`."
)

// filter says which runners are meant: out of which list, and which of it. It
// is the same in every object that looks for runners, but for tag_list: the
// configurations of list resources have no sets.
type filter struct {
	All           types.Bool   `tfsdk:"all"`
	Project       types.String `tfsdk:"project"`
	Group         types.String `tfsdk:"group"`
	Type          types.String `tfsdk:"type"`
	Status        types.String `tfsdk:"status"`
	Paused        types.Bool   `tfsdk:"paused"`
	VersionPrefix types.String `tfsdk:"version_prefix"`
	Scope         types.String `tfsdk:"scope"`
}

// validate checks what takes two attributes: there is one list, and which
// words of scope are accepted depends on it. What is not known yet may be null.
func (f filter) validate(diags *diag.Diagnostics) {
	if f.All.ValueBool() && (f.Project.ValueString() != "" || f.Group.ValueString() != "") {
		diags.AddAttributeError(path.Root("all"), "More than one list",
			"all = true lists every runner of the instance; project and group list those of one. Set one of the three.")
	}

	if f.Scope.IsNull() || f.Scope.IsUnknown() || f.All.IsUnknown() || !f.Project.IsNull() {
		return
	}

	if word := f.Scope.ValueString(); !f.All.ValueBool() && !slices.Contains(ownScopeWords, word) {
		diags.AddAttributeError(path.Root("scope"), "Invalid scope", fmt.Sprintf(
			"Without all or project GitLab takes only %s as scope, and not %q. Use type instead.", strings.Join(ownScopeWords, ", "), word))
	}
}

// list is the list that is meant, which begins to be read when it is walked,
// and what a failure of it is called. Every runner is in it once. whole says that
// it is walked to its end.
func (f filter) list(ctx context.Context, client *gitlabapi.Client, tags []string, whole bool) (iter.Seq2[gitlabapi.Runner, error], tfdiag.Operation) {
	operation := tfdiag.Operation{Verb: "list", Noun: "runners"}
	query := gitlabapi.RunnersQuery{
		Type:          f.Type.ValueString(),
		Status:        f.Status.ValueString(),
		Paused:        f.Paused.ValueBoolPointer(),
		TagList:       slices.Sorted(slices.Values(tags)),
		VersionPrefix: f.VersionPrefix.ValueString(),
		Scope:         f.Scope.ValueString(),
		Whole:         whole,
	}

	switch {
	case !f.Project.IsNull():
		operation.Object = "the runners of project " + f.Project.ValueString()
		operation.Needs = needsProject

		return client.ProjectRunners(ctx, f.Project.ValueString(), query), operation
	case !f.Group.IsNull():
		operation.Object = "the runners of group " + f.Group.ValueString()
		operation.Needs = needsGroup

		return client.GroupRunners(ctx, f.Group.ValueString(), query), operation
	case f.All.ValueBool():
		operation.Object = "all runners of the instance"
		operation.Needs = needsAll

		return client.AllRunners(ctx, query), operation
	default:
		operation.Object = "your runners"
		operation.Needs = needsOwn

		return client.OwnRunners(ctx, query), operation
	}
}
