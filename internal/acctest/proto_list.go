package acctest

import (
	"iter"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Query is a request for the results of a list resource.
type Query struct {
	Config Values
	// Limit is the maximum number of results; 0 is no limit.
	Limit int64
	// Include requests the whole resource, not only its identity.
	Include bool
}

// Listed is one result of a list resource.
type Listed struct {
	State
	DisplayName string
	// Diagnostics can come without a resource.
	Diagnostics []*tfprotov6.Diagnostic
}

// ValidateList checks the configuration of a list resource.
func (p *Proto) ValidateList(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()

	answer := call(p, p.lister().ValidateListResourceConfig, &tfprotov6.ValidateListResourceConfigRequest{
		TypeName: typeName, Config: p.dynamic(p.listSchema(typeName), config),
	})

	return answer.Diagnostics
}

// List returns the results of a list resource, and all diagnostics.
func (p *Proto) List(typeName string, query Query) ([]Listed, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	var results []Listed

	diagnostics := p.ValidateList(typeName, query.Config)
	if Errors(diagnostics) != "" {
		return nil, diagnostics
	}

	for listed := range p.Stream(typeName, query) {
		diagnostics = append(diagnostics, listed.Diagnostics...)

		if listed.Identity != nil {
			results = append(results, listed)
		}
	}

	return results, diagnostics
}

// Stream is the results of a list resource, in order, until the caller stops.
func (p *Proto) Stream(typeName string, query Query) iter.Seq[Listed] {
	p.t.Helper()

	stream := call(p, p.lister().ListResource, &tfprotov6.ListResourceRequest{
		TypeName: typeName, Config: p.dynamic(p.listSchema(typeName), query.Config), IncludeResource: query.Include, Limit: query.Limit,
	})

	schema := p.resource(typeName)

	return func(yield func(Listed) bool) {
		for result := range stream.Results {
			listed := Listed{DisplayName: result.DisplayName, Diagnostics: result.Diagnostics}
			listed.Identity = result.Identity
			listed.Value = tftypes.NewValue(schema.ValueType(), nil)

			if result.Resource != nil {
				listed.Value = p.decode(schema, result.Resource)
			}

			if !yield(listed) {
				return
			}
		}
	}
}

func (p *Proto) listSchema(typeName string) *tfprotov6.Schema {
	p.t.Helper()

	schema, ok := p.schema.ListResourceSchemas[typeName]
	if !ok {
		p.t.Fatalf("the provider has no list resource %s", typeName)
	}

	return schema
}

// lister is the provider's server for list resources.
func (p *Proto) lister() tfprotov6.ListResourceServer {
	p.t.Helper()

	lister, ok := p.server.(tfprotov6.ListResourceServer)
	if !ok {
		p.t.Fatal("the provider has no list resources")
	}

	return lister
}
