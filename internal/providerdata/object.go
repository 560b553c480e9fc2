package providerdata

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Resource is embedded by every resource and list resource.
type Resource struct {
	// Name is the type without the prefix of the provider.
	Name string
	// Data is nil until the provider is configured.
	Data *Data
}

func (r *Resource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.Name
}

func (r *Resource) Configure(_ context.Context, req resource.ConfigureRequest, resp *resource.ConfigureResponse) {
	r.Data = From(req.ProviderData, &resp.Diagnostics)
}

// RunnerResource is embedded by every resource that the ID of its runner identifies.
type RunnerResource struct {
	Resource

	// Attribute has the ID of the runner, in the state and in the identity.
	Attribute string
}

func (r *RunnerResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	framework.IdentitySchema{r.Attribute: "The ID of the runner."}.Describe(resp)
}

// ImportState implements [resource.ResourceWithImportState]. It sends no request: the
// Read that follows reads the runner.
func (r *RunnerResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	framework.ImportRunner(ctx, req, resp, r.Attribute)
}

// ReadRunner reads the runner during a refresh. If the runner is gone, the resource
// leaves the state. It reports whether there is a runner.
func (r *RunnerResource) ReadRunner(ctx context.Context, call tfdiag.Call, id int64, resp *resource.ReadResponse) (gitlabapi.Runner, bool) {
	runner, err := r.Data.Client.SharedRunner(ctx, id)

	switch {
	case err == nil:
		return runner, true
	case gitlabapi.IsGone(err):
		tflog.Info(ctx, "The runner is gone from GitLab, and the resource leaves the state", map[string]any{"type": r.Name, "runner_id": id})
		resp.State.RemoveResource(ctx)
	default:
		resp.Diagnostics.Append(r.Data.Failed(call, err)...)
	}

	return runner, false
}

// DataSource is embedded by every data source, see [Resource].
type DataSource struct {
	Name string
	Data *Data
}

func (d *DataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.Name
}

func (d *DataSource) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	d.Data = From(req.ProviderData, &resp.Diagnostics)
}

// EphemeralResource is embedded by every ephemeral resource, see [Resource].
type EphemeralResource struct {
	Name string
	Data *Data
}

func (e *EphemeralResource) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + e.Name
}

func (e *EphemeralResource) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	e.Data = From(req.ProviderData, &resp.Diagnostics)
}

// Action is embedded by every action, see [Resource].
type Action struct {
	Name string
	Data *Data
}

func (a *Action) Metadata(_ context.Context, req action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + a.Name
}

func (a *Action) Configure(_ context.Context, req action.ConfigureRequest, resp *action.ConfigureResponse) {
	a.Data = From(req.ProviderData, &resp.Diagnostics)
}
