package runnermodel

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// recordingClock records every sleep.
type recordingClock struct {
	*clock.Fake

	sleeps []time.Duration
}

func (c *recordingClock) Sleep(ctx context.Context, d time.Duration) error {
	c.sleeps = append(c.sleeps, d)

	return c.Fake.Sleep(ctx, d)
}

// answers are the bodies of a fake GitLab, by the method and the end of the path.
type answers map[string]string

func (a answers) data(t *testing.T, now clock.Clock) *providerdata.Data {
	t.Helper()

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for request, body := range a {
			method, end, _ := strings.Cut(request, " ")
			if r.Method == method && strings.HasSuffix(r.URL.Path, end) {
				w.Header().Set("Content-Type", "application/json")
				_, _ = io.WriteString(w, body)

				return
			}
		}

		t.Errorf("unexpected request: %s %s", r.Method, r.URL.Path)
	}))
	t.Cleanup(server.Close)

	base, err := gitlabapi.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}

	client, err := gitlabapi.New(gitlabapi.Config{BaseURL: base, Token: "t", RequestTimeout: time.Minute, MaxConcurrentRequests: 2, Clock: now})
	if err != nil {
		t.Fatal(err)
	}

	return providerdata.New(client, now)
}

const pausedRunner = `{"id":7,"runner_type":"instance_type","paused":true,"run_untagged":true,"access_level":"not_protected","tag_list":[]}`

// The time between two polls doubles up to 30 seconds. The last one ends at the
// deadline.
func TestDrain_pollsLessOften(t *testing.T) {
	t.Parallel()

	now := &recordingClock{Fake: clock.NewFake(time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC))}
	data := answers{
		"GET /runners/7":      pausedRunner,
		"GET /runners/7/jobs": `[{"id":9,"name":"build","status":"running","web_url":"https://gitlab.example.com/-/jobs/9"}]`,
	}.data(t, now)

	runner := Runner{ID: types.Int64Value(7), RunnerType: types.StringValue(gitlabapi.InstanceType), DrainTimeout: types.StringValue("100s")}

	idle, diags := runner.Drain(t.Context(), data)
	if idle || len(diags) != 1 || identify(diags[0]) != tfdiag.RunnerBusy {
		t.Errorf("idle: %t, %v", idle, diags)
	}

	want := []time.Duration{2 * time.Second, 4 * time.Second, 8 * time.Second, 16 * time.Second, 30 * time.Second, 30 * time.Second, 10 * time.Second}
	if !slices.Equal(now.sleeps, want) {
		t.Errorf("slept %v, want %v", now.sleeps, want)
	}
}

func identify(made diag.Diagnostic) tfdiag.ID {
	return tfdiag.Identify(made.Severity(), made.Summary(), made.Detail())
}
