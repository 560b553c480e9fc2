package gitlabapi

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
)

// TokenValid reports whether GitLab accepts a runner's token, without a trace:
// it deletes a runner manager that cannot exist. GitLab authenticates the token
// first, so it answers 404 to a valid one and changes nothing. Up to about 18.1
// the request counts as a contact of the runner, in newer versions of nothing.
//
// The token is invalid only if GitLab refuses it, see [IsTokenRefused], and refuses
// it again in a verification, which leaves no trace of a refused token either.
// Read-only instances and gateways answer 403 as well, so every other answer is
// an error that says nothing about the token.
//
// Source: lib/api/ci/runner.rb, lib/api/ci/helpers/runner.rb.
func (c *Client) TokenValid(ctx context.Context, token string) (bool, error) {
	err := c.DeleteRunnerManager(ctx, token, OwnSystemID+"-"+rand.Text())

	switch {
	case err == nil, IsGone(err):
		return true, nil
	case !IsTokenRefused(err):
		return false, err
	}

	_, verifyErr := c.VerifyToken(ctx, token, OwnSystemID)

	switch {
	case verifyErr == nil:
		// Only the first request was refused, and not by the token.
		_ = c.DeleteRunnerManager(ctx, token, OwnSystemID)

		return false, err
	case IsTokenRefused(verifyErr):
		return false, nil
	default:
		return false, verifyErr
	}
}

// IsTokenRefused reports whether the answer is exactly GitLab's refusal of a
// runner's token that is unknown, replaced or expired. It is the one decision
// that rests on the text of an answer: maintenance mode, and gateways in front
// of GitLab, refuse requests with 403 and other bodies.
func IsTokenRefused(err error) bool {
	return HasStatus(err, http.StatusForbidden) && ErrorOf(err).plainForbidden
}

// isPlainForbidden reports whether a body is GitLab's refusal without a reason.
func isPlainForbidden(body []byte) bool {
	var members map[string]string

	return json.Unmarshal(body, &members) == nil && len(members) == 1 && members["message"] == "403 Forbidden"
}
