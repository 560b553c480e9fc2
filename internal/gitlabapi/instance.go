package gitlabapi

import "context"

// User is the user of the access token.
type User struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	// IsAdmin is only sent to administrators.
	IsAdmin bool `json:"is_admin"`
}

func (u User) missing() string { return missingID(u.ID) }

// CurrentUser reads the user of the access token. GitLab answers 403 with
// insufficient_scope to a token of a narrow scope, which proves that it is valid.
//
// See https://docs.gitlab.com/api/users/#retrieve-the-current-user.
func (c *Client) CurrentUser(ctx context.Context) (User, error) {
	return get[User](ctx, c, "user")
}

// Version reads the version of GitLab, as "18.6.0-ee".
//
// See https://docs.gitlab.com/api/version/.
func (c *Client) Version(ctx context.Context) (string, error) {
	found, err := get[struct{ Version string }](ctx, c, "version")

	return found.Version, err
}
