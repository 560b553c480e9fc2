package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/list"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// validated are the attributes with validators, as "kind object.attribute", with
// the number of validators.
func validated(t *testing.T) map[string]int {
	t.Helper()

	ctx := t.Context()
	found := make(map[string]int)

	it, ok := provider.New("test")().(interface {
		frameworkprovider.ProviderWithActions
		frameworkprovider.ProviderWithEphemeralResources
		frameworkprovider.ProviderWithListResources
	})
	if !ok {
		t.Fatal("the provider lacks a kind of object")
	}

	var block frameworkprovider.SchemaResponse

	it.Schema(ctx, frameworkprovider.SchemaRequest{}, &block)
	collect(found, "provider gitlabrunner.", block.Schema.Attributes)

	for _, construct := range it.Resources(ctx) {
		var (
			name   resource.MetadataResponse
			schema resource.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, resource.SchemaRequest{}, &schema)
		collect(found, "resource "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.DataSources(ctx) {
		var (
			name   datasource.MetadataResponse
			schema datasource.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, datasource.SchemaRequest{}, &schema)
		collect(found, "data "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.EphemeralResources(ctx) {
		var (
			name   ephemeral.MetadataResponse
			schema ephemeral.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, ephemeral.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, ephemeral.SchemaRequest{}, &schema)
		collect(found, "ephemeral "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.ListResources(ctx) {
		var (
			name   resource.MetadataResponse
			schema list.ListResourceSchemaResponse
		)

		object := construct()
		object.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.ListResourceConfigSchema(ctx, list.ListResourceSchemaRequest{}, &schema)
		collect(found, "list "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.Actions(ctx) {
		var (
			name   action.MetadataResponse
			schema action.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, action.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, action.SchemaRequest{}, &schema)
		collect(found, "action "+name.TypeName+".", schema.Schema.Attributes)
	}

	return found
}

func collect[A any](found map[string]int, prefix string, attributes map[string]A) {
	for name, attribute := range attributes {
		if nested, ok := any(attribute).(schema.SingleNestedAttribute); ok {
			collect(found, prefix+name+".", nested.Attributes)
		}

		if count := validators(attribute); count > 0 {
			found[prefix+name] = count
		}
	}
}

func validators(attribute any) int {
	switch attribute := attribute.(type) {
	case interface{ StringValidators() []validator.String }:
		return len(attribute.StringValidators())
	case interface{ Int64Validators() []validator.Int64 }:
		return len(attribute.Int64Validators())
	case interface{ BoolValidators() []validator.Bool }:
		return len(attribute.BoolValidators())
	case interface{ SetValidators() []validator.Set }:
		return len(attribute.SetValidators())
	case interface{ ListValidators() []validator.List }:
		return len(attribute.ListValidators())
	case interface{ MapValidators() []validator.Map }:
		return len(attribute.MapValidators())
	case interface{ ObjectValidators() []validator.Object }:
		return len(attribute.ObjectValidators())
	default:
		return 0
	}
}
