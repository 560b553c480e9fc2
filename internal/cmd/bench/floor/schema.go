// Package floor is a provider that answers from memory and does nothing else:
// what it costs is the share of Terraform and of the plugin framework. It has the
// schemas of the real provider, without validators and plan modifiers.
package floor

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// File is the name of the file with the schemas, in the folder of the program.
const File = "floor.json"

// Schemas are the schemas of the real provider.
type Schemas struct {
	Resources, DataSources, Identities map[string][]Attribute
}

// Attribute is an attribute of a schema.
type Attribute struct {
	Name        string
	Description string
	// Type is the type in Terraform's JSON form; nil for a nested attribute.
	Type       any                               `json:",omitempty"`
	Nesting    tfprotov6.SchemaObjectNestingMode `json:",omitempty"`
	Attributes []Attribute                       `json:",omitempty"`

	Required, Optional, Computed, Sensitive, WriteOnly bool
}

// Describe returns the schemas of a provider. The framework has different types
// for the schemas of other kinds: as data sources they cost the same.
func Describe(ctx context.Context, server tfprotov6.ProviderServer) (Schemas, error) {
	s := Schemas{map[string][]Attribute{}, map[string][]Attribute{}, map[string][]Attribute{}}

	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return s, err
	}

	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return s, err
	}

	for _, d := range append(schemas.Diagnostics, identities.Diagnostics...) {
		err = errors.Join(err, fmt.Errorf("%s: %s", d.Summary, d.Detail))
	}

	for name, schema := range schemas.ResourceSchemas {
		s.Resources[name] = attributes(schema.Block.Attributes)
	}

	for name, schema := range schemas.DataSourceSchemas {
		s.DataSources[name] = attributes(schema.Block.Attributes)
	}

	for name, schema := range schemas.EphemeralResourceSchemas {
		s.DataSources[name+"_ephemeral"] = attributes(schema.Block.Attributes)
	}

	for name, schema := range schemas.ListResourceSchemas {
		s.DataSources[name+"_list"] = attributes(schema.Block.Attributes)
	}

	for name, schema := range schemas.ActionSchemas {
		s.DataSources[name] = attributes(schema.Schema.Block.Attributes)
	}

	s.DataSources["gitlabrunner_provider"] = attributes(schemas.Provider.Block.Attributes)

	for _, attributes := range s.DataSources {
		for i := range attributes {
			attributes[i].WriteOnly = false // data sources have no write-only attributes
		}
	}

	for name, schema := range identities.IdentitySchemas {
		for _, a := range schema.IdentityAttributes {
			s.Identities[name] = append(s.Identities[name], Attribute{Name: a.Name, Description: a.Description, Type: a.Type})
		}
	}

	return s, err
}

func attributes(in []*tfprotov6.SchemaAttribute) []Attribute {
	out := make([]Attribute, len(in))

	for i, a := range in {
		out[i] = Attribute{
			Name: a.Name, Description: a.Description,
			Required: a.Required, Optional: a.Optional, Computed: a.Computed, Sensitive: a.Sensitive, WriteOnly: a.WriteOnly,
		}

		if a.NestedType != nil {
			out[i].Nesting, out[i].Attributes = a.NestedType.Nesting, attributes(a.NestedType.Attributes)
		} else {
			out[i].Type = a.Type
		}
	}

	return out
}

// Read reads the schemas from a file.
func Read(file string) (s Schemas, err error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return s, err
	}

	return s, json.Unmarshal(text, &s)
}
