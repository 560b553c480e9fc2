package registeredrunner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// ValidateConfig implements [resource.ResourceWithValidateConfig].
func (r *tokenResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config tokenModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.validateOwner(&resp.Diagnostics)
}

// validateOwner checks that the token is exactly one's. Unknown may turn out to
// be absent.
func (m tokenModel) validateOwner(diags *diag.Diagnostics) {
	var (
		named   []string
		unknown bool
	)

	for _, owner := range []struct {
		name  string
		value attr.Value
	}{{"instance", m.Instance}, {"group", m.Group}, {"project", m.Project}} {
		switch {
		case owner.value.IsUnknown():
			unknown = true
		case !owner.value.IsNull():
			named = append(named, owner.name)
		}
	}

	switch {
	case len(named) == 0 && !unknown:
		diags.AddError("Missing owner of the registration token", "Say whose registration token it is: set instance = true, group or project.")
	case len(named) > 1:
		diags.AddAttributeError(path.Root(named[1]), "Too many owners of the registration token",
			"A registration token is the instance's, or a group's, or a project's: set only one of instance, group and project.")
	}
}

// ModifyPlan implements [resource.ResourceWithModifyPlan].
func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan tokenModel

	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if req.State.Raw.IsNull() {
		plan.planReset("is reset when this resource is created, because GitLab does not show the present one", false, &resp.Diagnostics)
	} else {
		var state tokenModel

		resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
		if resp.Diagnostics.HasError() {
			return
		}

		if moved := r.movedTo(ctx, plan, state); moved != "" {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root(moved))
			plan.markUnknown()
		} else {
			plan.planUpdate(state, &resp.Diagnostics)
		}
	}

	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// movedTo names the attribute by which the plan selects another token; it is
// empty where group and project are the same, also in another spelling.
func (r *tokenResource) movedTo(ctx context.Context, plan, state tokenModel) string {
	switch {
	case !plan.Group.Equal(state.Group) && !r.sameGroup(ctx, plan.Group, state.Group):
		return "group"
	case !plan.Project.Equal(state.Project) && !r.sameProject(ctx, plan.Project, state.Project):
		return "project"
	default:
		return ""
	}
}

func (r *tokenResource) sameGroup(ctx context.Context, plan, state types.String) bool {
	return r.sameNamespace(plan, state, func(text string) (int64, string, error) {
		group, err := r.data.Client.Group(ctx, text)

		return group.ID, group.FullPath, err
	})
}

func (r *tokenResource) sameProject(ctx context.Context, plan, state types.String) bool {
	return r.sameNamespace(plan, state, func(text string) (int64, string, error) {
		project, err := r.data.Client.Project(ctx, text)

		return project.ID, project.PathWithNamespace, err
	})
}

// sameNamespace reports whether two texts name one group or project. Both are
// looked up where one of them may be an old path. What cannot be looked up is
// another one.
func (r *tokenResource) sameNamespace(plan, state types.String, find func(string) (int64, string, error)) bool {
	if r.data == nil || plan.IsUnknown() || plan.IsNull() || state.IsNull() {
		return false
	}

	id, fullPath, err := find(plan.ValueString())
	if err != nil {
		return false
	}

	if framework.NamesNamespace(state.ValueString(), id, fullPath) {
		return true
	}

	before, _, err := find(state.ValueString())

	return err == nil && before == id
}

// markUnknown marks what a reset will decide.
func (m *tokenModel) markUnknown() {
	m.Token = types.StringUnknown()
	if !m.StoreToken.IsUnknown() && !m.StoreToken.ValueBool() {
		m.Token = types.StringNull()
	}
}

// planReset says what a reset does, in words that are right before and after
// the apply: Terraform shows the warning at both times.
func (m *tokenModel) planReset(reason string, possible bool, diags *diag.Diagnostics) {
	m.markUnknown()

	summary := "Registration token reset is due"
	if possible {
		summary = "Registration token reset may be due"
	}

	diags.AddWarning(summary, "The registration token of "+m.owner()+" "+reason+". "+
		"GitLab rejects registrations with the old token as soon as a new one exists; registered runners are not affected. "+
		"Pass the new token to whatever registers runners.")
}

func (m *tokenModel) planUpdate(state tokenModel, diags *diag.Diagnostics) {
	if reason := m.resetReason(state); reason != nil {
		m.planReset(reason.Text, reason.Possible, diags)

		return
	}

	if m.StoreToken.IsUnknown() {
		m.Token = types.StringUnknown()

		return
	}

	m.keep(state.Token)

	if m.StoreToken.ValueBool() && !state.StoreToken.ValueBool() {
		diags.AddAttributeWarning(path.Root("store_token"), "Token cannot be restored",
			"`store_token` is turned on, but GitLab shows a registration token here only when it is made, and this one was made while `store_token` was off. "+
				"`token` stays null until a new one is created; a change of a value in `rotate_when_changed` creates one.")
	}
}
