// Package provider is the provider: its block, its configuration, and the lists of
// its resources and other objects. It is the only package that imports every noun.
package provider

import (
	"context"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/assignment"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/authtoken"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/configtoml"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/job"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/manager"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/registeredrunner"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runner"
)

// Address is the address of the provider in the registry.
const Address = "registry.terraform.io/gitlabrunner/gitlabrunner"

// typeName is the prefix of the names of all types.
const typeName = "gitlabrunner"

var (
	_ provider.ProviderWithActions            = (*gitlabrunnerProvider)(nil)
	_ provider.ProviderWithEphemeralResources = (*gitlabrunnerProvider)(nil)
	_ provider.ProviderWithFunctions          = (*gitlabrunnerProvider)(nil)
	_ provider.ProviderWithListResources      = (*gitlabrunnerProvider)(nil)
)

// Surroundings are the clock and the environment of the machine.
type Surroundings struct {
	Clock clock.Clock
	// Getenv reads the environment, as os.Getenv does.
	Getenv func(string) string
}

type gitlabrunnerProvider struct {
	version string
	Surroundings
}

// New returns the constructor of this version of the provider.
func New(version string) func() provider.Provider {
	return NewIn(Surroundings{Clock: clock.System{}, Getenv: os.Getenv}, version)
}

// NewIn is New with the given clock and environment.
func NewIn(surroundings Surroundings, version string) func() provider.Provider {
	return func() provider.Provider {
		return &gitlabrunnerProvider{version: version, Surroundings: surroundings}
	}
}

func (p *gitlabrunnerProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = typeName
	resp.Version = p.version
}

func (p *gitlabrunnerProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{
		assignment.NewExclusiveResource,
		assignment.NewResource,
		registeredrunner.NewRunnerResource,
		registeredrunner.NewTokenResource,
		runner.NewResource,
		authtoken.NewResource,
	}
}

func (p *gitlabrunnerProvider) DataSources(context.Context) []func() datasource.DataSource {
	return []func() datasource.DataSource{
		job.NewDataSources,
		manager.NewDataSources,
		runner.NewDataSource,
		runner.NewDataSources,
	}
}

func (p *gitlabrunnerProvider) EphemeralResources(context.Context) []func() ephemeral.EphemeralResource {
	return []func() ephemeral.EphemeralResource{
		authtoken.NewEphemeralResource,
		authtoken.NewEphemeralVerification,
	}
}

func (p *gitlabrunnerProvider) ListResources(context.Context) []func() list.ListResource {
	return []func() list.ListResource{
		assignment.NewListResource,
		runner.NewListResource,
	}
}

func (p *gitlabrunnerProvider) Actions(context.Context) []func() action.Action {
	return []func() action.Action{
		manager.NewDeleteAction,
		runner.NewDeleteStaleAction,
		runner.NewPauseAction,
		runner.NewResumeAction,
		authtoken.NewRevokeAction,
		authtoken.NewUnregisterAction,
	}
}

func (p *gitlabrunnerProvider) Functions(context.Context) []func() function.Function {
	return []func() function.Function{
		configtoml.NewFunction,
	}
}
