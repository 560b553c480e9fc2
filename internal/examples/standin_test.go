package examples_test

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// standIn stands in for the provider of a cloud. It keeps nothing but the values
// of write-only arguments, in the order of the writes; what it computes is a new
// text or number each time.
type standIn struct {
	name string

	mu      sync.Mutex
	made    int
	secrets []string
}

// Metadata implements provider.Provider.
func (s *standIn) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = s.name
}

// Schema implements provider.Provider, with what the fleets configure.
func (s *standIn) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{
		Attributes: map[string]providerschema.Attribute{
			"region":  providerschema.StringAttribute{Optional: true},
			"project": providerschema.StringAttribute{Optional: true},
		},
		Blocks: map[string]providerschema.Block{"features": providerschema.ListNestedBlock{}},
	}
}

// Configure implements provider.Provider.
func (s *standIn) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

// Resources implements provider.Provider.
func (s *standIn) Resources(context.Context) []func() resource.Resource {
	var resources []func() resource.Resource

	for name, schema := range standInSchemas {
		if strings.HasPrefix(name, s.name+"_") {
			resources = append(resources, func() resource.Resource { return &standInResource{provider: s, name: name, schema: schema} })
		}
	}

	return resources
}

// DataSources implements provider.Provider.
func (s *standIn) DataSources(context.Context) []func() datasource.DataSource {
	if s.name != "kubernetes" {
		return nil
	}

	return []func() datasource.DataSource{func() datasource.DataSource { return &namespace{} }}
}

// save is the state after a write: the plan, in which everything is known.
func (s *standIn) save(plan, config tftypes.Value) (tftypes.Value, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	var attributes map[string]tftypes.Value
	if err := config.As(&attributes); err != nil {
		return plan, err
	}

	for name, value := range attributes {
		if strings.HasSuffix(name, "_wo") {
			s.secrets = append(s.secrets, value.String())
		}
	}

	return tftypes.Transform(plan, func(_ *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if value.IsKnown() {
			return value, nil
		}

		s.made++

		switch {
		case value.Type().Is(tftypes.String):
			return tftypes.NewValue(tftypes.String, fmt.Sprintf("made-%d", s.made)), nil
		case value.Type().Is(tftypes.Number):
			return tftypes.NewValue(tftypes.Number, s.made), nil
		default:
			return tftypes.NewValue(value.Type(), nil), nil
		}
	})
}

// written are the values of write-only arguments so far.
func (s *standIn) written() []string {
	s.mu.Lock()
	defer s.mu.Unlock()

	return append([]string{}, s.secrets...)
}

type standInResource struct {
	provider *standIn
	name     string
	schema   schema.Schema
}

// Metadata implements resource.Resource.
func (r *standInResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

// Schema implements resource.Resource.
func (r *standInResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.schema
}

// Create implements resource.Resource.
func (r *standInResource) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var err error
	if resp.State.Raw, err = r.provider.save(req.Plan.Raw, req.Config.Raw); err != nil {
		resp.Diagnostics.AddError("Unable to create "+r.name, err.Error())
	}
}

// Read implements resource.Resource.
func (r *standInResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update implements resource.Resource.
func (r *standInResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var err error
	if resp.State.Raw, err = r.provider.save(req.Plan.Raw, req.Config.Raw); err != nil {
		resp.Diagnostics.AddError("Unable to update "+r.name, err.Error())
	}
}

// Delete implements resource.Resource.
func (r *standInResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// namespace is the data source kubernetes_namespace_v1.
type namespace struct{}

// Metadata implements datasource.DataSource.
func (*namespace) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "kubernetes_namespace_v1"
}

// Schema implements datasource.DataSource.
func (*namespace) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataschema.Schema{
		Attributes: map[string]dataschema.Attribute{"id": dataschema.StringAttribute{Computed: true}},
		Blocks: map[string]dataschema.Block{"metadata": dataschema.ListNestedBlock{NestedObject: dataschema.NestedBlockObject{
			Attributes: map[string]dataschema.Attribute{
				"name": dataschema.StringAttribute{Optional: true},
				"uid":  dataschema.StringAttribute{Computed: true},
			},
		}}},
	}
}

// Read implements datasource.DataSource.
func (*namespace) Read(_ context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var err error

	resp.State.Raw, err = tftypes.Transform(req.Config.Raw, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		switch steps := path.Steps(); {
		case len(steps) > 0 && steps[len(steps)-1] == tftypes.AttributeName("uid"):
			return tftypes.NewValue(tftypes.String, "uid-1"), nil
		case len(steps) == 1 && steps[0] == tftypes.AttributeName("id"):
			return tftypes.NewValue(tftypes.String, "gitlab-runners"), nil
		default:
			return value, nil
		}
	})
	if err != nil {
		resp.Diagnostics.AddError("Unable to read namespace", err.Error())
	}
}
