package provider

import (
	"context"
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// The protocol library sends no event of an action after StopProvider has
// returned (tf6server.InvokeAction of terraform-plugin-go 0.31; no upstream issue
// was found), so an interrupted action would report success. Therefore
// StopProvider cancels the calls and returns when every action has sent its
// result: at once for requests that can be repeated, and after `request_timeout`
// at the latest for others.
//
// Terraform 1.14 and 1.15 crash when an event follows a progress that they
// received after the interrupt (plugin6.GRPCProvider.InvokeAction; Terraform 1.16
// does not). The provider learns of the interrupt later than Terraform, so with
// these versions the result of an action that has reported progress stays unsent.
//
// This file can go when the library sends the result, and these versions are no
// longer supported.

// invocations are the actions whose result is not sent.
type invocations struct {
	mu      sync.Mutex
	running int
	stopped bool
	// crashes says that Terraform is older than 1.16.
	crashes bool
	// idle is closed when none is running; nil while nothing waits.
	idle chan struct{}
}

func (s server) ConfigureProvider(ctx context.Context, req *tfprotov6.ConfigureProviderRequest) (*tfprotov6.ConfigureProviderResponse, error) {
	s.invocations.calledBy(req.TerraformVersion)

	return s.frameworkServer.ConfigureProvider(ctx, req)
}

func (s server) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	s.invocations.stop()

	resp, err := s.frameworkServer.StopProvider(ctx, req)
	s.invocations.wait(ctx)

	return resp, err
}

func (i *invocations) calledBy(version string) {
	var major, minor int

	_, err := fmt.Sscanf(version, "%d.%d", &major, &minor)

	i.mu.Lock()
	defer i.mu.Unlock()

	i.crashes = err == nil && major == 1 && minor < 16
}

func (i *invocations) stop() {
	i.mu.Lock()
	defer i.mu.Unlock()

	i.stopped = true
}

func (i *invocations) begin() {
	i.mu.Lock()
	defer i.mu.Unlock()

	i.running++
}

func (i *invocations) end() {
	i.mu.Lock()
	defer i.mu.Unlock()

	if i.running--; i.running == 0 && i.idle != nil {
		close(i.idle)
		i.idle = nil
	}
}

// wait returns when no action is running, or with the context.
func (i *invocations) wait(ctx context.Context) {
	i.mu.Lock()

	if i.running == 0 {
		i.mu.Unlock()

		return
	}

	if i.idle == nil {
		i.idle = make(chan struct{})
	}

	idle := i.idle
	i.mu.Unlock()

	select {
	case <-idle:
	case <-ctx.Done():
	}
}

// unsent reports whether an event must not be sent.
func (i *invocations) unsent(isProgress, afterProgress bool) bool {
	i.mu.Lock()
	defer i.mu.Unlock()

	return i.stopped && (isProgress || afterProgress && i.crashes)
}

// counted is the stream of an action that has begun: it ends when it is read.
func (i *invocations) counted(stream *tfprotov6.InvokeActionServerStream) *tfprotov6.InvokeActionServerStream {
	events := stream.Events

	return &tfprotov6.InvokeActionServerStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) {
		defer i.end()

		reported := false

		events(func(event tfprotov6.InvokeActionEvent) bool {
			_, isProgress := event.Type.(tfprotov6.ProgressInvokeActionEventType)
			if i.unsent(isProgress, reported) {
				return true
			}

			reported = reported || isProgress

			return push(event)
		})
	}}
}
