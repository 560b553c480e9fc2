package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// busy is a project runner with one running job, to be drained within an hour.
func busy(t *testing.T, g *acctest.GitLab, proto *acctest.Proto) (acctest.State, int64) {
	t.Helper()

	project := g.Project(t, g.Group(t))
	state := proto.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": project.ID, "drain_timeout": "1h"})
	job := g.RunningJob(t, state.ID(t), project.ID)
	g.ClearJournal(t)

	return state, job
}

func TestProtoRunner_drainWaits(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	state, job := busy(t, g, proto)

	clock := g.FakeClock(t)
	clock.OnSleep(func(time.Duration) {
		if clock.Slept() > 10*time.Minute {
			g.EndJob(t, job)
		}
	})

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	path := fmt.Sprintf("/runners/%d", state.ID(t))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", g.Writes(t), []string{"PUT " + path, "DELETE " + path})

	if slept := clock.Slept(); slept < 10*time.Minute || slept > 11*time.Minute {
		t.Errorf("waited %v for a job of 10 minutes", slept)
	}
}

func TestProtoRunner_drainTimeout(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	state, job := busy(t, g, proto)

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	acctest.Diagnosed(t, diagnostics, tfdiag.RunnerBusy)
	acctest.Contains(t, acctest.Errors(diagnostics), "1h0m0s", fmt.Sprintf("/-/jobs/%d", job))
	acctest.Equal(t, "waited", g.FakeClock(t).Slept(), time.Hour)

	runner, _, err := g.API.Runners.GetRunnerDetails(state.ID(t))
	if err != nil || !runner.Paused {
		t.Errorf("GitLab has %+v, %v; want the runner, paused", runner, err)
	}
}

func TestProtoRunner_drainIdle(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)

	for name, paused := range map[string]bool{"taking jobs": false, "paused already": true} {
		state := proto.Create(typeName, instance(acctest.Values{"drain_timeout": "0s", "paused": paused}))
		g.ClearJournal(t)

		_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

		path := fmt.Sprintf("/runners/%d", state.ID(t))

		want := []string{"PUT " + path, "DELETE " + path}
		if paused {
			want = []string{"DELETE " + path}
		}

		acctest.Equal(t, "errors of a runner "+name, acctest.Errors(diagnostics), "")
		acctest.Equal(t, "the writes for a runner "+name, g.Writes(t), want)
	}

	acctest.Equal(t, "waited", g.FakeClock(t).Slept(), time.Duration(0))
}

// The permission to list jobs is checked before the pause.
func TestProtoRunner_drainWithoutPermission(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	state := g.Proto(t, nil).Create(typeName, instance(acctest.Values{"drain_timeout": "1h"}))
	_, token := g.User(t, "api")
	g.ClearJournal(t)

	proto := g.Proto(t, acctest.Values{"token": token})
	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	acctest.Diagnosed(t, diagnostics, tfdiag.ListJobs.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(diagnostics), string(tfdiag.NotPaused))
	acctest.Equal(t, "the writes", g.Writes(t), nil)
}

// A job in a project that the caller cannot see counts, on versions that report it.
func TestProtoRunner_drainHiddenJobs(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	owner, hidden := g.Project(t, group), g.Project(t, g.Group(t))
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.MaintainerPermissions)

	proto := g.Proto(t, acctest.Values{"token": token})
	state := proto.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": owner.ID, "drain_timeout": "5m"})
	g.Assign(t, hidden, state.ID(t))
	g.RunningJob(t, state.ID(t), hidden.ID)

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	acctest.Diagnosed(t, diagnostics, tfdiag.RunnerBusy)
}

// An older GitLab does not report whether a runner is active, so the jobs decide.
func TestProtoRunner_drainOnOlderVersions(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion("16.11")))
	proto := g.Proto(t, nil)
	state, job := busy(t, g, proto)
	g.FakeClock(t).OnSleep(func(time.Duration) { g.EndJob(t, job) })

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
}

func TestProtoRunner_drainDisappears(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	state, _ := busy(t, g, proto)

	g.FakeClock(t).OnSleep(func(time.Duration) {
		if _, err := g.API.Runners.RemoveRunner(state.ID(t)); err != nil {
			t.Error(err)
		}
	})

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
}

// A destroy waits for the running job.
func TestAccRunner_drain(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	project := g.Project(t, g.Group(t))
	config := fmt.Sprintf("resource \"gitlabrunner_runner\" \"it\" {\n  runner_type   = \"project_type\"\n  project_id    = %d\n  drain_timeout = \"1h\"\n}\n", project.ID)

	var id int64

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{
				Config: config,
				Check: func(state *terraform.State) (err error) {
					id, err = acctest.ID(state, address)

					return err
				},
			},
			{
				PreConfig: func() {
					job := g.RunningJob(t, id, project.ID)
					clock := g.FakeClock(t)
					clock.OnSleep(func(time.Duration) {
						if clock.Slept() >= 20*time.Minute {
							g.EndJob(t, job)
						}
					})
				},
				Config:  config,
				Destroy: true,
			},
		},
	})

	if slept := g.FakeClock(t).Slept(); slept < 20*time.Minute || slept > 21*time.Minute {
		t.Errorf("the destroy waited %v for a job of 20 minutes", slept)
	}
}
