package runnermodel

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// ReadListed reads a runner of a list. It reports false if the runner cannot be a
// result: a runner that is gone is omitted, and one that the caller cannot read is
// omitted with a warning, because it could not be imported. An error would make
// Terraform drop all other results.
func ReadListed(ctx context.Context, data *providerdata.Data, id int64) (gitlabapi.Runner, list.ListResult, bool) {
	var diags diag.Diagnostics

	runner, err := data.Client.SharedRunner(ctx, id)

	switch {
	case err == nil:
		return runner, list.ListResult{}, true
	case gitlabapi.IsGone(err):
	case gitlabapi.HasStatus(err, http.StatusForbidden):
		diags.Append(tfdiag.New(tfdiag.RunnerOmitted, tfdiag.Values{"runner": id, "token": tfdiag.ReadRunner.Permission().Token("")}))
	default:
		diags = data.Failed(tfdiag.OnRunner(tfdiag.ReadRunner, id, ""), err)
	}

	return runner, list.ListResult{Diagnostics: diags}, false
}
