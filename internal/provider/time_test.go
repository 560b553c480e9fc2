package provider_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	gitlabrunner "github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// Every attribute that is a time has the type of a time.
func TestSchemas_haveTimes(t *testing.T) {
	t.Parallel()

	p := gitlabrunner.New("test")()
	seen := 0

	for _, create := range p.Resources(t.Context()) {
		var schema resource.SchemaResponse

		create().Schema(t.Context(), resource.SchemaRequest{}, &schema)
		seen += times(t, "resource", schema.Schema.Type())
	}

	for _, create := range p.DataSources(t.Context()) {
		var schema datasource.SchemaResponse

		create().Schema(t.Context(), datasource.SchemaRequest{}, &schema)
		seen += times(t, "data source", schema.Schema.Type())
	}

	withEphemerals, ok := p.(provider.ProviderWithEphemeralResources)
	if !ok {
		t.Fatal("the provider has no ephemeral resources")
	}

	for _, create := range withEphemerals.EphemeralResources(t.Context()) {
		var schema ephemeral.SchemaResponse

		create().Schema(t.Context(), ephemeral.SchemaRequest{}, &schema)
		seen += times(t, "ephemeral resource", schema.Schema.Type())
	}

	if seen < 25 {
		t.Errorf("only %d times were found", seen)
	}
}

// times checks the attributes of a type, at any depth, and counts those that are a
// time.
func times(t *testing.T, of string, kind attr.Type) int {
	t.Helper()

	seen := 0

	if list, ok := kind.(attr.TypeWithElementType); ok {
		seen += times(t, of, list.ElementType())
	}

	if object, ok := kind.(attr.TypeWithAttributeTypes); ok {
		for name, attribute := range object.AttributeTypes() {
			seen += times(t, of+"."+name, attribute)

			if strings.HasSuffix(name, "_at") || strings.HasSuffix(name, "_date") {
				seen++

				if !attribute.Equal(timetypes.RFC3339Type{}) {
					t.Errorf("%s.%s is a %s", of, name, attribute)
				}
			}
		}
	}

	return seen
}
