package runner_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// working creates two runners of a project: the first runs two jobs, the second one.
func working(t *testing.T, g *acctest.GitLab) (runners, jobs []int64) {
	t.Helper()

	project := g.Project(t, g.Group(t))

	for range 2 {
		runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &project.ID})
		if err != nil {
			t.Fatal(err)
		}

		runners = append(runners, runner.ID)
	}

	for _, runner := range []int64{runners[0], runners[0], runners[1]} {
		jobs = append(jobs, g.RunningJob(t, runner, project.ID))
	}

	g.ClearJournal(t)

	return runners, jobs
}

// Every runner is paused before the action waits for any, and a change of the running
// jobs is reported once.
func TestProtoActions_pauseWaitsForJobs(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	runners, jobs := working(t, g)
	idle := instanceRunners(t, g, 1)[0]

	clock := g.FakeClock(t)
	ends := map[int64]time.Duration{jobs[0]: 10 * time.Minute, jobs[1]: 30 * time.Minute, jobs[2]: 20 * time.Minute}
	clock.OnSleep(func(time.Duration) {
		for job, at := range ends {
			if clock.Slept() >= at {
				g.EndJob(t, job)
			}
		}
	})

	done := g.Proto(t, nil).Invoke(pauseAction, acctest.Values{"runner_ids": append(runners, idle), "wait_for_jobs": true})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the requests", sorted(t, g), []string{"PUT /runners/1", "PUT /runners/2", "PUT /runners/3"})

	if slept := clock.Slept(); slept < 30*time.Minute || slept > 31*time.Minute {
		t.Errorf("waited %v for jobs of up to 30 minutes", slept)
	}

	slices.Sort(done.Progress[:3])
	acctest.Equal(t, "the progress", strings.Join(done.Progress[:6], "\n"), strings.Join([]string{
		"Runner 1 is paused: 2 running jobs, 1h0m0s left.",
		"Runner 2 is paused: 1 running job, 1h0m0s left.",
		"Runner 3 is paused: idle.",
		"Runner 1: 1 running job, 50m0s left.",
		"Runner 2: idle.",
		"Runner 1: idle.",
	}, "\n"))
	acctest.Equal(t, "the lines", len(done.Progress), 7)
}

// The action sends no PUT for a runner that is paused already.
func TestProtoActions_pauseOfPausedRunners(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	runners, jobs := working(t, g)
	config := acctest.Values{"runner_ids": runners[1:], "wait_for_jobs": true, "timeout": "2h"}
	proto := g.Proto(t, nil)

	proto.Invoke(pauseAction, acctest.Values{"runner_ids": runners[1:]})
	g.ClearJournal(t)
	g.FakeClock(t).OnSleep(func(time.Duration) { g.EndJob(t, jobs[2]) })

	done := proto.Invoke(pauseAction, config)

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the writes", g.Writes(t), nil)
}

// An idle runner can accept a job before it is paused.
func TestProtoActions_pauseReadsAgain(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	runners, jobs := working(t, g)
	g.EndJob(t, jobs[2])

	taken := int64(0)

	g.Fault(t, acctest.Fault{Method: "PUT", Path: fmt.Sprintf("/api/v4/runners/%d", runners[1]), Status: 503})
	g.FakeClock(t).OnSleep(func(time.Duration) {
		if taken == 0 {
			taken = g.RunningJob(t, runners[1], 1)
		} else {
			g.EndJob(t, taken)
		}
	})

	done := g.Proto(t, nil).Invoke(pauseAction, acctest.Values{"runner_ids": runners[1:], "wait_for_jobs": true})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the progress", done.Progress[:2], []string{"Runner 2 is paused: 1 running job, 1h0m0s left.", "Runner 2: idle."})
}

func TestProtoActions_pauseTimeout(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		timeout any
		waits   time.Duration
	}{
		"by default":    {nil, time.Hour},
		"as configured": {"10m", 10 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			runners, jobs := working(t, g)
			g.EndJob(t, jobs[0])

			done := g.Proto(t, nil).Invoke(pauseAction, acctest.Values{"runner_ids": runners, "wait_for_jobs": true, "timeout": test.timeout})

			acctest.Diagnosed(t, done.Diagnostics, tfdiag.RunnersBusy)
			acctest.Contains(t, acctest.Errors(done.Diagnostics),
				test.waits.String(), "2 runners", "Runner 1:\n  - ", fmt.Sprintf("/-/jobs/%d", jobs[1]), fmt.Sprintf("/-/jobs/%d", jobs[2]))
			acctest.Equal(t, "waited", g.FakeClock(t).Slept(), test.waits)
			acctest.Equal(t, "paused", paused(t, g, runners), runners)
		})
	}
}

