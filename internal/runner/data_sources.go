package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

var _ datasource.DataSourceWithValidateConfig = (*runnersDataSource)(nil)

// NewDataSources returns the data source gitlabrunner_runners.
func NewDataSources() datasource.DataSource {
	return &runnersDataSource{providerdata.DataSource{Name: "runners"}}
}

type runnersDataSource struct{ providerdata.DataSource }

type runnersModel struct {
	filter

	TagList    types.Set            `tfsdk:"tag_list"`
	Details    types.Bool           `tfsdk:"details"`
	MaxResults types.Int64          `tfsdk:"max_results"`
	IDs        types.List           `tfsdk:"ids"`
	Runners    framework.ObjectList `tfsdk:"runners"`
}

func (d *runnersDataSource) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var config runnersModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.validate(&resp.Diagnostics)
}

func (d *runnersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config runnersModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	var tags []string

	resp.Diagnostics.Append(config.TagList.ElementsAs(ctx, &tags, false)...)
	if resp.Diagnostics.HasError() {
		return
	}

	list, call := config.list(ctx, d.Data.Client, tags, config.MaxResults.IsNull())

	runners, err := collect(list, config.MaxResults.ValueInt64())
	if err != nil {
		resp.Diagnostics.Append(d.Data.Failed(call, err)...)

		return
	}

	shown := make([]details, len(runners))
	for i, runner := range runners {
		shown[i] = listedFromAPI(runner)
	}

	if config.Details.ValueBool() {
		shown = d.details(ctx, shown, &resp.Diagnostics)
		if resp.Diagnostics.HasError() {
			return
		}
	}

	config.show(ctx, shown, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}

// show puts the runners into the model.
func (m *runnersModel) show(ctx context.Context, shown []details, diags *diag.Diagnostics) {
	ids := make([]int64, len(shown))
	for i, item := range shown {
		ids[i] = item.ID
	}

	var found diag.Diagnostics

	m.IDs, found = types.ListValueFrom(ctx, types.Int64Type, ids)
	diags.Append(found...)

	m.Runners = m.Runners.With(shown)
}
