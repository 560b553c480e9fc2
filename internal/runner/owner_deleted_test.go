package runner_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// The owner project of a runner is deleted, and the configuration is corrected.
func TestAccRunner_ownerDeleted(t *testing.T) {
	t.Parallel()

	for name, others := range map[string]int{"one project is left": 1, "two projects are left": 2} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			p := newPassedOn(t, 0)
			dir := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": p.Providers()["gitlabrunner"]})
			write := func(project int64) {
				dir.Write("main.tf", fmt.Sprintf("terraform {\n  required_providers {\n    gitlabrunner = { source = \"gitlabrunner/gitlabrunner\" }\n  }\n}\n\n"+
					"resource \"gitlabrunner_runner\" \"it\" {\n  runner_type = \"project_type\"\n  project_id  = %d\n}\n", project))
			}

			write(p.owner.ID)
			dir.Run(0, "apply", "-auto-approve")

			id := p.state.ID(t) + 1
			p.assign(t, id, others)
			p.deleteOwner(t)

			// The plan reports the deletion, and is empty.
			deleted := tfdiag.OwnerDeleted
			if others > 1 {
				deleted = tfdiag.OwnerDeletedSeveral
			}

			acctest.Reported(t, dir.Run(0, "plan", "-detailed-exitcode"), deleted)

			write(p.others[0].ID)

			if others == 1 {
				acctest.Contains(t, dir.Run(0, "apply", "-auto-approve"), "0 added, 1 changed, 0 destroyed")
			} else {
				acctest.Reported(t, dir.Run(1, "plan"), tfdiag.OwnerChangeAmbiguous)

				// The next step of the error.
				dir.Run(0, "state", "rm", "gitlabrunner_runner.it")
				dir.Run(0, "import", "gitlabrunner_runner.it", fmt.Sprint(id))
				acctest.Contains(t, dir.Run(0, "apply", "-auto-approve"), "0 added, ", "0 destroyed")
			}

			dir.Run(0, "plan", "-detailed-exitcode")

			if _, _, err := p.API.Runners.GetRunnerDetails(id); err != nil {
				t.Errorf("the runner is gone: %v", err)
			}
		})
	}
}
