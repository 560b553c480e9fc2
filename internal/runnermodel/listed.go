package runnermodel

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/list"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// ReadListed reads a runner that is listed. If there is nothing to read it reports
// false, and what becomes of the item: a runner that was deleted since is no
// result, and one that may not be read is left out with a warning, because it
// could not be imported either. An error would have Terraform drop every other
// result as well.
func ReadListed(ctx context.Context, data *providerdata.Data, id int64) (gitlabapi.Runner, list.ListResult, bool) {
	var diags diag.Diagnostics

	runner, err := data.Client.SharedRunner(ctx, id)

	switch {
	case err == nil:
		return runner, list.ListResult{}, true
	case gitlabapi.IsGone(err):
	case gitlabapi.HasStatus(err, http.StatusForbidden):
		diags.AddWarning("Runner left out", fmt.Sprintf(
			"GitLab lists runner %d, but the owner of the access token may not read it, so it could not be imported. It is left out. %s", id, tfdiag.NeedsRead))
	default:
		diags = On("read", id, tfdiag.NeedsRead).Failed(err)
	}

	return runner, list.ListResult{Diagnostics: diags}, false
}