// The permission to list jobs is checked before the pause, and a job in a project
// that the caller cannot see counts.
func TestProtoActions_pauseHiddenJobs(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	shared := instanceRunners(t, g, 1)[0]
	group := g.Group(t)
	hidden := g.Project(t, g.Group(t))
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.MaintainerPermissions)

	proto := g.Proto(t, acctest.Values{"token": token})
	own := proto.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": g.Project(t, group).ID}).ID(t)
	g.Assign(t, hidden, own)
	g.RunningJob(t, own, hidden.ID)
	g.ClearJournal(t)

	done := proto.Invoke(pauseAction, acctest.Values{"runner_ids": []int64{shared, own}, "wait_for_jobs": true, "timeout": "5m"})

	acctest.Diagnosed(t, done.Diagnostics, tfdiag.ListJobs.Because(tfdiag.Forbidden), tfdiag.RunnersBusy)
	acctest.Contains(t, acctest.Errors(done.Diagnostics),
		fmt.Sprintf("runner %d: GET", shared), string(tfdiag.NotPaused), noted(tfdiag.OthersPaused, fmt.Sprint(own)),
		"a job that the user of the access token cannot see")
	acctest.Contains(t, strings.Join(done.Progress, "\n"), fmt.Sprintf("Runner %d is paused: a running job that the user of the access token cannot see, 5m0s left.", own))
	acctest.Equal(t, "the writes", g.Writes(t), []string{fmt.Sprintf("PUT /runners/%d", own)})
}

// A runner that does not exist is not reported as one whose jobs are hidden.
func TestProtoActions_pauseDisappears(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	there := instanceRunners(t, g, 1)[0]

	done := g.Proto(t, nil).Invoke(pauseAction, acctest.Values{"runner_ids": []int64{there, 99}, "wait_for_jobs": true})

	acctest.Diagnosed(t, done.Diagnostics, tfdiag.PauseRunner.Because(tfdiag.RunnerNotFound))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "runner 99", noted(tfdiag.OthersPaused, "1"))
}

// While the action waits, one runner is deleted, which has no more jobs, and the jobs
// of another cannot be listed any more, which ends the wait for it.
func TestProtoActions_pauseDisappearsWhileWaiting(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	runners, _ := working(t, g)

	g.FakeClock(t).OnSleep(func(time.Duration) {
		if _, err := g.API.Runners.RemoveRunner(runners[0]); err == nil {
			g.Fault(t, acctest.Fault{Method: "GET", Path: fmt.Sprintf("/api/v4/runners/%d", runners[1]), Status: 403})
		}
	})

	done := g.Proto(t, nil).Invoke(pauseAction, acctest.Values{"runner_ids": runners, "wait_for_jobs": true})

	acctest.Contains(t, strings.Join(done.Progress, "\n"), "Runner 1: gone from GitLab.")
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.ListJobs.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "runner 2", string(tfdiag.StaysPaused), noted(tfdiag.OthersPaused, "1, 2"))
	acctest.Equal(t, "waited", g.FakeClock(t).Slept(), 2*time.Second)
}

// The error about an interrupt names the paused runners.
func TestProtoActions_pauseInterrupted(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	runners, jobs := working(t, g)
	ctx, interrupt := context.WithCancel(t.Context())

	g.FakeClock(t).OnSleep(func(time.Duration) { interrupt() })

	done := g.Proto(t, nil).In(ctx).Invoke(pauseAction, acctest.Values{"runner_ids": runners, "wait_for_jobs": true})

	acctest.Diagnosed(t, done.Diagnostics, tfdiag.PauseInterrupted)
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "paused: 1, 2.", fmt.Sprintf("/-/jobs/%d", jobs[2]))
	acctest.Equal(t, "paused", paused(t, g, runners), runners)
}
