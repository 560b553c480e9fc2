package faulttest_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// actionCase is an action, and one of the requests that it sends.
type actionCase struct {
	name     string
	method   string
	path     string // a regular expression
	typeName string
	config   func(*fixture) acctest.Values
	// before prepares GitLab beyond the fixture.
	before func(*testing.T, *fixture)
	// done reports whether GitLab has the result of the action.
	done func(*testing.T, *fixture) bool
	// secondary says that the request is not the one that has the effect, which may
	// exist although the request fails.
	secondary bool
	// again is the error of a second invocation; empty for an action that can be
	// repeated.
	again tfdiag.ID
}

// actionCases are the actions of the matrix.
func actionCases() []actionCase {
	const (
		pause       = "gitlabrunner_pause_runner"
		resume      = "gitlabrunner_resume_runner"
		revoke      = "gitlabrunner_revoke_authentication_token"
		deleteStale = "gitlabrunner_delete_stale_runners"
		unregister  = "gitlabrunner_unregister_runner"
		ofManager   = "gitlabrunner_delete_runner_manager"
	)

	runners := func(s *fixture) acctest.Values { return acctest.Values{"runner_ids": []int64{s.runner}} }
	waiting := func(s *fixture) acctest.Values {
		return acctest.Values{"runner_ids": []int64{s.runner}, "wait_for_jobs": true}
	}
	stale := func(s *fixture) acctest.Values {
		return acctest.Values{
			"project": s.owner.PathWithNamespace, "type": "project_type", "status": "never_contacted", "dry_run": false, "max_deletions": 1,
		}
	}
	ofToken := func(s *fixture) acctest.Values { return acctest.Values{"token": s.runnersOwnToken} }
	ofMachine := func(s *fixture) acctest.Values {
		return acctest.Values{"token": s.runnersOwnToken, "system_id": "s_1"}
	}
	withMachine := func(t *testing.T, s *fixture) {
		t.Helper()
		s.Manager(t, map[string]any{"runner_id": s.runner, "system_id": "s_1"})
	}
	hasNoMachine := func(t *testing.T, s *fixture) bool {
		t.Helper()

		managers, _, err := s.API.Runners.ListRunnerManagers(s.runner, nil)
		if err != nil {
			t.Fatal(err)
		}

		return len(managers) == 0
	}
	isPaused := func(t *testing.T, s *fixture) bool {
		t.Helper()

		return s.details(t).Paused
	}
	isResumed := func(t *testing.T, s *fixture) bool {
		t.Helper()

		return !s.details(t).Paused
	}
	paused := func(t *testing.T, s *fixture) {
		t.Helper()

		if _, _, err := s.API.Runners.UpdateRunnerDetails(s.runner, &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(true)}); err != nil {
			t.Fatal(err)
		}
	}

	return []actionCase{
		{name: "pause a runner", method: "PUT", path: `/runners/\d+`, typeName: pause, config: runners, done: isPaused},
		{name: "pause a runner to wait", method: "PUT", path: `/runners/\d+`, typeName: pause, config: waiting, done: isPaused},
		{name: "list the jobs to wait for", method: "GET", path: `/runners/\d+/jobs`, typeName: pause, config: waiting, done: isPaused, secondary: true},
		{name: "resume a runner", method: "PUT", path: `/runners/\d+`, typeName: resume, config: runners, before: paused, done: isResumed},
		{
			name: "revoke a token", method: "POST", path: `/runners/\d+/reset_authentication_token`, typeName: revoke,
			config: func(s *fixture) acctest.Values { return acctest.Values{"runner_id": s.runner} }, done: isRevoked,
		},
		{name: "delete stale runners", method: "DELETE", path: `/runners/\d+`, typeName: deleteStale, config: stale, done: isDeleted},
		{name: "unregister a runner", method: "DELETE", path: `/runners`, typeName: unregister, config: ofToken, done: isDeleted, again: acctest.At("token", tfdiag.TokenOfNoRunner)},
		{name: "check a token to unregister its runner", method: "DELETE", path: `/runners/managers`, typeName: unregister, config: ofToken, done: isDeleted, again: acctest.At("token", tfdiag.TokenOfNoRunner)},
		{name: "delete a runner manager", method: "DELETE", path: `/runners/managers`, typeName: ofManager, config: ofMachine, before: withMachine, done: hasNoMachine},
		{name: "list stale runners", method: "GET", path: `/projects/[^/]+/runners`, typeName: deleteStale, config: stale, done: isDeleted},
		{name: "read stale runners", method: "GET", path: `/runners/\d+`, typeName: deleteStale, config: stale, done: isDeleted},
	}
}

