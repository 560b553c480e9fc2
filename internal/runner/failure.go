package runner

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// What GitLab asks for, see https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user.
const needsCreate = "Creating a runner needs the scope `create_runner` or `api`, and: an administrator for an instance runner, " +
	"the Owner of the group for a group runner, a Maintainer of the project for a project runner. " +
	"On an instance with admin mode an administrator's token needs the scope `admin_mode` as well."

// createFailed names what the runner would have belonged to.
func createFailed(plan resourceModel, err error) diag.Diagnostics {
	operation := tfdiag.Operation{Verb: "create", Noun: "runner", Needs: needsCreate}

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
