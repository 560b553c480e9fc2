package runner

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var (
	_ action.ActionWithValidateConfig = (*deleteStaleAction)(nil)
	_ action.ActionWithModifyPlan     = (*deleteStaleAction)(nil)
)

// NewDeleteStaleAction returns the action gitlabrunner_delete_stale_runners.
func NewDeleteStaleAction() action.Action {
	return &deleteStaleAction{providerdata.Action{Name: "delete_stale_runners"}}
}

type deleteStaleAction struct{ providerdata.Action }

type deleteStaleModel struct {
	filter

	TagList      types.Set    `tfsdk:"tag_list"`
	OlderThan    types.String `tfsdk:"older_than"`
	DryRun       types.Bool   `tfsdk:"dry_run"`
	MaxDeletions types.Int64  `tfsdk:"max_deletions"`
}

func (a *deleteStaleAction) ValidateConfig(ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse) {
	var config deleteStaleModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.validate(&resp.Diagnostics)

	// The validator of the attribute reports a value that is not a status.
	words := []string{statusStale, statusOffline, statusNeverContacted}
	status := config.Status.ValueString()

	if config.OlderThan.IsNull() && slices.Contains(statusWords, status) && !slices.Contains(words, status) {
		resp.Diagnostics.Append(tfdiag.At(path.Root("status"), tfdiag.StatusNotStale, tfdiag.Values{"value": strconv.Quote(status)}))
	}
}

// ModifyPlan implements [action.ActionWithModifyPlan]. The warning is raised here
// because a validation does not see the values of variables.
func (a *deleteStaleAction) ModifyPlan(ctx context.Context, req action.ModifyPlanRequest, resp *action.ModifyPlanResponse) {
	var config deleteStaleModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	deletes := !config.DryRun.IsNull() && !config.DryRun.Equal(types.BoolValue(true))
	if scoped := !config.Project.IsNull() || !config.Group.IsNull(); scoped && deletes && config.Type.IsNull() {
		resp.Diagnostics.Append(tfdiag.At(path.Root("type"), tfdiag.OthersMayBeDeleted, nil))
	}
}

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
	list, call := config.list(ctx, a.Data.Client, tags, true)

	call.Note = tfdiag.NothingDeleted

	listed, err := collect(list, 0)
	if err != nil {
		resp.Diagnostics.Append(a.Data.Failed(call, err)...)

		return
	}

	progress := newProgress(ctx, resp)

	candidates, diags := a.candidates(ctx, listed, stale, progress)
	resp.Diagnostics.Append(diags...)

	if resp.Diagnostics.HasError() {
		return
	}

	dryRun := config.DryRun.IsNull() || config.DryRun.ValueBool()
	fits := config.allows(candidates, dryRun, &resp.Diagnostics)

	switch {
	case len(candidates) == 0:
		progress.say("No stale runner was found.")
	case dryRun:
		progress.say("Dry run: %s would be deleted with dry_run = false:%s", count(len(candidates)), lines(candidates))
	case fits:
		resp.Diagnostics.Append(a.delete(ctx, candidates, stale, progress)...)
	}
}

// staleness is the condition in the configuration. Without one, it is GitLab's
// status "stale".
func (m deleteStaleModel) staleness(diags *diag.Diagnostics) staleness {
	wanted := staleness{status: m.Status.ValueString()}

	if m.OlderThan.IsNull() {
		if wanted.status == "" {
			wanted.status = statusStale
		}

		return wanted
	}

	olderThan, found := framework.Duration(path.Root("older_than"), m.OlderThan, olderThanExample)
	diags.Append(found...)

	wanted.olderThan = &olderThan

	return wanted
}

// allows reports whether max_deletions allows to delete so many runners. In a dry
// run, more are only a warning.
func (m deleteStaleModel) allows(candidates []gitlabapi.Runner, dryRun bool, diags *diag.Diagnostics) bool {
	most := m.MaxDeletions.ValueInt64()
	if int64(len(candidates)) <= most {
		return true
	}

	id := tfdiag.TooManyStale
	if dryRun {
		id = tfdiag.TooManyStaleDryRun
	}

	diags.Append(tfdiag.At(path.Root("max_deletions"), id, tfdiag.Values{"count": count(len(candidates)), "most": most}))

	return false
}

func lines(runners []gitlabapi.Runner) string {
	var text strings.Builder

	for _, runner := range runners {
		text.WriteString("\n  - " + describe(runner))
	}

	return text.String()
}
