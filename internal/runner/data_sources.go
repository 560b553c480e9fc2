package runner

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"golang.org/x/sync/errgroup"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/session"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	needsOwn = "Listing one's own runners needs the scope `read_api` or `api`."
	needsAll = "Listing every runner of the instance needs an administrator and the scope `read_api` or `api`, with admin mode `admin_mode` as well. " +
		"Without an administrator set `project` or `group` instead of `all`, or leave all three out for the runners you administer."
	needsProject = "Listing the runners of a project needs a Maintainer of it and the scope `read_api` or `api`."
	needsGroup   = "Listing the runners of a group needs an Owner of it (in some older versions a Maintainer) and the scope `read_api` or `api`."
)

var (
	_ datasource.DataSourceWithConfigure      = (*runnersDataSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*runnersDataSource)(nil)
)

// NewDataSources returns the data source gitlabrunner_runners.
func NewDataSources() datasource.DataSource { return &runnersDataSource{} }

type runnersDataSource struct {
	session *session.Session
}

type runnersModel struct {
	All           types.Bool   `tfsdk:"all"`
	Project       types.String `tfsdk:"project"`
	Group         types.String `tfsdk:"group"`
	Type          types.String `tfsdk:"type"`
	Status        types.String `tfsdk:"status"`
	Paused        types.Bool   `tfsdk:"paused"`
	TagList       types.Set    `tfsdk:"tag_list"`
	VersionPrefix types.String `tfsdk:"version_prefix"`
	Scope         types.String `tfsdk:"scope"`
	Details       types.Bool   `tfsdk:"details"`
	MaxResults    types.Int64  `tfsdk:"max_results"`
	IDs           types.List   `tfsdk:"ids"`
	Runners       types.List   `tfsdk:"runners"`
}

// Metadata implements [datasource.DataSource].
func (d *runnersDataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_runners"
}

// Configure implements [datasource.DataSourceWithConfigure].
func (d *runnersDataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.session = session.From(req.ProviderData, &resp.Diagnostics)
}

// ValidateConfig implements [datasource.DataSourceWithValidateConfig]: there is
// one list, and which words of scope are accepted depends on it.
func (d *runnersDataSource) ValidateConfig(ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse) {
	var config runnersModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if config.All.ValueBool() && (!config.Project.IsNull() || !config.Group.IsNull()) {
		resp.Diagnostics.AddAttributeError(path.Root("all"), "More than one list",
			"all = true lists every runner of the instance; project and group list those of one. Set one of the three.")
	}

	if config.Scope.IsNull() || config.Scope.IsUnknown() || config.All.IsUnknown() || !config.Project.IsNull() {
		return
	}

	if word := config.Scope.ValueString(); !config.All.ValueBool() && !slices.Contains(ownScopeWords, word) {
		resp.Diagnostics.AddAttributeError(path.Root("scope"), "Invalid scope", fmt.Sprintf(
			"Without all or project GitLab takes only %s as scope, and not %q. Use type instead.", strings.Join(ownScopeWords, ", "), word))
	}
}

// Read implements [datasource.DataSource].
func (d *runnersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var config runnersModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	var query gitlabapi.RunnersQuery

	query, diags := config.query(ctx)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	list, operation := d.list(ctx, config, query)

	runners, err := collect(list, config.MaxResults.ValueInt64())
	if err != nil {
		resp.Diagnostics.Append(operation.Failed(err)...)

		return
	}

	shown := make([]details, len(runners))
	for i, runner := range runners {
		shown[i] = listedFromAPI(runner)
	}

	if config.Details.ValueBool() {
		if shown, err = d.details(ctx, shown, &resp.Diagnostics); err != nil {
			resp.Diagnostics.Append(tfdiag.Operation{Verb: "read", Noun: "runner", Object: "the details of the runners", Needs: tfdiag.NeedsRead}.Failed(err)...)

			return
		}
	}

	config.show(ctx, shown, &resp.Diagnostics)
	resp.Diagnostics.Append(resp.State.Set(ctx, &config)...)
}

