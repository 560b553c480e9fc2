package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Upgrade upgrades a state of an older version of a resource's schema, as JSON in
// a state file.
func (p *Proto) Upgrade(typeName string, version int64, text []byte) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer := call(p, p.server.UpgradeResourceState, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: typeName, Version: version, RawState: &tfprotov6.RawState{JSON: text},
	})

	return State{Value: p.decode(p.resource(typeName), answer.UpgradedState)}, answer.Diagnostics
}
