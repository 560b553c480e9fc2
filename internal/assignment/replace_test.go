package assignment_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const createFirst = "\n\n  lifecycle {\n    create_before_destroy = true\n  }\n}\n"

// A replacement with create_before_destroy creates the set first, and the destroy
// of the previous one must not undo that.
func TestAccExclusive_createBeforeDestroy(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 2)
	dir := f.terraform(t, f.maintainer)
	dir.Write("main.tf", fmt.Sprintf("resource \"gitlabrunner_project_assignments_exclusive\" \"it\" {\n  runner_id           = %d\n  projects            = [\"%d\", %q]\n  unassign_on_destroy = true",
		f.runner, f.projects[0].ID, f.projects[1].PathWithNamespace)+createFirst)
	dir.Run(0, "apply", "-auto-approve")

	dir.Run(0, "apply", "-auto-approve", "-replace=gitlabrunner_project_assignments_exclusive.it")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.projects[1].ID, f.owner.ID})
	dir.Run(0, "plan", "-detailed-exitcode")

	dir.Run(0, "destroy", "-auto-approve")
	acctest.Equal(t, "the projects in GitLab after the destroy", f.ids(t), []int64{f.owner.ID})
}

// GitLab has one assignment of a runner to a project, so an assignment cannot be
// created before the one that it replaces is destroyed.
func TestAccAssignment_createBeforeDestroy(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	dir := f.terraform(t, f.maintainer)
	one := fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project   = \"%d\"", f.runner, f.projects[0].ID)
	dir.Write("main.tf", one+createFirst)
	dir.Run(0, "apply", "-auto-approve")

	output := dir.Run(1, "apply", "-auto-approve", "-replace=gitlabrunner_project_assignment.it")
	acctest.Reported(t, output, tfdiag.AssignRunner.Because(tfdiag.AlreadyAssigned))
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})

	// The next step of the error.
	dir.Write("main.tf", one+"\n}\n")
	dir.Run(0, "apply", "-auto-approve", "-replace=gitlabrunner_project_assignment.it")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})
	dir.Run(0, "plan", "-detailed-exitcode")
}

// An apply replaces a single assignment with a set. The project keeps the runner in
// either order of the two changes.
func TestAccExclusive_replacesSingleAssignment(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	dir := f.terraform(t, f.maintainer)
	dir.Write("main.tf", fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project   = \"%d\"\n}\n", f.runner, f.projects[0].ID))
	dir.Run(0, "apply", "-auto-approve")

	dir.Write("main.tf", fmt.Sprintf("resource \"gitlabrunner_project_assignments_exclusive\" \"it\" {\n  runner_id = %d\n  projects  = [\"%d\"]\n}\n", f.runner, f.projects[0].ID))
	dir.Run(0, "apply", "-auto-approve", "-parallelism=1")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})
}

// The plan warns of an assignment that exists, but not of one in the state, which a
// replacement creates again.
func TestAccAssignment_exists(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	f.Assign(t, f.projects[0], f.runner)

	dir := f.terraform(t, f.maintainer)
	one := fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project   = %q\n}\n", f.runner, f.projects[0].PathWithNamespace)
	dir.Write("main.tf", one)

	id := fmt.Sprintf("%d:%d", f.runner, f.projects[0].ID)
	planned := dir.Run(0, "plan")
	acctest.Reported(t, planned, tfdiag.AssignmentExists)
	acctest.Contains(t, planned, fmt.Sprintf("id = %q", id))

	applied := dir.Run(1, "apply", "-auto-approve")
	acctest.Reported(t, applied, tfdiag.AssignRunner.Because(tfdiag.AlreadyAssigned))
	acctest.Contains(t, applied, fmt.Sprintf("id = %q", id))

	// The next step of the error.
	dir.Run(0, "import", "gitlabrunner_project_assignment.it", id)
	dir.Run(0, "apply", "-auto-approve")

	replace := "-replace=gitlabrunner_project_assignment.it"
	isReported := func(output string) bool { return acctest.Expect(tfdiag.AssignmentExists).MatchString(output) }

	acctest.Equal(t, "a replacement warns", isReported(dir.Run(2, "plan", "-detailed-exitcode", replace)), false)
	acctest.Equal(t, "a replacement without a refresh warns", isReported(dir.Run(2, "plan", "-detailed-exitcode", replace, "-refresh=false")), false)

	dir.Run(0, "taint", "gitlabrunner_project_assignment.it")
	acctest.Equal(t, "the plan of a tainted resource warns", isReported(dir.Run(2, "plan", "-detailed-exitcode")), false)
	acctest.Equal(t, "the apply of a tainted resource warns", isReported(dir.Run(0, "apply", "-auto-approve")), false)
}

// The official provider has the project first in its import IDs.
func TestAccAssignment_importIDReversed(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 3)
	f.Assign(t, f.projects[2], f.runner)

	dir := f.terraform(t, f.maintainer)
	dir.Write("main.tf", fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project   = \"%d\"\n}\n", f.runner, f.projects[2].ID))

	output := dir.Run(1, "import", "gitlabrunner_project_assignment.it", fmt.Sprintf("%d:%d", f.projects[2].ID, f.runner))
	right := fmt.Sprintf("%d:%d", f.runner, f.projects[2].ID)
	acctest.Reported(t, output, tfdiag.ImportIDReversed)
	acctest.Contains(t, output, right)
	dir.Run(0, "import", "gitlabrunner_project_assignment.it", right)
	dir.Run(0, "plan", "-detailed-exitcode")
}
