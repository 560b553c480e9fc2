package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// NewDataSource returns the data source gitlabrunner_runner.
func NewDataSource() datasource.DataSource {
	return &runnerDataSource{providerdata.DataSource{Name: "runner"}}
}

type runnerDataSource struct{ providerdata.DataSource }

// Read implements [datasource.DataSource]. A runner that does not exist is an
// error, because the configuration names it by its ID.
func (d *runnerDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id types.Int64

	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("id"), &id)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("id"), id)...)
	if resp.Diagnostics.HasError() {
		return
	}

	runner, err := d.Data.Client.RunnerDetails(ctx, id.ValueInt64())
	if err != nil {
		resp.Diagnostics.Append(d.Data.Failed(tfdiag.OnRunner(tfdiag.ReadRunner, id.ValueInt64(), ""), err)...)

		return
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, detailsFromAPI(runner))...)
}
