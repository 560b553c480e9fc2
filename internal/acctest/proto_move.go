package acctest

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// OfficialAddress is the address of GitLab's own provider.
const OfficialAddress = "registry.terraform.io/gitlabhq/gitlab"

// Source is a resource of another provider, the source of a moved block.
type Source struct {
	// Address is the provider's address; GitLab's own provider if empty.
	Address  string
	TypeName string
	// State is JSON, as in a state file.
	State string
}

// Move moves a resource of another provider to this one, without a refresh.
func (p *Proto) Move(typeName string, source Source) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	if source.Address == "" {
		source.Address = OfficialAddress
	}

	answer := call(p, p.server.MoveResourceState, &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: source.Address, SourceTypeName: source.TypeName,
		SourceState: &tfprotov6.RawState{JSON: []byte(source.State)}, TargetTypeName: typeName,
	})

	return State{
		Value:    p.decode(p.resource(typeName), answer.TargetState),
		Identity: answer.TargetIdentity,
		Private:  answer.TargetPrivate,
	}, answer.Diagnostics
}
