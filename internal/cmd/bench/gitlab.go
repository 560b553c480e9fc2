package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// instance is the emulated GitLab. This process serves it and does nothing else
// during a measurement, so that its processor time is the emulator's.
type instance struct {
	*sandbox.GitLab

	clock   *setupClock
	counter *counter
	server  *http.Server
}

// budget is how many requests GitLab allows in a window; the zero budget is no
// limit.
type budget struct {
	requests int
	window   time.Duration
}

// serve starts an empty emulator.
func serve(ctx context.Context, latency time.Duration, limit budget) (*instance, error) {
	token, clock := sandbox.NewToken(), &setupClock{step: limit.window}
	counter := &counter{emulator: gitlabsim.New(
		gitlabsim.WithRootToken(token), gitlabsim.WithClock(clock),
		gitlabsim.WithLatency(latency), gitlabsim.WithRateLimit(limit.requests, limit.window),
	)}
	server := &http.Server{Handler: counter, ConnState: counter.connection}

	served, err := sandbox.Serve(ctx, token, server)

	return &instance{served, clock, counter, server}, err
}

func (g *instance) close() error { return g.server.Close() }

// setUp runs what comes before a measurement, without latency and rate limit.
func (g *instance) setUp(work func() error) error {
	g.clock.skipWaits(true)
	defer g.clock.skipWaits(false)

	return work()
}

// projects makes a group and projects in it.
func (g *instance) projects(ctx context.Context, count int) ([]int64, error) {
	group, err := g.Create(ctx, "groups", map[string]any{"name": "bench", "path": "bench"})
	if err != nil {
		return nil, err
	}

	// By default, a project has at most a thousand runners.
	err = g.Call(ctx, http.MethodPut, "application/plan_limits", map[string]any{"plan_name": "default", "ci_registered_project_runners": 0}, nil)
	if err != nil {
		return nil, err
	}

	ids := make([]int64, count)
	for i := range ids {
		name := fmt.Sprintf("project-%d", i)

		if ids[i], err = g.Create(ctx, "projects", map[string]any{"name": name, "path": name, "namespace_id": group}); err != nil {
			return nil, err
		}
	}

	return ids, nil
}
