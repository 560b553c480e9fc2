package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// instance is the emulated GitLab. It is served by this process, which does
// nothing else while a Terraform is measured: its processor time is the
// emulator's.
type instance struct {
	url    string
	token  string
	clock  *hasty
	gate   *gate
	server *http.Server
}

// budget is how many requests GitLab takes in a window; the zero budget is none.
type budget struct {
	requests int
	window   time.Duration
}

// serve starts an empty emulator on a free port.
func serve(ctx context.Context, latency time.Duration, limit budget) (*instance, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}

	g := &instance{url: "http://" + listener.Addr().String(), token: "glpat-" + rand.Text(), clock: &hasty{step: limit.window}}
	g.gate = &gate{emulator: gitlabsim.New(
		gitlabsim.WithRootToken(g.token), gitlabsim.WithClock(g.clock),
		gitlabsim.WithLatency(latency), gitlabsim.WithRateLimit(limit.requests, limit.window),
	)}
	g.server = &http.Server{Handler: g.gate, ConnState: g.gate.connection, ReadHeaderTimeout: 10 * time.Second}

	go func() { _ = g.server.Serve(listener) }() // it ends with close

	return g, nil
}

func (g *instance) close() error { return g.server.Close() }

// set does what happens before anything is measured, in no time.
func (g *instance) set(work func() error) error {
	g.clock.hurry(true)
	defer g.clock.hurry(false)

	return work()
}

// made is what a creation answers.
type made struct {
	ID int64 `json:"id"`
}

// create makes something in GitLab.
func (g *instance) create(ctx context.Context, path string, in map[string]any) (int64, error) {
	var created made

	return created.ID, g.call(ctx, http.MethodPost, path, in, &created)
}

// projects makes a group and projects in it.
func (g *instance) projects(ctx context.Context, count int) ([]int64, error) {
	group, err := g.create(ctx, "groups", map[string]any{"name": "bench", "path": "bench"})
	if err != nil {
		return nil, err
	}

	// A project may have a thousand runners, and a benchmark may ask for more.
	err = g.call(ctx, http.MethodPut, "application/plan_limits", map[string]any{"plan_name": "default", "ci_registered_project_runners": 0}, nil)
	if err != nil {
		return nil, err
	}

	ids := make([]int64, count)
	for i := range ids {
		name := fmt.Sprintf("project-%d", i)

		if ids[i], err = g.create(ctx, "projects", map[string]any{"name": name, "path": name, "namespace_id": group}); err != nil {
			return nil, err
		}
	}

	return ids, nil
}

// call calls GitLab's API as the administrator.
func (g *instance) call(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}

	request, err := http.NewRequestWithContext(ctx, method, g.url+"/api/v4/"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}

	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Private-Token", g.token)

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()

	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}

	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s %s: %s: %s", method, path, response.Status, answer)
	}

	if out == nil {
		return nil
	}

	return json.Unmarshal(answer, out)
}
