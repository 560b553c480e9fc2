package gitlabapi

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"github.com/hashicorp/go-retryablehttp"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// MintedToken is a runner authentication token that GitLab has just made. The
// one before it is refused from that moment on.
type MintedToken struct {
	Token          string     `json:"token"`
	TokenExpiresAt *time.Time `json:"token_expires_at"`

	// MintedAt is GitLab's time when it answered.
	MintedAt time.Time `json:"-"`
}

func (m MintedToken) missing() string { return missingToken(m.Token) }

// ResetAuthenticationToken has GitLab make a new token for a runner, which
// keeps its id, its assignments and its history. It may be sent more than once:
// each success only replaces the token before.
//
// See https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-runner-id.
func (c *Client) ResetAuthenticationToken(ctx context.Context, id int64) (MintedToken, error) {
	defer c.writes(id)()

	var minted MintedToken

	answer, err := c.repeat(ctx, runnerPath(id)+"/reset_authentication_token", nil, &minted)
	minted.MintedAt = answer.at

	return minted, err
}

// OwnSystemID is how the provider introduces itself where it shows a runner's
// token, so that it is not taken for one of the runner's machines.
const OwnSystemID = "terraform-provider-gitlabrunner"

// ResetWithToken has GitLab make a new token for a runner in exchange for the
// current one, without a user. It is sent once: when the answer is lost, the current token
// may be dead already, and a second request would be refused. It counts as a
// contact of the manager [OwnSystemID].
//
// See https://docs.gitlab.com/api/runners/#reset-runners-authentication-token-by-using-the-current-token.
func (c *Client) ResetWithToken(ctx context.Context, id int64, current string) (MintedToken, error) {
	defer c.writes(id)()

	var minted MintedToken

	answer, err := c.asRunner(ctx, http.MethodPost, "runners/reset_authentication_token", runnerToken{Token: current, SystemID: OwnSystemID}, &minted)
	minted.MintedAt = answer.at

	return minted, err
}

// VerifiedToken is what GitLab tells to who shows a runner's token.
type VerifiedToken struct {
	ID             int64      `json:"id"`
	TokenExpiresAt *time.Time `json:"token_expires_at"`
}

func (v VerifiedToken) missing() string { return missingID(v.ID) }

// VerifyToken shows a runner's token to GitLab. GitLab answers 403 to a token
// that is unknown or expired, see [IsRejected]. It counts as a contact of the
// runner manager systemID, which is made if it does not exist. It changes nothing
// that is remembered of the runner.
//
// See https://docs.gitlab.com/api/runners/#verify-authentication-for-a-registered-runner.
func (c *Client) VerifyToken(ctx context.Context, token, systemID string) (VerifiedToken, error) {
	var verified VerifiedToken

	_, err := c.asRunner(ctx, http.MethodPost, "runners/verify", runnerToken{Token: token, SystemID: systemID}, &verified)

	return verified, err
}

// DeleteRunnerManager deletes one machine of the runner that the token is of;
// the runner stays.
//
// See https://docs.gitlab.com/api/runners/#delete-a-runner.
func (c *Client) DeleteRunnerManager(ctx context.Context, token, systemID string) error {
	_, err := c.asRunner(ctx, http.MethodDelete, "runners/managers", runnerToken{Token: token, SystemID: systemID}, nil)

	return err
}

// IsRejected reports whether GitLab itself refused a token with 403, as it
// does with one that is unknown, replaced or expired.
func IsRejected(err error) bool {
	return HasStatus(err, http.StatusForbidden) && hasMessage(err)
}

// runnerToken is the body of a request that a runner makes for itself.
type runnerToken struct {
	Token    string `json:"token"`
	SystemID string `json:"system_id,omitempty"`
}

// asRunner sends a request that a runner token in its body pays for, and no
// access token. A verify may be repeated, the rest by its method.
func (c *Client) asRunner(ctx context.Context, method, path string, body runnerToken, out any) (answer, error) {
	request := &call{method: method, path: path, secret: body.Token, anonymous: true, repeatable: idempotent(method) || path == "runners/verify"}

	// The official client puts what is given to a DELETE into the query, where
	// a token has no place.
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
