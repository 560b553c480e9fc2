package registeredrunner

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func (r *tokenResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config tokenModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Config, &config)...)
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
		diags.Append(tfdiag.New(tfdiag.RegistrationOwnerMissing, nil))
	case len(named) > 1:
		diags.Append(tfdiag.At(path.Root(named[1]), tfdiag.RegistrationOwnersSeveral, tfdiag.Values{"owners": "`" + strings.Join(named, "` and `") + "`"}))
	}
}

func (r *tokenResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}

	var plan tokenModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(r.Data.RequireToken(plan.resetting())...)
		plan.planReset(tfdiag.RegistrationResetByCreate, nil, &resp.Diagnostics)
	} else {
		var state tokenModel

		resp.Diagnostics.Append(framework.Get(ctx, req.State, &state)...)
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
	findGroup := func(text string) (int64, string, error) {
		group, err := r.Data.Client.Group(ctx, text)

		return group.ID, group.FullPath, err
	}
	findProject := func(text string) (int64, string, error) {
		project, err := r.Data.Client.Project(ctx, text)

		return project.ID, project.PathWithNamespace, err
	}

	switch {
	case !r.sameNamespace(plan.Group, state.Group, findGroup):
		return "group"
	case !r.sameNamespace(plan.Project, state.Project, findProject):
		return "project"
	default:
		return ""
	}
}

// sameNamespace reports whether two texts name one group or project. Both are
// looked up where one of them may be an old path. What cannot be looked up is
// another one.
func (r *tokenResource) sameNamespace(plan, state types.String, find func(string) (int64, string, error)) bool {
	if plan.Equal(state) {
		return true
	}

	if r.Data == nil || plan.IsUnknown() || plan.IsNull() || state.IsNull() {
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

// markUnknown marks the attributes that a reset changes.
func (m *tokenModel) markUnknown() {
	m.Token = types.StringUnknown()
	if !m.StoreToken.IsUnknown() && !m.StoreToken.ValueBool() {
		m.Token = types.StringNull()
	}
}

// planReset warns of a reset. Terraform shows the warning before and after the
// apply.
func (m *tokenModel) planReset(id tfdiag.ID, entries any, diags *diag.Diagnostics) {
	m.markUnknown()
	diags.Append(tfdiag.New(id, tfdiag.Values{"owner": m.owner(), "entries": entries}))
}

// resetWarnings are the warnings by the reason for which a token is created.
var resetWarnings = map[tfdiag.ID]tfdiag.ID{
	tfdiag.TokenValuesChanged:     tfdiag.RegistrationValuesChanged,
	tfdiag.TokenAllValuesUnknown:  tfdiag.RegistrationAllUnknown,
	tfdiag.TokenSomeValuesUnknown: tfdiag.RegistrationSomeUnknown,
}

func (m *tokenModel) planUpdate(state tokenModel, diags *diag.Diagnostics) {
	if reason := m.resetReason(state); reason != nil {
		m.planReset(resetWarnings[reason.ID], reason.Values["entries"], diags)

		return
	}

	if m.StoreToken.IsUnknown() {
		m.Token = types.StringUnknown()

		return
	}

	m.keep(state.Token)

	if m.StoreToken.ValueBool() && !state.StoreToken.ValueBool() {
		diags.Append(tfdiag.At(path.Root("store_token"), tfdiag.RegistrationTokenNotShown, nil))
	}
}
