package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// The actions are invoked by name on the command line.
func TestAccActions_invoked(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	g := acctest.NewSim(t)
	w := acctest.NewTerraformDir(t, acctest.Servers{provider.Address: g.Providers()["gitlabrunner"]})
	w.SkipBelow(14, 14, "actions")

	runners, jobs := working(t, g)
	g.FakeClock(t).OnSleep(func(time.Duration) { g.EndJob(t, jobs[2]) })

	w.Write("main.tf", fmt.Sprintf(`
terraform {
  required_providers {
    gitlabrunner = { source = %[4]q }
  }
}

action "gitlabrunner_pause_runner" "all" {
  config {
    runner_ids = %[1]s
  }
}

action "gitlabrunner_pause_runner" "one" {
  config {
    runner_ids    = [%[2]d]
    wait_for_jobs = true
  }
}

action "gitlabrunner_pause_runner" "busy" {
  config {
    runner_ids    = [%[3]d]
    wait_for_jobs = true
    timeout       = "1m"
  }
}

action "gitlabrunner_resume_runner" "all" {
  config {
    runner_ids = %[1]s
  }
}

action "gitlabrunner_delete_stale_runners" "look" {
  config {
    all           = true
    max_deletions = 9
  }
}

action "gitlabrunner_delete_stale_runners" "do" {
  config {
    all           = true
    dry_run       = false
    max_deletions = 9
  }
}
`, "[1, 2]", runners[1], runners[0], provider.Address))

	invoke := func(code int, action string) string {
		t.Helper()

		return w.Run(code, "apply", "-auto-approve", "-invoke=action.gitlabrunner_"+action)
	}

	acctest.Contains(t, invoke(0, "pause_runner.all"), "Runner 1 is paused.", "Runner 2 is paused.", "ignore_changes = [paused]")
	acctest.Equal(t, "paused", paused(t, g, runners), runners)
	acctest.Contains(t, invoke(0, "pause_runner.one"), "Runner 2 is paused: 1 running job, ", "Runner 2: idle.")
	busy := invoke(1, "pause_runner.busy")
	acctest.Reported(t, busy, tfdiag.RunnersBusy)
	acctest.Contains(t, busy, "1m0s", "1 runner")
	acctest.Contains(t, invoke(0, "resume_runner.all"), "Runner 1 is resumed.", "Runner 2 is resumed.")
	acctest.Equal(t, "paused", paused(t, g, runners), nil)

	g.FakeClock(t).Advance(8 * day)
	acctest.Contains(t, invoke(0, "delete_stale_runners.look"), "Dry run: 1 runner would be deleted", "(project runner of ", "it runs a job: 1.")
	acctest.Equal(t, "left", left(t, g), runners)
	acctest.Contains(t, invoke(0, "delete_stale_runners.do"), "Deleted runner #2 ", "Deleted: 1 of 1 runner.")
	acctest.Equal(t, "left", left(t, g), runners[:1])
}

// triggered has actions that refer to the runner and are triggered by another resource:
// Terraform 1.16 reports a cycle for an action that refers to the resource that triggers
// it, as soon as a plan does not invoke it. That reference is deprecated
// (https://github.com/hashicorp/terraform/pull/38658), and Terraform 1.15 does not have
// its successor, `caller`. The conditions refer to no local value, which the destroy of
// Terraform 1.16.0-rc2 does not evaluate.
const triggered = `
resource "gitlabrunner_runner" "it" {
  runner_type = "instance_type"
  description = %[1]q

  lifecycle {
    ignore_changes = [%[2]s]
  }
}

resource "terraform_data" "step" {
  input = %[1]q

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.gitlabrunner_pause_runner.it]
    }

    action_trigger {
      events    = [after_update]
      condition = %[1]q == "resumed"
      actions   = [action.gitlabrunner_resume_runner.it]
    }

    action_trigger {
      events    = [before_update]
      condition = %[1]q == "swept"
      actions   = [action.gitlabrunner_delete_stale_runners.it]
    }
  }
}

action "gitlabrunner_pause_runner" "it" {
  config {
    runner_ids = [gitlabrunner_runner.it.id]
  }
}

action "gitlabrunner_resume_runner" "it" {
  config {
    runner_ids = [gitlabrunner_runner.it.id]
  }
}

action "gitlabrunner_delete_stale_runners" "it" {
  config {
    all           = true
    status        = "offline"
    dry_run       = false
    max_deletions = 1
  }
}
`

// The actions are triggered by an apply, on a runner whose ID is unknown in the plan.
func TestAccActions_triggered(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	g := acctest.NewSim(t)
	stale := instanceRunners(t, g, 1)[0]
	g.Age(t, stale, acctest.Start, gitlab.Ptr(acctest.Start.Add(-day)))

	isPaused := func(want bool) resource.TestCheckFunc {
		return g.CheckRunner(address, func(runner *gitlab.RunnerDetails) error {
			if runner.Paused != want {
				return fmt.Errorf("paused is %t", runner.Paused)
			}

			return nil
		})
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{Config: fmt.Sprintf(triggered, "made", "paused"), Check: isPaused(true)},
			{Config: fmt.Sprintf(triggered, "resumed", "paused"), Check: isPaused(false)},
			{Config: fmt.Sprintf(triggered, "swept", "paused"), Check: func(*terraform.State) error {
				if got := left(t, g); len(got) != 1 || got[0] == stale {
					return fmt.Errorf("GitLab has the runners %v", got)
				}

				return nil
			}},
		},
	})
}

// Without ignore_changes, the pause is drift.
func TestAccActions_pauseIsDrift(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	g := acctest.New(t)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{Config: fmt.Sprintf(triggered, "made", ""), ExpectNonEmptyPlan: true},
			{
				Config: fmt.Sprintf(triggered, "made", ""),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				}},
			},
		},
	})
}
