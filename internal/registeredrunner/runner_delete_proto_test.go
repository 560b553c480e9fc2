package registeredrunner_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A runner is deleted with its own token if possible, and otherwise by its ID.
func TestProtoRegisteredRunner_deleteByTokenOrID(t *testing.T) {
	t.Parallel()

	remove := func(t *testing.T, g *acctest.GitLab, id int64) {
		t.Helper()

		if _, err := g.API.Runners.RemoveRunner(id); err != nil {
			t.Fatal(err)
		}
	}

	for name, test := range map[string]struct {
		config acctest.Values
		before func(*testing.T, *acctest.GitLab, int64)
		want   string
	}{
		"token in state": {nil, nil, "[DELETE /runners]"},
		"no token":       {acctest.Values{"store_token": false}, nil, "[DELETE /runners/ID]"},
		"rotated by GitLab Runner": {nil, func(t *testing.T, g *acctest.GitLab, id int64) {
			t.Helper()

			if _, _, err := g.API.Runners.ResetRunnerAuthenticationToken(id); err != nil {
				t.Fatal(err)
			}
		}, "[DELETE /runners DELETE /runners/ID]"},
		"token expired": {nil, func(t *testing.T, g *acctest.GitLab, _ int64) {
			t.Helper()
			g.FakeClock(t).Advance(25 * time.Hour)
		}, "[DELETE /runners DELETE /runners/ID]"},
		"orphaned": {nil, func(t *testing.T, g *acctest.GitLab, _ int64) {
			t.Helper()
			g.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners", Status: 422, Body: `{"message":"Runner is orphaned"}`})
		}, "[DELETE /runners DELETE /runners/ID]"},
		"gone":               {nil, remove, "[DELETE /runners DELETE /runners/ID]"},
		"gone, and no token": {acctest.Values{"store_token": false}, remove, "[DELETE /runners/ID]"},
		"answer lost": {nil, func(t *testing.T, g *acctest.GitLab, _ int64) {
			t.Helper()
			g.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners", Drop: "after"})
		}, "[DELETE /runners DELETE /runners DELETE /runners/ID]"},
		"drained": {acctest.Values{"drain_timeout": "1h"}, nil, "[PUT /runners/ID DELETE /runners]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t)
			g.ExpireTokens(t, 24*time.Hour)

			proto := g.Proto(t, nil)
			state := proto.Create(runnerType, with(project.RunnersToken, test.config))

			if test.before != nil {
				test.before(t, g, state.ID(t))
			}

			g.ClearJournal(t)

			_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &state, nil))

			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the writes", strings.ReplaceAll(fmt.Sprint(g.Writes(t)), fmt.Sprintf("/runners/%d", state.ID(t)), "/runners/ID"), test.want)

			if left, _, err := g.API.Runners.ListAllRunners(nil); err != nil || len(left) > 0 {
				t.Errorf("%d runners are left, %v", len(left), err)
			}
		})
	}
}

func TestProtoRegisteredRunner_deleteRefused(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(runnerType, with(project.RunnersToken, nil))
	token := state.Get(t, "token")

	// The answer is not GitLab's, so the token of the runner may be valid.
	g.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners", Status: 403, Body: `<html><title>No entry</title></html>`})
	g.ClearJournal(t)

	_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &state, nil))
	acctest.Diagnosed(t, diagnostics, tfdiag.UnregisterRunner.Because(tfdiag.ForeignAnswer))
	acctest.Equal(t, "the writes", g.Writes(t), []string{"DELETE /runners"})

	if _, _, err := g.API.Runners.ResetRunnerAuthenticationToken(state.ID(t)); err != nil {
		t.Fatal(err)
	}

	_, withoutRole := g.User(t, "api")
	other := g.Proto(t, acctest.Values{"token": withoutRole})

	_, diagnostics = other.Apply(runnerType, other.Plan(runnerType, &state, nil))
	acctest.Diagnosed(t, diagnostics, tfdiag.DeleteRunner.Because(tfdiag.Forbidden))

	if text := acctest.Errors(diagnostics); strings.Contains(text, token) {
		t.Errorf("the token is in the error:\n%s", text)
	}
}

// An administrator can delete a runner with several projects, and so can its own token.
func TestProtoRegisteredRunner_deleteSeveralProjects(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	state := g.Proto(t, nil).Create(runnerType, with(project.RunnersToken, nil))
	g.Assign(t, g.Project(t, g.Group(t)), state.ID(t))

	_, withoutRole := g.User(t, "api")
	proto := g.Proto(t, acctest.Values{"token": withoutRole})

	_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &state, nil))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
}

func TestProtoRegisteredRunner_drain(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(runnerType, with(project.RunnersToken, acctest.Values{"drain_timeout": "1h"}))
	job := g.RunningJob(t, state.ID(t), project.ID)

	_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &state, nil))
	acctest.Diagnosed(t, diagnostics, tfdiag.RunnerBusy)
	acctest.Contains(t, acctest.Errors(diagnostics), fmt.Sprintf("/-/jobs/%d", job))

	g.FakeClock(t).OnSleep(func(time.Duration) { g.EndJob(t, job) })

	_, diagnostics = proto.Apply(runnerType, proto.Plan(runnerType, &state, nil))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
}
