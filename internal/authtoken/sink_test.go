package authtoken_test

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// sink is a secret store that accepts null as well as a token, and overwrites the
// previous value.
//
//	sink_store   what holds secrets; each has an id of its own
//	sink_secret  the secret in them, with a write-only argument
type sink struct {
	mu      sync.Mutex
	stores  int
	value   string
	writes  int
	failing int
}

// fail makes the next write fail.
func (s *sink) fail() {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.failing++
}

func (s *sink) put(value string) error {
	s.mu.Lock()
	defer s.mu.Unlock()

	if s.failing > 0 {
		s.failing--

		return errors.New("the store is full")
	}

	s.value = value
	s.writes++

	return nil
}

// secret returns the value in the store, and the number of writes.
func (s *sink) secret() (string, int) {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.value, s.writes
}

func (s *sink) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "sink"
}

func (s *sink) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (s *sink) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (s *sink) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (s *sink) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		func() resource.Resource { return &sinkStore{sink: s} },
		func() resource.Resource { return &sinkSecret{sink: s} },
	}
}

type sinkStore struct{ sink *sink }

func (r *sinkStore) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "sink_store"
}

func (r *sinkStore) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"id": schema.StringAttribute{Computed: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
	}}
}

func (r *sinkStore) Create(ctx context.Context, _ resource.CreateRequest, resp *resource.CreateResponse) {
	r.sink.mu.Lock()
	r.sink.stores++
	id := fmt.Sprintf("store-%d", r.sink.stores)
	r.sink.mu.Unlock()

	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
}

func (r *sinkStore) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (r *sinkStore) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}

func (r *sinkStore) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

type sinkSecret struct{ sink *sink }

type sinkSecretModel struct {
	Store          types.String `tfsdk:"store"`
	ValueWO        types.String `tfsdk:"value_wo"`
	ValueWOVersion types.Int64  `tfsdk:"value_wo_version"`
}

func (r *sinkSecret) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "sink_secret"
}

func (r *sinkSecret) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	replace := []planmodifier.String{stringplanmodifier.RequiresReplace()}

	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"store":            schema.StringAttribute{Optional: true, PlanModifiers: replace},
		"value_wo":         schema.StringAttribute{Optional: true, WriteOnly: true},
		"value_wo_version": schema.Int64Attribute{Required: true},
	}}
}

func (r *sinkSecret) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config sinkSecretModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)

	if err := r.sink.put(config.ValueWO.ValueString()); err != nil {
		resp.Diagnostics.AddError("Unable to write", err.Error())

		return
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *sinkSecret) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (r *sinkSecret) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, config sinkSecretModel

	resp.Diagnostics.Append(framework.Get(ctx, req.Plan, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)

	if err := r.sink.put(config.ValueWO.ValueString()); err != nil {
		resp.Diagnostics.AddError("Unable to write", err.Error())

		return
	}

	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
}

func (r *sinkSecret) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
