package gitlabapi

import (
	"context"
	"net/http"
)

// RegisterRunner is what a runner that is registered shall be. Which token it
// is decides the type of the runner and whose it is.
type RegisterRunner struct {
	// Token is a registration token, of the instance, a group or a project.
	Token string `json:"token"`
	NewSettings
}

// RegisterRunner makes a runner in the legacy way, without a user. It is sent
// once only: see [MayHaveActed] for what a failure can leave behind.
//
// See https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token.
func (c *Client) RegisterRunner(ctx context.Context, runner RegisterRunner) (CreatedRunner, error) {
	c.written.Store(true)

	var created CreatedRunner

	announce(ctx, runner.NewSettings, "a runner with a registration token")

	answer, err := c.send(ctx, &call{method: http.MethodPost, path: "runners", secret: runner.Token, anonymous: true}, runner, &created)
	created.CreatedAt = answer.at

	return created, err
}

// DeleteRunnerWithToken deletes the runner that the authentication token is of,
// without a user. The id is that of the runner it was made for. GitLab answers 403 to a token that is unknown or expired, see
// [IsRejected].
//
// See https://docs.gitlab.com/api/runners/#delete-a-runner-by-authentication-token.
func (c *Client) DeleteRunnerWithToken(ctx context.Context, id int64, token string) error {
	defer c.writes(id)()

	_, err := c.asRunner(ctx, http.MethodDelete, "runners", runnerToken{Token: token}, nil)

	return err
}

// ResetRegistrationToken has GitLab make a new registration token for the
// instance; the one before it is refused from that moment on. As the resets for
// a group and a project, it may be sent more than once: each success only
// replaces the token before.
//
// See https://docs.gitlab.com/api/runners/#reset-instances-runner-registration-token.
func (c *Client) ResetRegistrationToken(ctx context.Context) (string, error) {
	return c.resetRegistration(ctx, "runners")
}

// ResetGroupRegistrationToken has GitLab make a new registration token for a
// group, given by its id or its full path.
//
// See https://docs.gitlab.com/api/runners/#reset-groups-runner-registration-token.
func (c *Client) ResetGroupRegistrationToken(ctx context.Context, group string) (string, error) {
	return c.resetRegistration(ctx, groupPath(group)+"/runners")
}

// ResetProjectRegistrationToken has GitLab make a new registration token for a
// project, given by its id or its full path.
//
// See https://docs.gitlab.com/api/runners/#reset-projects-runner-registration-token.
func (c *Client) ResetProjectRegistrationToken(ctx context.Context, project string) (string, error) {
	return c.resetRegistration(ctx, projectPath(project)+"/runners")
}

type registrationToken struct {
	Token string `json:"token"`
}

func (r registrationToken) missing() string { return missingToken(r.Token) }

func (c *Client) resetRegistration(ctx context.Context, runners string) (string, error) {
	var made registrationToken

	_, err := c.repeat(ctx, runners+"/reset_registration_token", nil, &made)

	return made.Token, err
}
