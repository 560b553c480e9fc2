package tfdiag

import (
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The causes that only requests with a token of a runner have.
const (
	RunnerTokenRefused Cause = "runner-token-refused"
	RunnerOrphaned     Cause = "runner-orphaned"
	ManagerNotFound    Cause = "manager-not-found"
)

// runnerTokenCells are for requests with a token of the runner, and without an
// access token. GitLab refuses an invalid token in exactly one form.
var runnerTokenCells = []cell{
	{
		cause: RunnerTokenRefused, when: gitlabapi.IsTokenRefused,
		advice: tokenUnaccepted + "Use the current token of the runner.",
	},
	{
		cause: RunnerOrphaned, says: "Runner is orphaned",
		advice: "The group or project that owned the runner was deleted, and this version of GitLab refuses the token of such a runner. Create a new runner. To remove this one, delete it by its ID with the access token of an administrator.",
	},
}

// orphanToRemoveCell is for an operation that removes something of such a runner.
var orphanToRemoveCell = cell{
	cause: RunnerOrphaned, says: "Runner is orphaned",
	advice: "The group or project that owned the runner was deleted, and this version of GitLab refuses the token of such a runner. Delete the runner by its ID with the access token of an administrator.",
}

// managerCells are for DELETE /runners/managers with a system ID.
var managerCells = append([]cell{orphanToRemoveCell, {
	cause: ManagerNotFound, status: http.StatusNotFound, when: hasMessage,
	advice: "The runner has no runner manager with this system ID. If the runner manager was deleted before, nothing is left to do. Otherwise set `system_id` to the text in the file `.runner_system_id` on the machine of the runner manager.",
}}, runnerTokenCells[:1]...)

// adoptCells are for POST /runners/verify with the value of current_token_wo.
var adoptCells = append([]cell{
	{
		cause: RunnerTokenRefused, when: gitlabapi.IsTokenRefused, attribute: "current_token_wo",
		advice: "GitLab does not accept `{attribute}`: the token is unknown to this instance, was replaced, or has expired. " +
			"Pass the current token of runner {runner}, or set `reset_on_create = true` to create a new token.",
	},
}, runnerTokenCells[1:]...)

// unregisterCells are for DELETE /runners.
var unregisterCells = []cell{
	{
		cause: Lost, when: gitlabapi.MayHaveActed,
		advice: "GitLab may have deleted the runner before its response was lost. Run again. If GitLab then does not accept the token, check in GitLab that the runner is gone.",
	},
	{cause: RunnerTokenRefused, when: gitlabapi.IsTokenRefused, advice: tokenUnaccepted + ifUnregistered},
	orphanToRemoveCell,
}

const (
	tokenUnaccepted = "GitLab does not accept the token of the runner: the token is unknown to this instance, was replaced, or has expired. "
	ifUnregistered  = "If the runner was unregistered before, nothing is left to do. Otherwise use the current token of the runner, or delete the runner by its ID."
)

// isOther holds for a 403 with a message that is not about being read-only.
func isOther(err error) bool {
	return hasMessage(err) && !readOnlyCell.serves(err)
}

// The causes that only resets and registrations have.
const (
	RotationDeadlinePassed   Cause = "rotation-deadline-passed"
	TokenNotSaved            Cause = "token-not-saved"
	RegistrationTokenRefused Cause = "registration-token-refused"
	RegistrationDisabled     Cause = "registration-disabled"
	RegistrationRemoved      Cause = "registration-removed"
	ResetRefused             Cause = "reset-refused"
)

var (
	// deadlineCell is for a reset after token_rotation_deadline, a setting of
	// Premium, see ee/app/services/ee/ci/runners/reset_authentication_token_service.rb.
	deadlineCell = cell{
		cause: RotationDeadlinePassed, status: http.StatusForbidden, says: "rotation deadline",
		advice: "The runner was created with a deadline for the rotation of its token, and the deadline has passed. GitLab creates no new token for this runner. Create a new runner.",
	}
	notSavedCell = cell{
		cause: TokenNotSaved, status: http.StatusUnprocessableEntity,
		advice: "GitLab could not save the new token. Correct the setting of the runner that the response names, and run again.",
	}
)

// rotateCells are for POST /runners/:id/reset_authentication_token.
var rotateCells = []cell{
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: "GitLab may have created a new token. If it has, the previous one is no longer valid. The rotation is still due. Apply again: the next token replaces both."},
	{cause: RunnerNotFound, status: http.StatusNotFound, when: isRunnerNotFound, advice: "The runner does not exist. If it was deleted after the plan was made, plan and apply again. Otherwise use the ID of a runner in GitLab: the number after the `#` on its page, such as `42`."},
	deadlineCell, notSavedCell,
}

