package runner

import (
	"context"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// filter selects a list of runners, and runners of that list. Every object that
// lists runners has these attributes. Each declares tag_list itself, because the
// configuration of a list resource cannot have sets.
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

// validate checks that one list is selected, and that the list accepts the scope.
// A value that is unknown passes, because it may be null.
func (f filter) validate(diags *diag.Diagnostics) {
	if f.All.ValueBool() && (f.Project.ValueString() != "" || f.Group.ValueString() != "") {
		diags.Append(tfdiag.At(path.Root("all"), tfdiag.SeveralLists, nil))
	}

	if f.Scope.IsNull() || f.Scope.IsUnknown() || f.All.IsUnknown() || !f.Project.IsNull() {
		return
	}

	if word := f.Scope.ValueString(); !f.All.ValueBool() && slices.Contains(otherScopeWords, word) {
		diags.Append(tfdiag.At(path.Root("scope"), tfdiag.ScopeNotForList, tfdiag.Values{
			"value": strconv.Quote(word), "words": "`" + strings.Join(statusWords, "`, `") + "`",
		}))
	}
}

// list is the selected list, which is read while it is walked, and the call for
// its diagnostics. Every runner is in it once. whole says that it is walked to
// its end.
func (f filter) list(ctx context.Context, client *gitlabapi.Client, tags []string, whole bool) (iter.Seq2[gitlabapi.Runner, error], tfdiag.Call) {
	query := gitlabapi.RunnersQuery{
		Type:          f.Type.ValueString(),
		Status:        f.Status.ValueString(),
		Paused:        f.Paused.ValueBoolPointer(),
		TagList:       slices.Sorted(slices.Values(tags)),
		VersionPrefix: f.VersionPrefix.ValueString(),
		Scope:         f.Scope.ValueString(),
		Whole:         whole,
	}

	switch project, group := f.Project.ValueString(), f.Group.ValueString(); {
	case !f.Project.IsNull():
		return client.ProjectRunners(ctx, project, query), tfdiag.Call{Operation: tfdiag.ListProjectRunners, Object: "the runners of project " + project}
	case !f.Group.IsNull():
		return client.GroupRunners(ctx, group, query), tfdiag.Call{Operation: tfdiag.ListGroupRunners, Object: "the runners of group " + group}
	case f.All.ValueBool():
		return client.AllRunners(ctx, query), tfdiag.Call{Operation: tfdiag.ListAllRunners, Object: "all runners of the instance"}
	default:
		return client.OwnRunners(ctx, query), tfdiag.Call{Operation: tfdiag.ListOwnRunners, Object: "your own runners"}
	}
}
