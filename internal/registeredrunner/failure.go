package registeredrunner

import (
	"errors"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// needsReset is what a reset takes, see
// https://docs.gitlab.com/api/runners/#reset-instances-runner-registration-token.
const needsReset = "Resetting a registration token needs the scope `api`, and: an administrator for the instance, " +
	"the Owner of the group, a Maintainer of the project. " +
	"On an instance with admin mode an administrator's token needs the scope `admin_mode` as well."

// registerFailed explains a refusal by its status: GitLab's words say little.
func registerFailed(plan runnerModel, err error) diag.Diagnostics {
	operation := tfdiag.Operation{Verb: "register", Noun: "runner", Object: "a runner with a registration token"}

	var next string

	switch {
	case gitlabapi.IsRejected(err):
		next = "GitLab does not know this registration token, which becomes invalid when it is reset; " +
			"or the kind of runner that it stands for may not be registered there (the setting valid_runner_registrars of the instance). " + newFlow
	case gitlabapi.HasStatus(err, http.StatusGone):
		next = "Registering runners is switched off, for this GitLab or for this group. For the time being an administrator can allow it again " +
			"(the setting allow_runner_registration_token). " + newFlow
	case isRemoved(err):
		next = "If this GitLab is 20.0 or newer, it may have no registration of runners any more. " + newFlow
	}

	return plan.NotMade(operation, err, next)
}

// resetFailed says, where the answer got lost, that the old token may be dead
// already. GitLab answers a missing role and a switched off flow alike.
func resetFailed(plan tokenModel, err error) diag.Diagnostics {
	operation := tfdiag.Operation{Verb: "reset", Noun: "registration token", Object: "the registration token of " + plan.owner(), Needs: needsReset}

	var next string

	switch {
	case gitlabapi.IsRejected(err):
		next = "Either registration tokens are switched off there (the setting allow_runner_registration_token), " +
			"or the owner of the access token may not reset this one: GitLab answers both alike. " + newFlow
	case gitlabapi.HasStatus(err, http.StatusMethodNotAllowed):
		next = "If the project was renamed or transferred, name it by its id or by its new path: GitLab changes nothing under an old path."
	case isRemoved(err):
		next = "If this GitLab is 20.0 or newer, it may have no registration tokens any more. " + newFlow
	case gitlabapi.Unanswered(err):
		next = "GitLab may have made a new registration token before its answer got lost; then the old one is refused by now. " +
			"The next apply creates another one, which replaces it."
	}

	return operation.FailedAnd(err, next)
}

// isRemoved reports whether GitLab itself does not know the address.
func isRemoved(err error) bool {
	var failure *gitlabapi.Error

	return errors.As(err, &failure) && failure.Status == http.StatusNotFound && !failure.HasMessage && failure.Err == nil
}