// revokeCells are for the same request, whose new token is discarded.
var revokeCells = []cell{
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: "GitLab may have revoked the token, or it may still be valid. Run the action again: it does no harm to revoke a token twice."},
	{cause: RunnerNotFound, status: http.StatusNotFound, when: isRunnerNotFound, advice: "The runner does not exist. If it was deleted, its token is already invalid, and nothing is left to do. " +
		"Otherwise set `runner_id` to the ID of a runner in GitLab."},
	{
		cause: RotationDeadlinePassed, status: http.StatusForbidden, says: "rotation deadline",
		advice: "GitLab revokes a token by replacing it, and creates no new token for this runner, because its deadline for the rotation has passed. The token is still valid. To invalidate it, delete the runner.",
	},
	{
		cause: TokenNotSaved, status: http.StatusUnprocessableEntity,
		advice: "GitLab revokes a token by replacing it, and could not save the replacement. Correct the setting of the runner that the response names, and run the action again.",
	},
}

// exchangeCells are for POST /runners/reset_authentication_token, which takes the
// current token.
var exchangeCells = []cell{
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: "GitLab may have created a new token. If it has, the current one is no longer valid, and cannot be exchanged. Set `use_runner_token = false`, so that the next apply requests a new token with the access token."},
	{cause: RunnerTokenRefused, status: http.StatusForbidden, when: gitlabapi.IsTokenRefused, advice: "GitLab does not accept the token to be exchanged: it was replaced, or it has expired. " +
		"Adopt the current token with `current_token_wo` and another `current_token_wo_version`" + createByID},
	deadlineCell, notSavedCell,
}

const preferRunner = "GitLab has deprecated registration tokens: if you can, create runners with `gitlabrunner_runner` instead."

// registerCells are for POST /runners, of lib/api/ci/runner.rb.
var registerCells = []cell{
	// The type of the runner, which the registration token decides, is not known.
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: findLost + "\n  }\n\n(For an instance runner, add `all = true`.) " + importLost},
	{cause: RegistrationTokenRefused, ofOwner: true, status: http.StatusForbidden, says: "invalid token", advice: "GitLab does not accept the registration token: it is unknown to this instance, it was reset, or the instance does not allow the registration of runners of this type. " +
		"Use the current registration token, or have an administrator allow this type of runner (`valid_runner_registrars`). " + preferRunner},
	{cause: RegistrationDisabled, ofOwner: true, status: http.StatusGone, advice: "The registration of runners is disabled for this instance or this group. " +
		"An administrator can enable it (`allow_runner_registration_token`). " + preferRunner},
	{cause: RegistrationRemoved, ofOwner: true, status: http.StatusNotFound, when: gitlabapi.IsUnknownEndpoint, advice: "GitLab has no such endpoint. From version 20.0 on, GitLab may no longer register runners. " +
		"Create the runner with `gitlabrunner_runner`. On an older version, check `base_url`."},
	{cause: RunnerLimit, ofOwner: true, status: http.StatusBadRequest, says: "Maximum number of ci registered", advice: "The group or project has reached the maximum number of runners of its GitLab subscription plan. " + recentRunnersCount},
}

// resetRegistrationCells are for POST …/reset_registration_token.
var resetRegistrationCells = []cell{
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: "GitLab may have created a new registration token. If it has, the old one is no longer valid. Apply again: the next token replaces both."},
	{cause: ResetRefused, status: http.StatusForbidden, when: isOther, advice: "Registration tokens are disabled for this instance, group or project (`allow_runner_registration_token`), or the user of the access token has no permission: the response is the same for both. " +
		"{doing} requires {token}. " + preferRunner},
	{cause: RegistrationRemoved, status: http.StatusNotFound, when: gitlabapi.IsUnknownEndpoint, advice: "GitLab has no such endpoint. From version 20.0 on, GitLab may no longer have registration tokens. " +
		"Create runners with `gitlabrunner_runner`. On an older version, check `base_url`."},
	{cause: GroupNotFound, status: http.StatusNotFound, says: "Group", attribute: "group", advice: "The group does not exist, or the user of the access token cannot see it: the response is the same for both. " +
		"Check `group`. {doing} requires {token}."},
	{cause: ProjectNotFound, status: http.StatusNotFound, says: "Project", attribute: "project", advice: "The project does not exist, or the user of the access token cannot see it: the response is the same for both. " +
		"Check `project`. {doing} requires {token}."},
}
