package runner

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

var (
	_ action.ActionWithConfigure      = (*deleteStaleAction)(nil)
	_ action.ActionWithValidateConfig = (*deleteStaleAction)(nil)
	_ action.ActionWithModifyPlan     = (*deleteStaleAction)(nil)
)

// NewDeleteStaleAction returns the action gitlabrunner_delete_stale_runners.
func NewDeleteStaleAction() action.Action { return &deleteStaleAction{} }

type deleteStaleAction struct {
	data *providerdata.Data
}

type deleteStaleModel struct {
	filter

	TagList      types.Set    `tfsdk:"tag_list"`
	OlderThan    types.String `tfsdk:"older_than"`
	DryRun       types.Bool   `tfsdk:"dry_run"`
	MaxDeletions types.Int64  `tfsdk:"max_deletions"`
}

// Metadata implements [action.Action].
func (a *deleteStaleAction) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_delete_stale_runners"
}

// Configure implements [action.ActionWithConfigure].
func (a *deleteStaleAction) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.data = providerdata.From(req.ProviderData, &resp.Diagnostics)
}

// ValidateConfig implements [action.ActionWithValidateConfig].
func (a *deleteStaleAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config deleteStaleModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.validate(&resp.Diagnostics)

	words := []string{statusStale, statusOffline, statusNeverContacted}
	if status := config.Status; !status.IsNull() && !status.IsUnknown() && config.OlderThan.IsNull() && !slices.Contains(words, status.ValueString()) {
		resp.Diagnostics.AddAttributeError(path.Root("status"), "Status does not select stale runners", fmt.Sprintf(
			"Runners of the status %q may well be in use. Without older_than the status has to be one of %s; without either it is %s.",
			status.ValueString(), strings.Join(words, ", "), statusStale))
	}
}

// ModifyPlan implements [action.ActionWithModifyPlan]. A validation does not
// see what comes from variables, so it is here that whoever runs the action is
// warned.
func (a *deleteStaleAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config deleteStaleModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	deletes := !config.DryRun.IsNull() && !config.DryRun.Equal(types.BoolValue(true))
	if scoped := !config.Project.IsNull() || !config.Group.IsNull(); scoped && deletes && config.Type.IsNull() {
		resp.Diagnostics.AddAttributeWarning(path.Root("type"), "Runners of others may be deleted",
			"Among the runners that serve a project or a group are those of the groups above it and those of the whole instance, "+
				"and whoever may delete them does so with this action. Set type to delete runners of one type only.")
	}
}

// Invoke implements [action.Action].
func (a *deleteStaleAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var (
		config deleteStaleModel
		tags   []string
	)

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(config.TagList.ElementsAs(ctx, &tags, false)...)
	stale := config.staleness(&resp.Diagnostics)

	if resp.Diagnostics.HasError() {
		return
	}

	config.Status = types.StringValue(stale.status)
	list, operation := config.list(ctx, a.data.Client, tags, true)

	listed, err := collect(list, 0)
	if err != nil {
		resp.Diagnostics.Append(operation.FailedAnd(err, "Nothing was deleted.")...)

		return
	}

	progress := newProgress(ctx, resp)

	candidates, diags := a.candidates(ctx, listed, stale, progress)
	resp.Diagnostics.Append(diags...)

	if resp.Diagnostics.HasError() {
		return
	}

	dryRun := config.DryRun.IsNull() || config.DryRun.ValueBool()
	fits := config.fuse(candidates, dryRun, &resp.Diagnostics)

	switch {
	case len(candidates) == 0:
		progress.say("There is no stale runner to delete.")
	case dryRun:
		progress.say("Dry run: %s would be deleted. Set dry_run = false to delete:%s", count(len(candidates)), lines(candidates))
	case fits:
		resp.Diagnostics.Append(a.delete(ctx, candidates, stale, progress)...)
	}
}

// staleness is what the configuration calls stale. Without a word about it,
// that is what GitLab does.
func (m deleteStaleModel) staleness(diags *diag.Diagnostics) staleness {
	wanted := staleness{status: m.Status.ValueString()}

	if m.OlderThan.IsNull() {
		if wanted.status == "" {
			wanted.status = statusStale
		}

		return wanted
	}

	olderThan, err := framework.ParseDuration(m.OlderThan.ValueString())
	if err != nil {
		diags.AddAttributeError(path.Root("older_than"), "Invalid duration", err.Error())
	}

	wanted.olderThan = &olderThan

	return wanted
}

// fuse reports whether so many runners may be deleted. A dry run is told only.
func (m deleteStaleModel) fuse(candidates []gitlabapi.Runner, dryRun bool, diags *diag.Diagnostics) bool {
	most := m.MaxDeletions.ValueInt64()
	if int64(len(candidates)) <= most {
		return true
	}

	summary := "Too many stale runners"
	detail := fmt.Sprintf("%s would be deleted, and max_deletions allows %d. Nothing was deleted. Narrow the filters, or raise max_deletions.", count(len(candidates)), most)

	if dryRun {
		diags.AddAttributeWarning(path.Root("max_deletions"), summary, detail)
	} else {
		diags.AddAttributeError(path.Root("max_deletions"), summary, detail+" With dry_run = true they are listed.")
	}

	return false
}

func lines(runners []gitlabapi.Runner) string {
	var text strings.Builder

	for _, runner := range runners {
		text.WriteString("\n  - " + describe(runner))
	}

	return text.String()
}
