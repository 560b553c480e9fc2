package acctest

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Plan is the plan for one resource.
type Plan struct {
	State
	Replaces    []*tftypes.AttributePath
	Diagnostics []*tfprotov6.Diagnostic

	config *tfprotov6.DynamicValue
	prior  *tfprotov6.DynamicValue
}

// Validate checks the configuration of a resource.
func (p *Proto) Validate(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()

	answer := call(p, p.server.ValidateResourceConfig, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: typeName, Config: p.dynamic(p.resource(typeName), config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})

	return answer.Diagnostics
}

// Plan plans a resource. A nil config destroys it, a nil prior creates it.
func (p *Proto) Plan(typeName string, prior *State, config Values) Plan {
	p.t.Helper()

	schema := p.resource(typeName)
	none := p.null(schema)
	plan := Plan{config: none, prior: none}
	proposed := none

	var before State

	if prior != nil {
		plan.prior = p.encode(prior.Value)
		before = *prior
	}

	if config != nil {
		plan.config = p.dynamic(schema, config)
		proposed = p.encode(p.propose(schema, prior, config))
	}

	answer := call(p, p.server.PlanResourceChange, &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: plan.prior, ProposedNewState: proposed, Config: plan.config,
		PriorPrivate: before.Private, PriorIdentity: before.Identity,
	})

	plan.Diagnostics = answer.Diagnostics
	plan.Replaces = answer.RequiresReplace
	plan.Value = p.decode(schema, answer.PlannedState)
	plan.Private = answer.PlannedPrivate
	plan.Identity = answer.PlannedIdentity

	return plan
}

// Apply applies a plan.
func (p *Proto) Apply(typeName string, plan Plan) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer := call(p, p.server.ApplyResourceChange, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: typeName, PriorState: plan.prior, PlannedState: p.encode(plan.Value), Config: plan.config,
		PlannedPrivate: plan.Private, PlannedIdentity: plan.Identity,
	})

	return State{Value: p.decode(p.resource(typeName), answer.NewState), Identity: answer.NewIdentity, Private: answer.Private}, answer.Diagnostics
}

// Create plans and applies a new resource. An error fails the test.
func (p *Proto) Create(typeName string, config Values) State {
	p.t.Helper()

	plan := p.Plan(typeName, nil, config)
	p.must(plan.Diagnostics)

	state, diagnostics := p.Apply(typeName, plan)
	p.must(diagnostics)

	return state
}

// Read refreshes a resource.
func (p *Proto) Read(typeName string, state State) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer := call(p, p.server.ReadResource, &tfprotov6.ReadResourceRequest{
		TypeName: typeName, CurrentState: p.encode(state.Value), Private: state.Private, CurrentIdentity: state.Identity,
	})

	if answer.NewState == nil {
		return State{}, answer.Diagnostics
	}

	return State{Value: p.decode(p.resource(typeName), answer.NewState), Identity: answer.NewIdentity, Private: answer.Private}, answer.Diagnostics
}

// propose merges configuration and prior state, as Terraform does: a computed
// attribute without a configured value keeps its prior value, or is unknown.
func (p *Proto) propose(schema *tfprotov6.Schema, prior *State, config Values) tftypes.Value {
	values := maps.Clone(config)

	var before map[string]tftypes.Value
	if prior != nil {
		before = prior.Values(p.t)
	}

	for _, attribute := range schema.Block.Attributes {
		if values[attribute.Name] != nil || !attribute.Computed {
			continue
		}

		values[attribute.Name] = Unknown
		if old, ok := before[attribute.Name]; ok {
			values[attribute.Name] = old
		}
	}

	return p.object(schema, values)
}

func (p *Proto) resource(typeName string) *tfprotov6.Schema {
	p.t.Helper()

	schema, ok := p.schema.ResourceSchemas[typeName]
	if !ok {
		p.t.Fatalf("the provider has no resource %s", typeName)
	}

	return schema
}
