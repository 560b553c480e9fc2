package gitlabapi

import (
	"context"
	"net/http"
)

// RegisterRunner is a runner to be registered. The token decides its type and
// owner.
type RegisterRunner struct {
	// Token is a registration token, of the instance, a group or a project.
	Token string `json:"token"`
	NewSettings
	// Info describes the machine. GitLab stores only its name.
	Info *RegistrationInfo `json:"info,omitempty"`
}

// RegistrationInfo describes the machine that registers a runner.
type RegistrationInfo struct {
	Name         string `json:"name,omitempty"`
	Version      string `json:"version,omitempty"`
	Revision     string `json:"revision,omitempty"`
	Platform     string `json:"platform,omitempty"`
	Architecture string `json:"architecture,omitempty"`
}

// RegisterRunner creates a runner with a registration token instead of an access
// token. It is sent once: see [MayHaveActed] for what a failure can leave behind.
//
// See https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token.
func (c *Client) RegisterRunner(ctx context.Context, runner RegisterRunner) (CreatedRunner, error) {
	c.written.Store(true)

	var created CreatedRunner

	logCreation(ctx, runner.NewSettings, "a runner with a registration token")

	answer, err := c.send(ctx, &call{method: http.MethodPost, path: "runners", secret: runner.Token, anonymous: true}, runner, &created)
	created.IssuedAt = answer.at

	return created, err
}

// DeleteRunnerWithToken deletes the runner of an authentication token without an
// access token. The id is that of the runner. GitLab answers 403 to a token that
// is unknown or expired, see [IsRejected].
//
// See https://docs.gitlab.com/api/runners/#delete-a-runner-by-authentication-token.
func (c *Client) DeleteRunnerWithToken(ctx context.Context, id int64, token string) error {
	defer c.writes(id)()

	_, err := c.asRunner(ctx, http.MethodDelete, "runners", runnerToken{Token: token}, nil)

	return err
}

// UnregisterRunner deletes the runner that the authentication token belongs to,
// whose ID is not known. It is [Client.DeleteRunnerWithToken] without the ID, and
// forgets the details of all runners.
func (c *Client) UnregisterRunner(ctx context.Context, token string) error {
	c.written.Store(true)
	c.runners.forgetAll()
	defer c.runners.forgetAll()

	_, err := c.asRunner(ctx, http.MethodDelete, "runners", runnerToken{Token: token}, nil)

	return err
}

// ResetRegistrationToken resets the registration token of the instance: GitLab
// returns a new one, and refuses the previous one from then on. Like the resets
// for groups and projects, it may be sent more than once: each success only
// replaces the previous token.
//
// See https://docs.gitlab.com/api/runners/#reset-instances-runner-registration-token.
func (c *Client) ResetRegistrationToken(ctx context.Context) (string, error) {
	return c.resetRegistration(ctx, "runners")
}

// ResetGroupRegistrationToken resets the registration token of a group, given by
// its id or its full path.
//
// See https://docs.gitlab.com/api/runners/#reset-groups-runner-registration-token.
func (c *Client) ResetGroupRegistrationToken(ctx context.Context, group string) (string, error) {
	return c.resetRegistration(ctx, groupPath(group)+"/runners")
}

// ResetProjectRegistrationToken resets the registration token of a project, given
// by its id or its full path.
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
	var reset registrationToken

	_, err := c.postAgain(ctx, runners+"/reset_registration_token", nil, &reset)

	return reset.Token, err
}
