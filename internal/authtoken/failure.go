package authtoken

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// What GitLab asks for, see https://docs.gitlab.com/api/runners/.
const (
	needsRead = "Reading a runner needs the scope `manage_runner`, `read_api` or `api`, and: any user for an instance runner, " +
		"a Maintainer of the group or of a project in it for a group runner, a Maintainer of an assigned project for a project runner."
	needsReset = "Resetting a token needs the scope `manage_runner` or `api`, and: an administrator for an instance runner, " +
		"the Owner of the group for a group runner, a Maintainer of the owner project for a project runner."
	needsToken = "It needs a live token of the runner, and no access token."
)

func ofRunner(verb string, id int64, needs string) tfdiag.Operation {
	return tfdiag.Operation{
		Verb: verb, Noun: "authentication token", Needs: needs,
		Object: fmt.Sprintf("the authentication token of runner %d", id),
	}
}

// rotateFailed says, where the answer got lost, what became of the tokens.
func rotateFailed(id int64, byToken bool, err error) diag.Diagnostics {
	needs := needsReset
	if byToken {
		needs = needsToken
	}

	operation := ofRunner("rotate", id, needs)

	switch {
	case gitlabapi.Unanswered(err) && byToken:
		return operation.FailedAnd(err, "GitLab may have made a new token before its answer got lost; then the current one is refused by now, and cannot be exchanged once more. "+
			"Set use_runner_token = false, so that the next apply makes a token by the runner's id.")
	case gitlabapi.Unanswered(err):
		return operation.FailedAnd(err, "GitLab may have made a new token before its answer got lost; then the one before is refused by now. "+
			"The rotation is still due: the next apply creates another token, which replaces it.")
	case gitlabapi.IsTokenRefused(err) && byToken:
		return operation.FailedAnd(err, "GitLab does not know the current token, or it has expired: an expired token cannot be exchanged. "+
			"Set use_runner_token = false, so that the token is made by the runner's id.")
	default:
		return operation.Failed(err)
	}
}

const noCurrentToken = "current_token_wo_version changes, which adopts another token, but current_token_wo is not set."

// wrongToken says why a token that was handed over cannot be adopted.
func wrongToken(diags *diag.Diagnostics, detail string) {
	diags.AddAttributeError(path.Root("current_token_wo"), "Token cannot be adopted", detail)
}
