package acctest

import (
	"context"
	"strconv"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// Values are attributes by name, as Go values: nil, bool, string, int, int64,
// []string, []int64, map[string]string, [Unknown], or a tftypes.Value.
type Values map[string]any

// Unknown is a value that is known only after apply.
var Unknown any = unknown{}

type unknown struct{}

// Proto is a provider called in process, with Terraform's plugin protocol, without
// any binary.
type Proto struct {
	t      *testing.T
	ctx    context.Context
	gitlab *GitLab
	config Values
	server tfprotov6.ProviderServer
	schema *tfprotov6.GetProviderSchemaResponse

	identities map[string]*tfprotov6.ResourceIdentitySchema
}

// Proto returns a configured provider. An invalid configuration fails the test.
func (g *GitLab) Proto(t *testing.T, config Values) *Proto {
	t.Helper()

	proto, diagnostics := g.Configure(t, config)
	if text := Errors(diagnostics); text != "" {
		t.Fatalf("the provider refused its configuration:\n%s", text)
	}

	return proto
}

// In is the same provider, called with another context, such as a cancelled one.
func (p *Proto) In(ctx context.Context) *Proto {
	other := *p
	other.ctx = ctx

	return &other
}

// NextRun is the provider in the next run of Terraform: a new process with an
// empty cache.
func (p *Proto) NextRun() *Proto {
	p.t.Helper()

	return p.gitlab.Proto(p.t, p.config)
}

// Configure returns a provider and the diagnostics of its configuration.
func (g *GitLab) Configure(t *testing.T, config Values) (*Proto, []*tfprotov6.Diagnostic) {
	t.Helper()

	surroundings := provider.Surroundings{Clock: g.Clock, Getenv: g.environment}
	server := provider.NewServer(provider.NewIn(surroundings, "test"))()

	described, err := schemas()
	noError(t, err)

	proto := &Proto{
		t: t, ctx: t.Context(), gitlab: g, config: config, server: server,
		schema: described.provider, identities: described.identities.IdentitySchemas,
	}
	value := proto.dynamic(described.provider.Provider, config)

	validated := call(proto, server.ValidateProviderConfig, &tfprotov6.ValidateProviderConfigRequest{Config: value})

	if Errors(validated.Diagnostics) != "" {
		return proto, validated.Diagnostics
	}

	configured := call(proto, server.ConfigureProvider, &tfprotov6.ConfigureProviderRequest{Config: value, TerraformVersion: "1.11.4"})

	return proto, append(validated.Diagnostics, configured.Diagnostics...)
}

// described is what a provider says about its objects.
type described struct {
	provider   *tfprotov6.GetProviderSchemaResponse
	identities *tfprotov6.GetResourceIdentitySchemasResponse
}

// schemas describes the provider once for all tests of a process, because it
// takes longer than most tests. It depends on no configuration.
var schemas = sync.OnceValues(func() (described, error) {
	server := provider.NewServer(provider.New("test"))()

	ofProvider, err := server.GetProviderSchema(context.Background(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return described{}, err
	}

	identities, err := server.GetResourceIdentitySchemas(context.Background(), &tfprotov6.GetResourceIdentitySchemasRequest{})

	return described{ofProvider, identities}, err
})

// State is a resource in Terraform's state.
type State struct {
	Value    tftypes.Value
	Identity *tfprotov6.ResourceIdentityData
	Private  []byte
}

// Gone reports whether the resource has been removed from the state.
func (s State) Gone() bool { return s.Value.IsNull() }

// Get is one attribute as [Text].
func (s State) Get(t *testing.T, attribute string) string {
	t.Helper()

	return Text(s.Values(t)[attribute])
}

// ID is the state's id, a number.
func (s State) ID(t *testing.T) int64 {
	t.Helper()

	id, err := strconv.ParseInt(s.Get(t, "id"), 10, 64)
	noError(t, err)

	return id
}

// Values are the attributes of the state.
func (s State) Values(t *testing.T) map[string]tftypes.Value {
	t.Helper()

	var values map[string]tftypes.Value
	noError(t, s.Value.As(&values))

	return values
}

// Data reads a data source.
func (p *Proto) Data(typeName string, config Values) (State, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	schema := p.schema.DataSourceSchemas[typeName]
	value := p.dynamic(schema, config)

	validated := call(p, p.server.ValidateDataResourceConfig, &tfprotov6.ValidateDataResourceConfigRequest{TypeName: typeName, Config: value})

	if Errors(validated.Diagnostics) != "" {
		return State{}, validated.Diagnostics
	}

	answer := call(p, p.server.ReadDataSource, &tfprotov6.ReadDataSourceRequest{TypeName: typeName, Config: value})

	return State{Value: p.decode(schema, answer.State)}, append(validated.Diagnostics, answer.Diagnostics...)
}

// call calls the provider. An error that is no diagnostic ends the test.
func call[Request, Response any](p *Proto, method func(context.Context, Request) (Response, error), request Request) Response {
	p.t.Helper()

	answer, err := method(p.ctx, request)
	noError(p.t, err)

	return answer
}

func (p *Proto) must(diagnostics []*tfprotov6.Diagnostic) {
	p.t.Helper()

	if text := Errors(diagnostics); text != "" {
		p.t.Fatal(text)
	}
}