// details reads the runner with another client.
func (s *fixture) details(t *testing.T) *gitlab.RunnerDetails {
	t.Helper()

	runner, _, err := s.API.Runners.GetRunnerDetails(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	return runner
}

func isRevoked(t *testing.T, s *fixture) bool {
	t.Helper()

	answer, err := s.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &s.runnersOwnToken})
	if answer == nil || err != nil && answer.StatusCode != http.StatusForbidden {
		t.Fatal(err)
	}

	return err != nil
}

func isDeleted(t *testing.T, s *fixture) bool {
	t.Helper()

	_, _, err := s.API.Runners.GetRunnerDetails(s.runner)
	if err != nil && !errors.Is(err, gitlab.ErrNotFound) {
		t.Fatal(err)
	}

	return err != nil
}

// Every request of every action fails in every way. The action has its effect or
// reports the failure, and a second invocation completes it.
func TestProtoFault_everyAction(t *testing.T) {
	t.Parallel()

	cases := 0

	for i, actionCase := range actionCases() {
		cases += forEachFault(t, actionCase.name, i, func(t *testing.T, fault fault, times int) {
			c := newFaultCase(t, write{method: actionCase.method, path: actionCase.path}, fault, times)
			if actionCase.before != nil {
				actionCase.before(t, c.fixture)
			}

			c.invoke(t, actionCase)
		})
	}

	t.Logf("%d cases: %d requests of actions, %d groups of faults", cases, len(actionCases()), len(faults()))
}

// invoke invokes an action under the fault, and then again without it.
func (c *faultCase) invoke(t *testing.T, actionCase actionCase) {
	t.Helper()

	proto := c.GitLab.Proto(t, acctest.Values{"retries": 2})

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()

	c.arm(c.write.target(), c.times, c.FakeClock(t).Expire, cancel)
	invocation := proto.In(ctx).Invoke(actionCase.typeName, actionCase.config(c.fixture))
	c.failure, c.raised = acctest.Errors(invocation.Diagnostics), acctest.IDs(invocation.Diagnostics)

	if c.disarm() == 0 {
		t.Fatal("no request had the fault")
	}

	c.checkDiagnostics(t)

	switch done := actionCase.done(t, c.fixture); {
	case c.failure == "" && !done:
		// A runner that cannot be read is kept, which is no failure.
		acctest.Contains(t, strings.Join(invocation.Progress, "\n"), "Kept, because")
	case c.failure != "" && done && !c.fault.silent && !actionCase.secondary:
		t.Errorf("the action fails, and GitLab has its effect:\n%s", c.failure)
	case done && (strings.Contains(c.failure, string(tfdiag.NothingDeleted)) || strings.Contains(c.failure, string(tfdiag.TokenStaysValid))):
		t.Errorf("the error is false, GitLab has the effect:\n%s", c.failure)
	}

	done := actionCase.done(t, c.fixture)
	again := c.Invoke(actionCase.typeName, actionCase.config(c.fixture)).Diagnostics

	if done && actionCase.again != "" {
		acctest.Diagnosed(t, again, actionCase.again)
	} else {
		acctest.Equal(t, "errors of the second invocation", acctest.Errors(again), "")
	}

	if !actionCase.done(t, c.fixture) {
		t.Error("the second invocation has no effect")
	}
}
