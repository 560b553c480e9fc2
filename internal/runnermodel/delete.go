package runnermodel

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Delete deletes the runner by its ID. A runner that is gone is a success.
func (r *Runner) Delete(ctx context.Context, data *providerdata.Data) diag.Diagnostics {
	err := data.Client.DeleteRunner(ctx, r.ID.ValueInt64())
	if err == nil || gitlabapi.IsGone(err) {
		return nil
	}

	call := r.call(tfdiag.DeleteRunner)
	if gitlabapi.HasStatus(err, http.StatusForbidden) {
		call = withProjects(ctx, data, call, r.ID.ValueInt64())
	}

	return data.Failed(call, err)
}

// withProjects adds the projects of a project runner: GitLab allows only an
// administrator to delete a runner that has several.
func withProjects(ctx context.Context, data *providerdata.Data, call tfdiag.Call, id int64) tfdiag.Call {
	runner, err := data.Client.Runner(ctx, id)
	if err != nil || len(runner.Projects) == 0 {
		return call
	}

	names := make([]string, 0, len(runner.Projects))
	for _, project := range runner.Projects {
		names = append(names, fmt.Sprintf("%s (ID %d)", project.PathWithNamespace, project.ID))
	}

	call.RunnerType, call.Note = runner.RunnerType, tfdiag.VisibleProjects
	call.Values = tfdiag.Values{"projects": tfdiag.List(names, "\n  - ")}

	return call
}
