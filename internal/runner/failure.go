package runner

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// createFailed names what the runner would have belonged to.
func createFailed(plan resourceModel, err error) diag.Diagnostics {
	operation := tfdiag.Operation{Verb: "create", Noun: "runner", Needs: tfdiag.NeedsCreate}

	switch {
	case !plan.GroupID.IsNull():
		operation.Object = fmt.Sprintf("a runner of group %d", plan.GroupID.ValueInt64())
	case !plan.ProjectID.IsNull():
		operation.Object = fmt.Sprintf("a runner of project %d", plan.ProjectID.ValueInt64())
	default:
		operation.Object = "an instance runner"
	}

	return plan.NotMade(operation, err, "")
}
