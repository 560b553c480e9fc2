package job

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// NewDataSources returns the data source gitlabrunner_runner_jobs.
func NewDataSources() datasource.DataSource {
	return &jobsDataSource{providerdata.DataSource{Name: "runner_jobs"}}
}

type jobsDataSource struct{ providerdata.DataSource }

type jobsModel struct {
	RunnerID   types.Int64  `tfsdk:"runner_id"`
	Status     types.String `tfsdk:"status"`
	SystemID   types.String `tfsdk:"system_id"`
	OrderBy    types.String `tfsdk:"order_by"`
	Sort       types.String `tfsdk:"sort"`
	MaxResults types.Int64  `tfsdk:"max_results"`
	Jobs       []job        `tfsdk:"jobs"`
}

// query sorts as GitLab does by default: oldest first without order_by, newest
// first with it.
func (m jobsModel) query() gitlabapi.JobsQuery {
	sort := m.Sort.ValueString()
	if sort == "" && !m.OrderBy.IsNull() {
		sort = "desc"
	}

	return gitlabapi.JobsQuery{
		Status: m.Status.ValueString(), SystemID: m.SystemID.ValueString(), Sort: sort, Whole: m.MaxResults.IsNull(),
	}
}

func (d *jobsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config jobsModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), config.RunnerID)...)
	if resp.Diagnostics.HasError() {
		return
	}

	id, most := config.RunnerID.ValueInt64(), int(config.MaxResults.ValueInt64())
	config.Jobs = []job{}

	for item, err := range d.Data.Client.RunnerJobs(ctx, id, config.query()) {
		if err != nil {
			resp.Diagnostics.Append(d.Data.Failed(tfdiag.OnRunner(tfdiag.ListJobs, id, ""), err)...)

			return
		}

		config.Jobs = append(config.Jobs, fromAPI(item))

		if len(config.Jobs) == most {
			break
		}
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
