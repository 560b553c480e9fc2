package assignment_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A Maintainer loses the membership in a project, and removes the
// assignment.
func TestAccAssignment_destroyHiddenProject(t *testing.T) {
	t.Parallel()

	h := newHidden(t)
	dir := h.terraform(t, h.token)
	dir.Write("main.tf", fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project   = %q\n}\n", h.runner, h.other.PathWithNamespace))
	dir.Run(0, "apply", "-auto-approve")
	h.hide(t)

	output := dir.Run(1, "destroy", "-auto-approve")
	acctest.Reported(t, output, tfdiag.UnassignRunner.Because(tfdiag.Unproven))
	acctest.Contains(t, output, h.other.PathWithNamespace)
	acctest.Contains(t, dir.Output("state", "list"), "gitlabrunner_project_assignment.it")
	acctest.Equal(t, "the projects in GitLab", h.ids(t), []int64{h.owner.ID, h.other.ID})

	// The next step of the error.
	dir.Run(0, "state", "rm", "gitlabrunner_project_assignment.it")
	acctest.Contains(t, dir.Run(0, "destroy", "-auto-approve"), "0 destroyed")
}
