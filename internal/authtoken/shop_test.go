package authtoken_test

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// shop stands in for the provider of a secret store: it has the resources and
// attributes that the recipes use, and remembers what it was given in write-only
// arguments. What the provider would compute is a text of its own each time.
type shop struct {
	name string

	mu    sync.Mutex
	made  int
	given []string
}

// secrets are the values of write-only arguments, in the order of the writes.
func (s *shop) secrets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.given
}

var (
	given     = schema.StringAttribute{Optional: true}
	computed  = schema.StringAttribute{Computed: true}
	writeOnly = schema.StringAttribute{Optional: true, WriteOnly: true}
	version   = schema.Int64Attribute{Optional: true}
)

// goods are the resources, by their names, with the names of the attributes as
// in the documentation of each provider.
var goods = map[string]schema.Schema{
	"aws_kms_key": {Attributes: map[string]schema.Attribute{"description": given, "key_id": computed}},
	"aws_secretsmanager_secret": {Attributes: map[string]schema.Attribute{
		"name_prefix": given, "arn": computed, "id": computed,
	}},
	"aws_secretsmanager_secret_version": {Attributes: map[string]schema.Attribute{
		"secret_id": given, "secret_string_wo": writeOnly, "secret_string_wo_version": version,
	}},
	"aws_ssm_parameter": {Attributes: map[string]schema.Attribute{
		"name": given, "type": given, "key_id": given, "value_wo": writeOnly, "value_wo_version": version,
	}},
	"azurerm_key_vault": {Attributes: map[string]schema.Attribute{
		"name": given, "resource_group_name": given, "location": given, "tenant_id": given, "sku_name": given, "id": computed,
	}},
	"azurerm_key_vault_secret": {Attributes: map[string]schema.Attribute{
		"name": given, "key_vault_id": given, "value_wo": writeOnly, "value_wo_version": version,
	}},
	"google_secret_manager_secret": {
		Attributes: map[string]schema.Attribute{"secret_id": given, "create_time": computed, "id": computed},
		Blocks: map[string]schema.Block{"replication": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
			Blocks: map[string]schema.Block{"auto": schema.ListNestedBlock{}},
		}}},
	},
	"google_secret_manager_secret_version": {Attributes: map[string]schema.Attribute{
		"secret": given, "secret_data_wo": writeOnly, "secret_data_wo_version": version,
	}},
	"kubernetes_secret_v1": {
		Attributes: map[string]schema.Attribute{
			"data_wo":          schema.MapAttribute{ElementType: types.StringType, Optional: true, WriteOnly: true},
			"data_wo_revision": version,
		},
		Blocks: map[string]schema.Block{"metadata": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
			Attributes: map[string]schema.Attribute{"generate_name": given, "namespace": given},
		}}},
	},
	"vault_mount": {Attributes: map[string]schema.Attribute{
		"path": given, "type": given, "accessor": computed, "options": schema.MapAttribute{ElementType: types.StringType, Optional: true},
	}},
	"vault_kv_secret_v2": {Attributes: map[string]schema.Attribute{
		"mount": given, "name": given, "data_json_wo": writeOnly, "data_json_wo_version": version,
	}},
}

func (s *shop) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = s.name
}

func (s *shop) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (s *shop) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {}

func (s *shop) Resources(context.Context) []func() resource.Resource {
	var resources []func() resource.Resource

	for name := range goods {
		if strings.HasPrefix(name, s.name+"_") {
			resources = append(resources, func() resource.Resource { return &good{shop: s, name: name} })
		}
	}

	return resources
}

func (s *shop) DataSources(context.Context) []func() datasource.DataSource {
	if s.name != "kubernetes" {
		return nil
	}

	return []func() datasource.DataSource{func() datasource.DataSource { return &namespace{} }}
}

// filled is a plan in which everything is known.
func (s *shop) filled(plan tftypes.Value) (tftypes.Value, error) {
	s.mu.Lock()
	defer s.mu.Unlock()

	return tftypes.Transform(plan, func(_ *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if value.IsKnown() {
			return value, nil
		}

		s.made++

		return tftypes.NewValue(tftypes.String, fmt.Sprintf("made-%d", s.made)), nil
	})
}

// note remembers the write-only arguments of a configuration.
func (s *shop) note(config tftypes.Value) error {
	var attributes map[string]tftypes.Value
	if err := config.As(&attributes); err != nil {
		return err
	}

	for name, value := range attributes {
		if strings.HasSuffix(name, "_wo") {
			s.mu.Lock()
			s.given = append(s.given, value.String())
			s.mu.Unlock()
		}
	}

	return nil
}

type good struct {
	shop *shop
	name string
}

func (g *good) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = g.name
}

func (g *good) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = goods[g.name]
}

func (g *good) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	filled, err := g.shop.filled(req.Plan.Raw)
	if err == nil {
		err = g.shop.note(req.Config.Raw)
	}

	if err != nil {
		resp.Diagnostics.AddError("Unable to create "+g.name, err.Error())
	}

	resp.State.Raw = filled
}

func (g *good) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (g *good) Update(_ context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.AddError("Nothing is to be updated", g.name+" is replaced by the recipes.")
}

func (g *good) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// namespace is the data source kubernetes_namespace_v1.
type namespace struct{}

func (*namespace) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "kubernetes_namespace_v1"
}

func (*namespace) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataschema.Schema{Blocks: map[string]dataschema.Block{"metadata": dataschema.ListNestedBlock{
		NestedObject: dataschema.NestedBlockObject{Attributes: map[string]dataschema.Attribute{
			"name": dataschema.StringAttribute{Optional: true},
			"uid":  dataschema.StringAttribute{Computed: true},
		}},
	}}}
}

func (*namespace) Read(_ context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	read, err := tftypes.Transform(req.Config.Raw, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if steps := path.Steps(); len(steps) > 0 && steps[len(steps)-1] == tftypes.AttributeName("uid") {
			return tftypes.NewValue(tftypes.String, "uid-1"), nil
		}

		return value, nil
	})
	if err != nil {
		resp.Diagnostics.AddError("Unable to read namespace", err.Error())
	}

	resp.State.Raw = read
}
