package runner

import (
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func createFailed(data *providerdata.Data, plan resourceModel, err error) diag.Diagnostics {
	return data.Failed(creating(plan), err)
}

// creating is the call that creates the runner. It names the owner.
func creating(plan resourceModel) tfdiag.Call {
	call := tfdiag.Call{
		Operation: tfdiag.CreateRunner, Object: "an instance runner", Created: true, RunnerType: plan.RunnerType.ValueString(),
		Values: tfdiag.Values{"description": strconv.Quote(plan.Description.ValueString()), "paused": plan.Paused.ValueBool(), "all": ""},
	}

	// Only the list of all runners has instance runners.
	if call.RunnerType == gitlabapi.InstanceType {
		call.Values["all"] = "\n    all = true"
	}

	switch {
	case !plan.GroupID.IsNull():
		call.Object = fmt.Sprintf("a group runner in group %d", plan.GroupID.ValueInt64())
	case !plan.ProjectID.IsNull():
		call.Object = fmt.Sprintf("a project runner in project %d", plan.ProjectID.ValueInt64())
	}

	return call
}
