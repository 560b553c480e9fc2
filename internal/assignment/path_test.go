package assignment_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Another project takes the path of an assigned one, and the plan shows it.
func TestAccAssignment_takenPath(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 2)
	dir := f.terraform(t, f.Token)
	set := func(projects string) string {
		return fmt.Sprintf(`
resource "gitlabrunner_project_assignments_exclusive" "set" {
  runner_id = %d
  projects  = [%s]
}
`, f.make(t, "project_type", f.owner.ID), projects)
	}
	taken := f.projects[0].PathWithNamespace
	one := fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"one\" {\n  runner_id = %d\n  project   = %q\n}\n", f.runner, taken)
	exactly := set(fmt.Sprintf("%q", taken))

	dir.Write("main.tf", one+exactly)
	dir.Run(0, "apply", "-auto-approve")

	renamed, other := f.takePath(t)

	// Without a refresh the plan is empty.
	dir.Run(0, "plan", "-refresh=false", "-detailed-exitcode")

	output := dir.Run(2, "plan", "-detailed-exitcode")
	acctest.Reported(t, output, tfdiag.PathTaken)
	acctest.Contains(t, output, "must be replaced", "1 to add, 1 to change, 1 to destroy",
		fmt.Sprintf("- %q", renamed.PathWithNamespace), fmt.Sprintf("+ %q", taken))

	dir.Run(0, "apply", "-auto-approve")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID, other.ID})
	dir.Run(0, "plan", "-detailed-exitcode")
}
