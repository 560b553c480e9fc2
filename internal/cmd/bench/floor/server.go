package floor

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// server is the framework's server, with a context that is released when a call
// returns. The framework keeps the context of every call, and would have to
// collect garbage all the time.
type server struct{ tfprotov6.ProviderServer }

// NewServer returns the constructor of a provider with these schemas.
func NewServer(schemas Schemas) func() tfprotov6.ProviderServer {
	return func() tfprotov6.ProviderServer {
		return server{providerserver.NewProtocol6(floorProvider{schemas})()}
	}
}

func detached[Request, Response any](ctx context.Context, req Request, call func(context.Context, Request) (Response, error)) (Response, error) {
	d := &detachedContext{}
	d.Store(&ctx)

	defer d.Store(&released)

	return call(d, req)
}

var released = context.Background()

// detachedContext is a context that can be released.
type detachedContext struct {
	atomic.Pointer[context.Context]
}

func (d *detachedContext) Deadline() (time.Time, bool) { return (*d.Load()).Deadline() }

func (d *detachedContext) Done() <-chan struct{} { return (*d.Load()).Done() }

func (d *detachedContext) Err() error { return (*d.Load()).Err() }

func (d *detachedContext) Value(key any) any { return (*d.Load()).Value(key) }

func (s server) ValidateResourceConfig(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) (*tfprotov6.ValidateResourceConfigResponse, error) {
	return detached(ctx, req, s.ProviderServer.ValidateResourceConfig)
}

func (s server) UpgradeResourceState(ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return detached(ctx, req, s.ProviderServer.UpgradeResourceState)
}

func (s server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return detached(ctx, req, s.ProviderServer.ReadResource)
}

func (s server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	return detached(ctx, req, s.ProviderServer.PlanResourceChange)
}

func (s server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return detached(ctx, req, s.ProviderServer.ApplyResourceChange)
}
