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

	validated, err := p.server.ValidateEphemeralResourceConfig(p.ctx, &tfprotov6.ValidateEphemeralResourceConfigRequest{
		TypeName: typeName, Config: value,
	})
	if err != nil {
		p.t.Fatal(err)
	}

	if Errors(validated.Diagnostics) != "" {
		return State{}, validated.Diagnostics
	}

	answer, err := p.server.OpenEphemeralResource(p.ctx, &tfprotov6.OpenEphemeralResourceRequest{TypeName: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

	return State{Value: p.decode(schema, answer.Result), Private: answer.Private}, append(validated.Diagnostics, answer.Diagnostics...)
}
