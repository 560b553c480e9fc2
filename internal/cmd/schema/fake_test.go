package main

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	actionschema "github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	ephemeralschema "github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	listschema "github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	providerschema "github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// fakeProvider has one of each kind, and each property a schema can have.
type fakeProvider struct{ provider.Provider }

func (fakeProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "fake"
}

func (fakeProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = providerschema.Schema{
		MarkdownDescription: "The *fake* provider.",
		Attributes: map[string]providerschema.Attribute{
			"token": providerschema.StringAttribute{Optional: true, Sensitive: true, Description: "A <secret> & more."},
		},
	}
}

func (fakeProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return fakeResource{} }}
}

func (fakeProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{func() datasource.DataSource { return fakeDataSource{} }}
}

func (fakeProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{func() ephemeral.EphemeralResource { return fakeEphemeralResource{} }}
}

func (fakeProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{func() list.ListResource { return fakeListResource{} }}
}

func (fakeProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{func() action.Action { return fakeAction{} }}
}

func (fakeProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{func() function.Function { return fakeFunction{} }}
}

type fakeResource struct{ resource.Resource }

func (fakeResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "fake_thing"
}

func (fakeResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	nested := schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
		"name": schema.StringAttribute{Required: true, MarkdownDescription: "A `name`."},
	}}

	resp.Schema = schema.Schema{
		Version:            3,
		Description:        "A thing.",
		DeprecationMessage: "Use something else.",
		Attributes: map[string]schema.Attribute{
			"id":         schema.Int64Attribute{Computed: true},
			"old":        schema.BoolAttribute{Optional: true, Computed: true, DeprecationMessage: "Use new."},
			"secret_wo":  schema.StringAttribute{Optional: true, Sensitive: true, WriteOnly: true},
			"tags":       schema.SetAttribute{Optional: true, ElementType: types.StringType},
			"labels":     schema.MapAttribute{Optional: true, ElementType: types.ListType{ElemType: types.NumberType}},
			"object":     schema.ObjectAttribute{Optional: true, AttributeTypes: map[string]attr.Type{"a": types.BoolType}},
			"anything":   schema.DynamicAttribute{Optional: true},
			"one":        schema.SingleNestedAttribute{Optional: true, Attributes: nested.Attributes},
			"many":       schema.ListNestedAttribute{Optional: true, NestedObject: nested},
			"distinct":   schema.SetNestedAttribute{Computed: true, NestedObject: nested},
			"named":      schema.MapNestedAttribute{Required: true, NestedObject: nested},
			"fractional": schema.Float64Attribute{Optional: true},
		},
		Blocks: map[string]schema.Block{
			"rule": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
				Attributes: nested.Attributes,
				Blocks:     map[string]schema.Block{"inner": schema.SetNestedBlock{}},
			}},
			"timeouts": schema.SingleNestedBlock{Description: "How long."},
		},
	}
}

func (fakeResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{
		Version: 2,
		Attributes: map[string]identityschema.Attribute{
			"id":   identityschema.Int64Attribute{RequiredForImport: true, Description: "Its number."},
			"host": identityschema.StringAttribute{OptionalForImport: true},
		},
	}
}

type fakeDataSource struct{ datasource.DataSource }

func (fakeDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "fake_thing"
}

func (fakeDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataschema.Schema{Attributes: map[string]dataschema.Attribute{
		"id": dataschema.Int64Attribute{Required: true},
	}}
}

type fakeEphemeralResource struct{ ephemeral.EphemeralResource }

func (fakeEphemeralResource) Metadata(_ context.Context, _ ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = "fake_token"
}

func (fakeEphemeralResource) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = ephemeralschema.Schema{Attributes: map[string]ephemeralschema.Attribute{
		"token": ephemeralschema.StringAttribute{Computed: true, Sensitive: true},
	}}
}

type fakeListResource struct{ list.ListResource }

func (fakeListResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "fake_thing"
}

func (fakeListResource) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = listschema.Schema{Attributes: map[string]listschema.Attribute{
		"tag": listschema.StringAttribute{Optional: true, Description: "Only things with this tag."},
	}}
}

type fakeAction struct{ action.Action }

func (fakeAction) Metadata(_ context.Context, _ action.MetadataRequest, resp *action.MetadataResponse) {
	resp.TypeName = "fake_kick"
}

func (fakeAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = actionschema.Schema{
		Description: "Kicks things.",
		Attributes: map[string]actionschema.Attribute{
			"ids": actionschema.SetAttribute{Required: true, ElementType: types.Int64Type},
		},
	}
}

type fakeFunction struct{ function.Function }

func (fakeFunction) Metadata(_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse) {
	resp.Name = "join"
}

func (fakeFunction) Definition(_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse) {
	resp.Definition = function.Definition{
		Summary:             "Joins.",
		MarkdownDescription: "Joins *all*.",
		DeprecationMessage:  "Use another.",
		Parameters: []function.Parameter{
			function.StringParameter{Name: "separator", AllowNullValue: true, Description: "What stands between."},
			function.DynamicParameter{Name: "first"},
		},
		VariadicParameter: function.ListParameter{Name: "rest", ElementType: types.StringType},
		Return:            function.ObjectReturn{AttributeTypes: map[string]attr.Type{"joined": types.StringType}},
	}
}

// brokenProvider has no valid schema.
type brokenProvider struct{ fakeProvider }

func (brokenProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Diagnostics.AddError("Broken", "on purpose")
}
