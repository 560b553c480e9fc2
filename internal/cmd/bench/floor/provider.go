package floor

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// floorProvider is a provider with given schemas.
type floorProvider struct{ schemas Schemas }

func (p floorProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "gitlabrunner"
}

func (p floorProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (p floorProvider) Configure(context.Context, provider.ConfigureRequest, *provider.ConfigureResponse) {
}

func (p floorProvider) Resources(context.Context) []func() resource.Resource {
	var constructors []func() resource.Resource

	for name, attributes := range p.schemas.Resources {
		constructors = append(constructors, func() resource.Resource {
			return newResource(name, attributes, p.schemas.Identities[name])
		})
	}

	return constructors
}

func (p floorProvider) DataSources(context.Context) []func() datasource.DataSource {
	var constructors []func() datasource.DataSource

	for name, attributes := range p.schemas.DataSources {
		constructors = append(constructors, func() datasource.DataSource {
			return &floorDataSource{name: name, attributes: attributes}
		})
	}

	return constructors
}
