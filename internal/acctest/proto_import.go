package acctest

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Import imports a resource by its id and refreshes it, as Terraform does.
func (p *Proto) Import(typeName, id string) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	return p.imports(&tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: id})
}

// ImportByIdentity is [Proto.Import] with the resource's identity.
func (p *Proto) ImportByIdentity(typeName string, identity Values) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	return p.imports(&tfprotov6.ImportResourceStateRequest{
		TypeName: typeName,
		Identity: &tfprotov6.ResourceIdentityData{IdentityData: p.encode(p.identity(typeName, identity))},
	})
}

func (p *Proto) imports(request *tfprotov6.ImportResourceStateRequest) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer := call(p, p.server.ImportResourceState, request)

	if len(answer.ImportedResources) == 0 {
		return State{}, answer.Diagnostics
	}

	imported := answer.ImportedResources[0]
	state, diagnostics := p.Read(request.TypeName, State{
		Value:    p.decode(p.resource(request.TypeName), imported.State),
		Identity: imported.Identity,
		Private:  imported.Private,
	})

	return state, append(answer.Diagnostics, diagnostics...)
}

// identity builds the identity of a resource.
func (p *Proto) identity(typeName string, given Values) tftypes.Value {
	p.t.Helper()

	values := make(map[string]tftypes.Value)
	for _, attribute := range p.identities[typeName].IdentityAttributes {
		values[attribute.Name] = p.value(attribute.Type, given[attribute.Name])
	}

	return tftypes.NewValue(p.identities[typeName].ValueType(), values)
}

// IdentityText is an identity as text, as "project_id=7 runner_id=42".
func (p *Proto) IdentityText(t *testing.T, typeName string, identity *tfprotov6.ResourceIdentityData) string {
	t.Helper()

	if identity == nil || identity.IdentityData == nil {
		return "none"
	}

	value, err := identity.IdentityData.Unmarshal(p.identities[typeName].ValueType())
	noError(t, err)

	if value.IsNull() {
		return "null"
	}

	var (
		values map[string]tftypes.Value
		parts  []string
	)

	noError(t, value.As(&values))

	for name, value := range values {
		parts = append(parts, name+"="+Text(value))
	}

	slices.Sort(parts)

	return strings.Join(parts, " ")
}
