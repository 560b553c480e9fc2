package standin

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Store stands in for the provider of a secret store, and of the machines of the
// same cloud, with nothing behind it. It has the resources that the documentation
// uses, and remembers the values of write-only arguments. A computed text is
// different each time.
type Store struct {
	// Name is the prefix of its types.
	Name string

	mu       sync.Mutex
	computed int
	written  []string
}

// Secrets are the values of write-only arguments, in the order of the writes.
func (s *Store) Secrets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()

	return slices.Clone(s.written)
}

func (s *Store) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = s.Name
}

func (s *Store) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{
		Attributes: map[string]providerschema.Attribute{
			"region":  providerschema.StringAttribute{Optional: true},
			"project": providerschema.StringAttribute{Optional: true},
		},
		Blocks: map[string]providerschema.Block{"features": providerschema.ListNestedBlock{}},
	}
}

func (s *Store) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (s *Store) Resources(context.Context) []func() resource.Resource {
	var resources []func() resource.Resource

	for _, schemas := range []map[string]schema.Schema{storeSchemas, machineSchemas} {
		for name, schema := range schemas {
			if strings.HasPrefix(name, s.Name+"_") {
				resources = append(resources, func() resource.Resource { return &storeResource{s, name, schema} })
			}
		}
	}

	return resources
}

func (s *Store) DataSources(context.Context) []func() datasource.DataSource {
	if s.Name != "kubernetes" {
		return nil
	}

	return []func() datasource.DataSource{func() datasource.DataSource { return &namespace{} }}
}

// filled is a plan in which everything is known.
func (s *Store) filled(plan tftypes.Value) (tftypes.Value, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	return tftypes.Transform(plan, func(_ *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if value.IsKnown() {
			return value, nil
		}

		s.computed++

		switch kind := value.Type(); {
		case kind.Is(tftypes.String):
			return tftypes.NewValue(kind, fmt.Sprintf("computed-%d", s.computed)), nil
		case kind.Is(tftypes.Number):
			return tftypes.NewValue(kind, s.computed), nil
		case kind.Is(tftypes.Bool):
			return tftypes.NewValue(kind, true), nil
		default:
			return tftypes.NewValue(kind, nil), nil
		}
	})
}

// note remembers the write-only arguments of a configuration.
func (s *Store) note(config tftypes.Value) error {
	var attributes map[string]tftypes.Value
	if err := config.As(&attributes); err != nil {
		return err
	}

	for name, value := range attributes {
		if strings.HasSuffix(name, "_wo") && !value.IsNull() {
			s.mu.Lock()
			s.written = append(s.written, value.String())
			s.mu.Unlock()
		}
	}

	return nil
}

type storeResource struct {
	store  *Store
	name   string
	schema schema.Schema
}

func (r *storeResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r *storeResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = r.schema
}

func (r *storeResource) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	filled, err := r.store.filled(req.Plan.Raw)
	if err == nil {
		err = r.store.note(req.Config.Raw)
	}

	if err != nil {
		resp.Diagnostics.AddError("Unable to create "+r.name, err.Error())
	}

	resp.State.Raw = filled
}

func (r *storeResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

// Update implements [resource.Resource]. Fleets update only machines in place.
func (r *storeResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if _, isMachine := machineSchemas[r.name]; !isMachine {
		resp.Diagnostics.AddError("Nothing is to be updated", r.name+" is replaced by the recipes.")

		return
	}

	var err error
	if resp.State.Raw, err = r.store.filled(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Unable to update "+r.name, err.Error())
	}
}

func (r *storeResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
