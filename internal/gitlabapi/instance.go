package gitlabapi

import (
	"context"
	"net/http"
)

// User is who owns the access token.
type User struct {
	ID       int64  `json:"id"`
	Username string `json:"username"`
	// IsAdmin is only shown to administrators.
	IsAdmin bool `json:"is_admin"`
}

func (u User) missing() string { return missingID(u.ID) }

// CurrentUser asks GitLab who is calling. A token of a narrow scope is
// answered 403 with insufficient_scope, which proves that it is a live one.
//
// See https://docs.gitlab.com/api/users/#retrieve-the-current-user.
func (c *Client) CurrentUser(ctx context.Context) (User, error) {
	var user User

	_, err := c.do(ctx, http.MethodGet, "user", nil, &user)

	return user, err
}

// Version asks which version of GitLab this is, as "18.6.0-ee".
//
// See https://docs.gitlab.com/api/version/.
func (c *Client) Version(ctx context.Context) (string, error) {
	var found struct {
		Version string `json:"version"`
	}

	_, err := c.do(ctx, http.MethodGet, "version", nil, &found)

	return found.Version, err
}
