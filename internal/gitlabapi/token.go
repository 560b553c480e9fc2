package gitlabapi

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// IssuedToken is a new runner authentication token. GitLab refuses the previous
// one from then on.
type IssuedToken struct {
	Token          string     `json:"token"`
	TokenExpiresAt *time.Time `json:"token_expires_at"`

	// IssuedAt is GitLab's time when it answered.
	IssuedAt time.Time `json:"-"`
}

func (i IssuedToken) missing() string { return missingToken(i.Token) }

// ResetAuthenticationToken resets the token of a runner, which keeps its id, its
// assignments and its history. It may be sent more than once: each success only
// replaces the previous token.
//
// See https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id.
func (c *Client) ResetAuthenticationToken(ctx context.Context, id int64) (IssuedToken, error) {
	defer c.writes(id)()

	var issued IssuedToken

	answer, err := c.postAgain(ctx, runnerPath(id)+"/reset_authentication_token", nil, &issued)
	issued.IssuedAt = answer.at

	return issued, err
}

// OwnSystemID is the system id of the provider in requests with a runner's token,
// which tells it from the machines of the runner.
const OwnSystemID = "terraform-provider-gitlabrunner"

// ResetWithToken resets the token of a runner with the current token instead of an
// access token. It is sent once: if the answer is lost, the current token may be
// invalid already, and GitLab would refuse a second request. It counts as a
// contact of the manager [OwnSystemID].
//
// See https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-current-token.
func (c *Client) ResetWithToken(ctx context.Context, id int64, current string) (IssuedToken, error) {
	defer c.writes(id)()

	var issued IssuedToken

	answer, err := c.asRunner(ctx, http.MethodPost, "runners/reset_authentication_token", runnerToken{Token: current, SystemID: OwnSystemID}, &issued)
	issued.IssuedAt = answer.at

	return issued, err
}

// verifyPath is where a runner's token is verified.
const verifyPath = "runners/verify"

// VerifiedToken is the answer to a verification.
type VerifiedToken struct {
	ID             int64      `json:"id"`
	TokenExpiresAt *time.Time `json:"token_expires_at"`
}

func (v VerifiedToken) missing() string { return missingID(v.ID) }

// VerifyToken verifies a runner's token. GitLab answers 403 to a token that is
// unknown or expired, see [IsRejected]. It counts as a contact of the runner
// manager systemID, which GitLab creates if it does not exist.
//
// See https://docs.gitlab.com/api/runners/#verify-authentication-for-a-registered-runner.
func (c *Client) VerifyToken(ctx context.Context, token, systemID string) (VerifiedToken, error) {
	var verified VerifiedToken

	_, err := c.asRunner(ctx, http.MethodPost, verifyPath, runnerToken{Token: token, SystemID: systemID}, &verified)

	return verified, err
}

// DeleteRunnerManager deletes a manager of the runner that the token belongs to.
// The runner stays.
//
// See https://docs.gitlab.com/api/runners/#delete-a-runner.
func (c *Client) DeleteRunnerManager(ctx context.Context, token, systemID string) error {
	_, err := c.asRunner(ctx, http.MethodDelete, "runners/managers", runnerToken{Token: token, SystemID: systemID}, nil)

	return err
}

// IsRejected reports whether GitLab itself refused a runner's token with 403: it is
// unknown, replaced or expired.
func IsRejected(err error) bool {
	return HasStatus(err, http.StatusForbidden) && ErrorOf(err).HasMessage
}

// runnerToken is the body of a request that a runner authenticates itself.
type runnerToken struct {
	Token    string `json:"token"`
	SystemID string `json:"system_id,omitempty"`
}

// asRunner sends a request that the runner token in its body authenticates, without
// access token. A verify is idempotent; the others are by their method.
func (c *Client) asRunner(ctx context.Context, method, path string, body runnerToken, out any) (answer, error) {
	request := &call{method: method, path: path, secret: body.Token, anonymous: true, idempotent: isIdempotent(method) || path == verifyPath}

	// The official client puts the options of a DELETE into the query, which must
	// not contain a token.
	if method == http.MethodDelete {
		return c.send(ctx, request, nil, out, withJSON(body))
	}

	return c.send(ctx, request, body, out)
}

func withJSON(body any) gitlab.RequestOptionFunc {
	return func(request *retryablehttp.Request) error {
		encoded, err := json.Marshal(body)
		if err != nil {
			return err
		}

		request.Header.Set("Content-Type", "application/json")

		return request.SetBody(encoded)
	}
}
