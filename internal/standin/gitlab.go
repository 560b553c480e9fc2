package standin

import (
	"context"
	"maps"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
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

func (p *GitLab) userRunners() resource.Resource {
	return &officialResource{typeName: userRunner, create: p.createUserRunner, read: p.importUserRunner, attributes: runnerAttributes(map[string]schema.Attribute{
		"runner_type": schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
		"group_id":    schema.Int64Attribute{Optional: true, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()}},
		"project_id":  schema.Int64Attribute{Optional: true, PlanModifiers: []planmodifier.Int64{int64planmodifier.RequiresReplace()}},
		"untagged":    schema.BoolAttribute{Optional: true, Computed: true},
		"token":       schema.StringAttribute{Computed: true, Sensitive: true},
	})}
}

func (p *GitLab) legacyRunners() resource.Resource {
	return &officialResource{typeName: legacyRunner, create: p.registerRunner, attributes: runnerAttributes(map[string]schema.Attribute{
		"registration_token":   schema.StringAttribute{Required: true, Sensitive: true},
		"run_untagged":         schema.BoolAttribute{Optional: true, Computed: true},
		"authentication_token": schema.StringAttribute{Computed: true, Sensitive: true},
		"status":               schema.StringAttribute{Computed: true},
	})}
}

func (p *GitLab) enablements() resource.Resource {
	return &officialResource{typeName: enablement, create: p.enable, read: p.importEnablement, attributes: map[string]schema.Attribute{
		"id":        schema.StringAttribute{Computed: true},
		"project":   schema.StringAttribute{Required: true},
		"runner_id": schema.Int64Attribute{Required: true},
	}}
}

// runnerAttributes adds what both types of runner have.
func runnerAttributes(attributes map[string]schema.Attribute) map[string]schema.Attribute {
	maps.Copy(attributes, map[string]schema.Attribute{
		"id":               schema.StringAttribute{Computed: true},
		"description":      schema.StringAttribute{Optional: true, Computed: true},
		"paused":           schema.BoolAttribute{Optional: true, Computed: true},
		"locked":           schema.BoolAttribute{Optional: true, Computed: true},
		"tag_list":         schema.SetAttribute{Optional: true, Computed: true, ElementType: types.StringType},
		"access_level":     schema.StringAttribute{Optional: true, Computed: true},
		"maximum_timeout":  schema.Int64Attribute{Optional: true, Computed: true},
		"maintenance_note": schema.StringAttribute{Optional: true, Computed: true},
	})

	return attributes
}

// configured is what can be configured of a runner; types as the API wants
// them, unknown and null alike as nil.
type configured struct {
	description, accessLevel *string
	paused, locked           *bool
	tags                     *[]string
	timeout                  *int64
}

func configuredIn(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) configured {
	var (
		found                    configured
		description, accessLevel types.String
		paused, locked           types.Bool
		tags                     types.Set
		timeout                  types.Int64
	)

	for name, target := range map[string]any{
		"description": &description, "access_level": &accessLevel, "paused": &paused, "locked": &locked, "tag_list": &tags, "maximum_timeout": &timeout,
	} {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), target)...)
	}

	found.description, found.accessLevel = description.ValueStringPointer(), accessLevel.ValueStringPointer()
	found.paused, found.locked = paused.ValueBoolPointer(), locked.ValueBoolPointer()
	found.timeout = timeout.ValueInt64Pointer()

	if !tags.IsNull() {
		found.tags = &[]string{}
		resp.Diagnostics.Append(tags.ElementsAs(ctx, found.tags, false)...)
	}

	return found
}

func (p *GitLab) createUserRunner(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) error {
	var (
		runnerType     types.String
		group, project types.Int64
		untagged       types.Bool
	)

	for name, target := range map[string]any{"runner_type": &runnerType, "group_id": &group, "project_id": &project, "untagged": &untagged} {
		resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(name), target)...)
	}

	settings := configuredIn(ctx, req, resp)

	made, _, err := p.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{
		RunnerType: runnerType.ValueStringPointer(), GroupID: group.ValueInt64Pointer(), ProjectID: project.ValueInt64Pointer(),
		Description: settings.description, Paused: settings.paused, Locked: settings.locked, RunUntagged: untagged.ValueBoolPointer(),
		TagList: settings.tags, AccessLevel: settings.accessLevel, MaximumTimeout: settings.timeout,
	})
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
	var token types.String

	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("registration_token"), &token)...)
	settings := configuredIn(ctx, req, resp)

	made, _, err := p.API.Runners.RegisterNewRunner(&gitlab.RegisterNewRunnerOptions{
		Token: token.ValueStringPointer(), Description: settings.description, Locked: settings.locked, TagList: settings.tags,
	})
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
		project types.String
		runner  types.Int64
	)

	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("project"), &project)...)
	resp.Diagnostics.Append(req.Plan.GetAttribute(ctx, path.Root("runner_id"), &runner)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), project.ValueString()+":"+strconv.FormatInt(runner.ValueInt64(), 10))...)

	_, _, err := p.API.Runners.EnableProjectRunner(project.ValueString(), &gitlab.EnableProjectRunnerOptions{RunnerID: runner.ValueInt64()})

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
