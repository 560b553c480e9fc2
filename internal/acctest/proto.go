package acctest

import (
	"maps"
	"strconv"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// Values are attributes by name, as Go values: nil, bool, string, int, int64,
// []string, map[string]string, [Unknown], or a tftypes.Value.
type Values map[string]any

// Unknown is a value that is known only after apply.
var Unknown any = unknown{}

type unknown struct{}

// Proto is a provider driven in process, through the protocol that Terraform
// speaks, without any binary.
type Proto struct {
	t      *testing.T
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse
}

// Proto returns a configured provider. It fails the test if the configuration
// is refused.
func (g *GitLab) Proto(t *testing.T, config Values) *Proto {
	t.Helper()

	proto, diagnostics := g.Configure(t, config)
	if text := Errors(diagnostics); text != "" {
		t.Fatalf("the provider refused its configuration:\n%s", text)
	}

	return proto
}

// Configure returns a provider and what it says of its configuration.
func (g *GitLab) Configure(t *testing.T, config Values) (*Proto, []*tfprotov6.Diagnostic) {
	t.Helper()

	surroundings := provider.Surroundings{Clock: g.Clock, Getenv: g.environment}
	server := providerserver.NewProtocol6(provider.NewIn(surroundings, "test")())()

	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}

	proto := &Proto{t: t, server: server, schema: schema}
	value := proto.dynamic(schema.Provider, config)

	validated, err := server.ValidateProviderConfig(t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: value})
	if err != nil {
		t.Fatal(err)
	}

	if Errors(validated.Diagnostics) != "" {
		return proto, validated.Diagnostics
	}

	configured, err := server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: value, TerraformVersion: "1.11.4",
	})
	if err != nil {
		t.Fatal(err)
	}

	return proto, append(validated.Diagnostics, configured.Diagnostics...)
}

// State is what Terraform would keep of a resource.
type State struct {
	Value   tftypes.Value
	Private []byte
}

// Gone says that there is no such resource any more.
func (s State) Gone() bool { return s.Value.IsNull() }

// Get is one attribute as [Text] shows it.
func (s State) Get(t *testing.T, attribute string) string {
	t.Helper()

	return Text(s.Values(t)[attribute])
}

// ID is the state's id, a number.
func (s State) ID(t *testing.T) int64 {
	t.Helper()

	id, err := strconv.ParseInt(s.Get(t, "id"), 10, 64)
	if err != nil {
		t.Fatal(err)
	}

	return id
}

// Values are the attributes of the state.
func (s State) Values(t *testing.T) map[string]tftypes.Value {
	t.Helper()

	var values map[string]tftypes.Value
	if err := s.Value.As(&values); err != nil {
		t.Fatal(err)
	}

	return values
}

// Plan is what a plan says of one resource.
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

	answer, err := p.server.ValidateResourceConfig(p.t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: typeName, Config: p.dynamic(p.resource(typeName), config),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		p.t.Fatal(err)
	}

	return answer.Diagnostics
}

// Plan plans a resource. A nil config destroys it, a nil prior creates it.
func (p *Proto) Plan(typeName string, prior *State, config Values) Plan {
	p.t.Helper()

	schema := p.resource(typeName)
	none := p.null(schema)
	plan := Plan{config: none, prior: none}
	proposed := none

	var private []byte

	if prior != nil {
		plan.prior = p.encode(prior.Value)
		private = prior.Private
	}

	if config != nil {
		plan.config = p.dynamic(schema, config)
		proposed = p.encode(p.propose(schema, prior, config))
	}

	answer, err := p.server.PlanResourceChange(p.t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: typeName, PriorState: plan.prior, ProposedNewState: proposed, Config: plan.config, PriorPrivate: private,
	})
	if err != nil {
		p.t.Fatal(err)
	}

	plan.Diagnostics = answer.Diagnostics
	plan.Replaces = answer.RequiresReplace
	plan.Value = p.decode(schema, answer.PlannedState)
	plan.Private = answer.PlannedPrivate

	return plan
}

// Apply does what a plan says.
func (p *Proto) Apply(typeName string, plan Plan) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer, err := p.server.ApplyResourceChange(p.t.Context(), &tfprotov6.ApplyResourceChangeRequest{
		TypeName: typeName, PriorState: plan.prior, PlannedState: p.encode(plan.Value), Config: plan.config, PlannedPrivate: plan.Private,
	})
	if err != nil {
		p.t.Fatal(err)
	}

	return State{Value: p.decode(p.resource(typeName), answer.NewState), Private: answer.Private}, answer.Diagnostics
}

// Create plans and applies a new resource; it fails the test if that fails.
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

	answer, err := p.server.ReadResource(p.t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: typeName, CurrentState: p.encode(state.Value), Private: state.Private,
	})
	if err != nil {
		p.t.Fatal(err)
	}

	if answer.NewState == nil {
		return State{}, answer.Diagnostics
	}

	return State{Value: p.decode(p.resource(typeName), answer.NewState), Private: answer.Private}, answer.Diagnostics
}

// Import imports a resource by its id and refreshes it, as Terraform does.
func (p *Proto) Import(typeName, id string) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	answer, err := p.server.ImportResourceState(p.t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: typeName, ID: id})
	if err != nil {
		p.t.Fatal(err)
	}

	if len(answer.ImportedResources) == 0 {
		return State{}, answer.Diagnostics
	}

	imported := answer.ImportedResources[0]
	state, diagnostics := p.Read(typeName, State{Value: p.decode(p.resource(typeName), imported.State), Private: imported.Private})

	return state, append(answer.Diagnostics, diagnostics...)
}

// Data reads a data source.
func (p *Proto) Data(typeName string, config Values) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	schema := p.schema.DataSourceSchemas[typeName]
	value := p.dynamic(schema, config)

	validated, err := p.server.ValidateDataResourceConfig(p.t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

	if Errors(validated.Diagnostics) != "" {
		return State{}, validated.Diagnostics
	}

	answer, err := p.server.ReadDataSource(p.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

	return State{Value: p.decode(schema, answer.State)}, append(validated.Diagnostics, answer.Diagnostics...)
}

// propose does what Terraform does between configuration and plan: what is
// configured counts, what is computed stays as it was or is not known yet.
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

func (p *Proto) must(diagnostics []*tfprotov6.Diagnostic) {
	p.t.Helper()

	if text := Errors(diagnostics); text != "" {
		p.t.Fatal(text)
	}
}
