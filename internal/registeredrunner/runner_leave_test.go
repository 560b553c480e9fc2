package registeredrunner_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const leaving = `
terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

%s

output "token" {
  value     = gitlabrunner_%s.it.token
  sensitive = true
}
`

// A registered runner moves to a gitlabrunner_runner with its token, and nothing changes
// in GitLab.
func TestAccRegisteredRunner_moveToRunner(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g, project := legacy(t)
	w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
	w.SkipBelow(8, 10, "moves between types")

	const settings = `
  description    = "nightly"
  tag_list       = ["a", "b"]
  drain_timeout  = "1h"
  rotate_when_changed = { again = "1" }
}
`

	w.Write("main.tf", fmt.Sprintf(leaving, fmt.Sprintf("resource \"gitlabrunner_registered_runner\" \"it\" {\n  registration_token = %q", project.RunnersToken)+settings, "registered_runner"))
	w.Run(0, "apply", "-auto-approve")

	token := w.Output("output", "-raw", "token")
	g.ClearJournal(t)

	after := fmt.Sprintf("resource \"gitlabrunner_runner\" \"it\" {\n  runner_type = \"project_type\"\n  project_id = %d", project.ID) + settings
	w.Write("main.tf", fmt.Sprintf(leaving, after+"moved {\n  from = gitlabrunner_registered_runner.it\n  to = gitlabrunner_runner.it\n}", "runner"))

	acctest.Contains(t, w.Run(2, "plan", "-detailed-exitcode"),
		"# gitlabrunner_registered_runner.it has moved to gitlabrunner_runner.it", "Plan: 0 to add, 0 to change, 0 to destroy.")
	w.Run(0, "apply", "-auto-approve")
	acctest.Equal(t, "the writes", g.Writes(t), nil)
	acctest.Equal(t, "the token is the same", w.Output("output", "-raw", "token") == token, true)
	acctest.Contains(t, w.Run(0, "plan", "-detailed-exitcode"), "No changes.")
}
