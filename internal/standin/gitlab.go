package standin

import (
	"context"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// The types of the official provider.
const (
	userRunner   = "gitlab_user_runner"
	legacyRunner = "gitlab_runner"
	enablement   = "gitlab_project_runner_enablement"
)

// GitLab stands in for GitLab's own provider: the types for runners, with their
// attributes, and states as that provider writes them. It creates and imports
// objects in GitLab and reads nothing back. It refuses to destroy anything, because
// a move must not recreate a runner.
type GitLab struct {
	API *gitlab.Client
	// Major is its version: 19 has no gitlab_runner any more.
	Major int
}

func (p *GitLab) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "gitlab"
}

func (p *GitLab) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (p *GitLab) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (p *GitLab) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (p *GitLab) Resources(context.Context) []func() resource.Resource {
	resources := []func() resource.Resource{p.userRunners, p.enablements}
	if p.Major < 19 {
		resources = append(resources, p.legacyRunners)
	}

	return resources
}

// runnerAttributes are what both types of runner have.
const runnerAttributes = `id:v description:ov paused:ov:bool locked:ov:bool tag_list:ov:set access_level:ov maximum_timeout:ov:number maintenance_note:ov `

func (p *GitLab) userRunners() resource.Resource {
	return &officialResource{
		typeName: userRunner, create: p.createUserRunner, read: p.importUserRunner,
		attributes: attributes(runnerAttributes + `runner_type:rf group_id:of:number project_id:of:number untagged:ov:bool token:vs`),
	}
}

func (p *GitLab) legacyRunners() resource.Resource {
	return &officialResource{
		typeName: legacyRunner, create: p.registerRunner,
		attributes: attributes(runnerAttributes + `registration_token:rs run_untagged:ov:bool authentication_token:vs status:v`),
	}
}

func (p *GitLab) enablements() resource.Resource {
	return &officialResource{
		typeName: enablement, create: p.enable, read: p.importEnablement,
		attributes: attributes(`id:v project:r runner_id:r:number`),
	}
}

// readConfig reads attributes of a configuration by their names; null is nil.
func readConfig(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse, targets map[string]any) {
	for name, target := range targets {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), target)...)
	}
}

func (p *GitLab) createUserRunner(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) error {
	var options gitlab.CreateUserRunnerOptions

	readConfig(ctx, req, resp, map[string]any{
		"runner_type": &options.RunnerType, "group_id": &options.GroupID, "project_id": &options.ProjectID,
		"description": &options.Description, "paused": &options.Paused, "locked": &options.Locked, "untagged": &options.RunUntagged,
		"tag_list": &options.TagList, "access_level": &options.AccessLevel, "maximum_timeout": &options.MaximumTimeout,
	})

	made, _, err := p.API.Users.CreateUserRunner(&options)
	if err != nil {
		return err
	}

	return p.write(ctx, &resp.State, &resp.Diagnostics, made.ID, func(runner *gitlab.RunnerDetails) map[string]any {
		return map[string]any{"untagged": runner.RunUntagged, "token": made.Token}
	})
}

// importUserRunner finds everything but the token and the owner, as that provider
// does: https://gitlab.com/gitlab-org/terraform-provider-gitlab/-/issues/6745.
func (p *GitLab) importUserRunner(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) error {
	id, err := strconv.ParseInt(req.ID, 10, 64)
	if err != nil {
		return err
	}

	return p.write(ctx, &resp.State, &resp.Diagnostics, id, func(runner *gitlab.RunnerDetails) map[string]any {
		return map[string]any{"untagged": runner.RunUntagged, "runner_type": runner.RunnerType}
	})
}

// importEnablement takes project and runner from the ID.
func (p *GitLab) importEnablement(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) error {
	project, runner, _ := strings.Cut(req.ID, ":")

	id, err := strconv.ParseInt(runner, 10, 64)
	if err != nil {
		return err
	}

	for name, value := range map[string]any{"id": req.ID, "project": project, "runner_id": id} {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(name), value)...)
	}

	return nil
}

func (p *GitLab) registerRunner(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) error {
	var options gitlab.RegisterNewRunnerOptions

	readConfig(ctx, req, resp, map[string]any{
		"registration_token": &options.Token, "description": &options.Description, "locked": &options.Locked, "tag_list": &options.TagList,
	})

	made, _, err := p.API.Runners.RegisterNewRunner(&options)
	if err != nil {
		return err
	}

	return p.write(ctx, &resp.State, &resp.Diagnostics, made.ID, func(runner *gitlab.RunnerDetails) map[string]any {
		return map[string]any{"run_untagged": runner.RunUntagged, "authentication_token": made.Token, "status": runner.Status}
	})
}

// write writes a runner into the state: what is absent is empty, or 0.
func (p *GitLab) write(ctx context.Context, state *tfsdk.State, diagnostics *diag.Diagnostics, id int64, own func(*gitlab.RunnerDetails) map[string]any) error {
	runner, _, err := p.API.Runners.GetRunnerDetails(id)
	if err != nil {
		return err
	}

	attributes := map[string]any{
		"id": strconv.FormatInt(id, 10), "description": runner.Description, "paused": runner.Paused, "locked": runner.Locked, "tag_list": runner.TagList,
		"access_level": runner.AccessLevel, "maximum_timeout": runner.MaximumTimeout, "maintenance_note": runner.MaintenanceNote,
	}
	maps.Copy(attributes, own(runner))

	for name, value := range attributes {
		diagnostics.Append(state.SetAttribute(ctx, path.Root(name), value)...)
	}

	return nil
}

func (p *GitLab) enable(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) error {
	var (
		project string
		options gitlab.EnableProjectRunnerOptions
	)

	readConfig(ctx, req, resp, map[string]any{"project": &project, "runner_id": &options.RunnerID})
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), fmt.Sprintf("%s:%d", project, options.RunnerID))...)

	_, _, err := p.API.Runners.EnableProjectRunner(project, &options)

	return err
}

type officialResource struct {
	typeName   string
	attributes map[string]schema.Attribute
	create     func(context.Context, resource.CreateRequest, *resource.CreateResponse) error
	read       func(context.Context, resource.ImportStateRequest, *resource.ImportStateResponse) error
}

func (r *officialResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.typeName
}

func (r *officialResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: r.attributes}
}

// Create makes the thing as it is planned, and then writes what GitLab has.
func (r *officialResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = req.Plan.Raw

	if err := r.create(ctx, req, resp); err != nil {
		resp.Diagnostics.AddError("Unable to create "+r.typeName, err.Error())
	}
}

// ImportState writes what GitLab has.
func (r *officialResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if r.read == nil {
		resp.Diagnostics.AddError("Unable to import "+r.typeName, "The stand-in cannot import it.")
	} else if err := r.read(ctx, req, resp); err != nil {
		resp.Diagnostics.AddError("Unable to import "+r.typeName, err.Error())
	}
}

func (r *officialResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (r *officialResource) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {
}

func (r *officialResource) Delete(_ context.Context, _ resource.DeleteRequest, resp *resource.DeleteResponse) {
	resp.Diagnostics.AddError("Nothing is to be destroyed", r.typeName+" is there to be moved.")
}
