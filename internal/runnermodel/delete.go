package runnermodel

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Drain waits for the runner's jobs if drain_timeout says so. It reports
// whether the runner may be deleted.
func (r *Runner) Drain(ctx context.Context, data *providerdata.Data) (bool, diag.Diagnostics) {
	if r.DrainTimeout.IsNull() {
		return true, nil
	}

	timeout, diags := framework.Duration(path.Root("drain_timeout"), r.DrainTimeout, drainTimeoutExample)
	if diags.HasError() {
		return false, diags
	}

	return drain(ctx, data, r.ID.ValueInt64(), r.RunnerType.ValueString(), timeout)
}

// DeleteByID deletes the runner. One that is gone already is fine.
func DeleteByID(ctx context.Context, data *providerdata.Data, id int64) diag.Diagnostics {
	err := data.Client.DeleteRunner(ctx, id)
	if err == nil || gitlabapi.IsGone(err) {
		return nil
	}

	return deleteFailed(ctx, data, id, err)
}

// deleteFailed looks at the runner's projects when GitLab forbids the delete:
// who is no administrator may only delete a runner that has one project left,
// and may not even see the others.
func deleteFailed(ctx context.Context, data *providerdata.Data, id int64, err error) diag.Diagnostics {
	operation := On("delete", id, tfdiag.NeedsDelete)

	if !gitlabapi.HasStatus(err, http.StatusForbidden) {
		return operation.Failed(err)
	}

	runner, readErr := data.Client.Runner(ctx, id)
	if readErr != nil || runner.RunnerType != gitlabapi.ProjectType {
		return operation.Failed(err)
	}

	names := make([]string, 0, len(runner.Projects))
	for _, project := range runner.Projects {
		names = append(names, fmt.Sprintf("%s (id %d)", project.PathWithNamespace, project.ID))
	}

	return operation.FailedAnd(err, fmt.Sprintf("Only an administrator may delete a runner that has several projects. "+
		"Unassign it from all but its owner project first, or use an administrator's token; "+
		"gitlabrunner_project_assignments_exclusive does so with unassign_on_destroy = true. "+
		"Its projects, as far as the owner of the access token may see them:\n\n  - %s", tfdiag.List(names, "\n  - ")))
}
