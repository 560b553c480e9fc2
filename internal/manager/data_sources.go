package manager

import (
	"cmp"
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// NewDataSources returns the data source gitlabrunner_runner_managers.
func NewDataSources() datasource.DataSource {
	return &managersDataSource{providerdata.DataSource{Name: "runner_managers"}}
}

type managersDataSource struct{ providerdata.DataSource }

type managersModel struct {
	RunnerID types.Int64  `tfsdk:"runner_id"`
	Status   types.String `tfsdk:"status"`
	Managers []manager    `tfsdk:"managers"`
}

type manager struct {
	ID                 int64   `tfsdk:"id"`
	SystemID           string  `tfsdk:"system_id"`
	Status             string  `tfsdk:"status"`
	JobExecutionStatus *string `tfsdk:"job_execution_status"`
	Version            *string `tfsdk:"version"`
	Revision           *string `tfsdk:"revision"`
	Platform           *string `tfsdk:"platform"`
	Architecture       *string `tfsdk:"architecture"`
	IPAddress          *string `tfsdk:"ip_address"`
	CreatedAt          *string `tfsdk:"created_at"`
	ContactedAt        *string `tfsdk:"contacted_at"`
}

func fromAPI(item gitlabapi.RunnerManager) manager {
	return manager{
		ID:                 item.ID,
		SystemID:           item.SystemID,
		Status:             item.Status,
		JobExecutionStatus: item.JobExecutionStatus,
		Version:            framework.NullIfEmpty(item.Version),
		Revision:           framework.NullIfEmpty(item.Revision),
		Platform:           framework.NullIfEmpty(item.Platform),
		Architecture:       framework.NullIfEmpty(item.Architecture),
		IPAddress:          framework.NullIfEmpty(item.IPAddress),
		CreatedAt:          framework.FormatTime(item.CreatedAt),
		ContactedAt:        framework.FormatTime(item.ContactedAt),
	}
}

func (d *managersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists the runner managers of a runner: the instances of GitLab Runner that authenticate with its token.\n\n" +
			"GitLab's documentation: [runner managers](https://docs.gitlab.com/api/runners/#list-all-runner-managers).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The ID of the runner.",
				Required:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "The status of the returned runner managers: `online`, `offline`, `stale` or `never_contacted`. Defaults to any status.",
				Optional:            true,
				Validators:          []validator.String{framework.OneOf("online", "offline", "stale", "never_contacted")},
			},
			"managers": framework.ComputedObjects("The runner managers, sorted by ID. Empty if none match.", map[string]schema.Attribute{
				"id":                   framework.ComputedInt64("The ID of the runner manager."),
				"system_id":            framework.ComputedString("The unique ID by which the runner manager identifies itself to GitLab."),
				"status":               framework.ComputedString("The status: `online`, `offline`, `stale` or `never_contacted`."),
				"job_execution_status": framework.ComputedString("The activity of the runner manager: `active` if it is running a job, otherwise `idle`. Null if your version of GitLab does not report it."),
				"version":              framework.ComputedString("The GitLab Runner version."),
				"revision":             framework.ComputedString("The GitLab Runner revision."),
				"platform":             framework.ComputedString("The operating system."),
				"architecture":         framework.ComputedString("The processor architecture."),
				"ip_address":           framework.ComputedString("The IP address that it last contacted GitLab from."),
				"created_at":           framework.ComputedTime("The time when the runner manager first authenticated, in RFC 3339 format."),
				"contacted_at":         framework.ComputedTime("The time when the runner manager last contacted GitLab, in RFC 3339 format. Null if it never did."),
			}),
		},
	}
}

// Read implements [datasource.DataSource]. GitLab has no filter for managers,
// so status is compared here.
func (d *managersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config managersModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), config.RunnerID)...)
	if resp.Diagnostics.HasError() {
		return
	}

	id := config.RunnerID.ValueInt64()

	found, err := d.Data.Client.RunnerManagers(ctx, id)
	if err != nil {
		resp.Diagnostics.Append(d.Data.Failed(tfdiag.OnRunner(tfdiag.ListManagers, id, ""), err)...)

		return
	}

	slices.SortFunc(found, func(a, b gitlabapi.RunnerManager) int { return cmp.Compare(a.ID, b.ID) })

	config.Managers = make([]manager, 0, len(found))

	for _, item := range found {
		if config.Status.IsNull() || config.Status.ValueString() == item.Status {
			config.Managers = append(config.Managers, fromAPI(item))
		}
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}