// query is what the filters mean on the wire.
func (m runnersModel) query(ctx context.Context) (gitlabapi.RunnersQuery, diag.Diagnostics) {
	query := gitlabapi.RunnersQuery{
		Type:          m.Type.ValueString(),
		Status:        m.Status.ValueString(),
		Paused:        m.Paused.ValueBoolPointer(),
		VersionPrefix: m.VersionPrefix.ValueString(),
		Scope:         m.Scope.ValueString(),
	}

	diags := m.TagList.ElementsAs(ctx, &query.TagList, false)
	slices.Sort(query.TagList)

	return query, diags
}

// list is the list that was asked for, and what a failure of it is called.
func (d *runnersDataSource) list(ctx context.Context, config runnersModel, query gitlabapi.RunnersQuery) (iter.Seq2[gitlabapi.Runner, error], tfdiag.Operation) {
	operation := tfdiag.Operation{Verb: "list", Noun: "runners"}
	client := d.session.Client

	switch {
	case !config.Project.IsNull():
		operation.Object = "the runners of project " + config.Project.ValueString()
		operation.Needs = needsProject

		return client.ProjectRunners(ctx, config.Project.ValueString(), query), operation
	case !config.Group.IsNull():
		operation.Object = "the runners of group " + config.Group.ValueString()
		operation.Needs = needsGroup

		return client.GroupRunners(ctx, config.Group.ValueString(), query), operation
	case config.All.ValueBool():
		operation.Object = "all runners of the instance"
		operation.Needs = needsAll

		return client.AllRunners(ctx, query), operation
	default:
		operation.Object = "your runners"
		operation.Needs = needsOwn

		return client.OwnRunners(ctx, query), operation
	}
}

// collect takes the list as far as it is wanted. A runner whose managers have
// several matching versions can be in it more than once.
func collect(list iter.Seq2[gitlabapi.Runner, error], most int64) ([]gitlabapi.Runner, error) {
	var runners []gitlabapi.Runner

	seen := make(map[int64]bool)

	for runner, err := range list {
		if err != nil {
			return nil, err
		}

		if seen[runner.ID] {
			continue
		}

		seen[runner.ID] = true
		runners = append(runners, runner)

		if most > 0 && int64(len(runners)) == most {
			break
		}
	}

	slices.SortFunc(runners, func(a, b gitlabapi.Runner) int { return cmp.Compare(a.ID, b.ID) })

	return runners, nil
}

// details reads each runner's details, as many at a time as the client sends.
// A runner that was deleted since it was listed is left out; one that may be
// listed but not read stays as it is listed.
func (d *runnersDataSource) details(ctx context.Context, listed []details, diags *diag.Diagnostics) ([]details, error) {
	gone := make([]bool, len(listed))
	closed := make([]bool, len(listed))

	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(d.session.Client.MaxConcurrentRequests())

	for i, item := range listed {
		group.Go(func() error {
			runner, err := d.session.Client.Runner(ctx, item.ID)

			switch {
			case err == nil:
				listed[i] = detailsFromAPI(runner)
			case gitlabapi.IsGone(err):
				gone[i] = true
			case gitlabapi.HasStatus(err, http.StatusForbidden):
				closed[i] = true
			default:
				return err
			}

			return nil
		})
	}

	if err := group.Wait(); err != nil {
		return nil, err
	}

	if slices.Contains(closed, true) {
		diags.AddWarning("Some runners show no details",
			"GitLab lists runners whose details the owner of the access token may not read; what the list does not show of them is null. "+tfdiag.NeedsRead)
	}

	shown := listed[:0]

	for i, item := range listed {
		if !gone[i] {
			shown = append(shown, item)
		}
	}

	return shown, nil
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

	m.Runners, found = types.ListValueFrom(ctx, detailsType(), shown)
	diags.Append(found...)
}
