package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Upgrade upgrades a state of an older version of a resource's schema, as JSON in
// a state file.
func (p *Proto) Upgrade(typeName string, version int64, text []byte) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer, err := p.server.UpgradeResourceState(p.ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: typeName, Version: version, RawState: &tfprotov6.RawState{JSON: text},
	})
	if err != nil {
		p.t.Fatal(err)
	}

	return State{Value: p.decode(p.resource(typeName), answer.UpgradedState)}, answer.Diagnostics
}
