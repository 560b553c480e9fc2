package registeredrunner

import (
	"crypto/sha256"
	"fmt"
	"strconv"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// registering is the call that registers the runner. An error may have to
// describe the runner: GitLab can have created it although its answer is lost.
func (m runnerModel) registering(registrationToken string) tfdiag.Call {
	return tfdiag.Call{
		Operation: tfdiag.RegisterRunner, Object: "a runner with a registration token", Created: true, Owner: fmt.Sprintf("%x", sha256.Sum256([]byte(registrationToken))),
		Values: tfdiag.Values{"description": strconv.Quote(m.Description.ValueString()), "paused": m.Paused.ValueBool()},
	}
}

// resetting is the call that resets the registration token. The role that it
// requires is that for the runners of the owner.
func (m tokenModel) resetting() tfdiag.Call {
	call := tfdiag.Call{
		Operation: tfdiag.ResetRegistrationToken, Object: "the registration token of " + m.owner(), RunnerType: gitlabapi.InstanceType,
	}

	switch {
	case !m.Group.IsNull():
		call.RunnerType = gitlabapi.GroupType
	case !m.Project.IsNull():
		call.RunnerType = gitlabapi.ProjectType
	}

	return call
}
