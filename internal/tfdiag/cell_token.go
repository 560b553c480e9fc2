package tfdiag

import (
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The causes that only requests with a token of a runner have.
const (
	RunnerTokenRefused Cause = "runner-token-refused"
	RunnerOrphaned     Cause = "runner-orphaned"
)

// runnerTokenCells are for requests with a token of the runner, and without an
// access token. GitLab refuses an invalid token in exactly one form.
var runnerTokenCells = []cell{
	{
		cause: RunnerTokenRefused, when: gitlabapi.IsTokenRefused,
		advice: "GitLab does not accept the token of the runner: the token is unknown to this instance, was replaced, or has expired. Use the current token of the runner.",
	},
	{
		cause: RunnerOrphaned, says: "Runner is orphaned",
		advice: "The group or project that owned the runner was deleted, and this version of GitLab refuses its token. Create a new runner.",
	},
	{
		cause: Forbidden, status: http.StatusForbidden, when: isOther,
		advice: "GitLab refuses an invalid token with other words, so this answer is not about the token. If a proxy or a gateway gave it, have it pass the request.",
	},
}

// isOther holds for a 403 with a message that is not about being read-only.
func isOther(err error) bool {
	return hasMessage(err) && !readOnlyCell.serves(err)
}
