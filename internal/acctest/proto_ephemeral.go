package acctest

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// Open opens an ephemeral resource of the same configured provider.
func (p *Proto) Open(typeName string, config Values) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	schema, ok := p.schema.EphemeralResourceSchemas[typeName]
	if !ok {
		p.t.Fatalf("the provider has no ephemeral resource %s", typeName)
	}

	value := p.dynamic(schema, config)

	validated := call(p, p.server.ValidateEphemeralResourceConfig, &tfprotov6.ValidateEphemeralResourceConfigRequest{
		TypeName: typeName, Config: value,
	})

	if Errors(validated.Diagnostics) != "" {
		return State{}, validated.Diagnostics
	}

	answer := call(p, p.server.OpenEphemeralResource, &tfprotov6.OpenEphemeralResourceRequest{TypeName: typeName, Config: value})

	return State{Value: p.decode(schema, answer.Result), Private: answer.Private}, append(validated.Diagnostics, answer.Diagnostics...)
}
