package gitlabsim

import (
	"slices"
	"time"
)

type accessTokenInput struct {
	UserID int64        `json:"user_id"`
	Name   string       `json:"name"`
	Grants []grantInput `json:"grants"`
}

type grantInput struct {
	Permissions []string `json:"permissions"`
	Boundary    string   `json:"boundary"`
	ID          int64    `json:"id"`
}

// simAccessToken makes a fine-grained token. GitLab makes them by its web pages
// and GraphQL alone.
func simAccessToken(s *Server, _ int64, input accessTokenInput) (reply, error) {
	if tooLong(&input.Name, maxName) || len(input.Grants) > maxGrants {
		return reply{}, badSim("a token has a name of %d characters and %d grants at most", maxName, maxGrants)
	}

	return s.simAdd(func(c *call) (reply, error) {
		u := c.users.get(input.UserID)

		switch {
		case u == nil:
			return reply{}, badSim("there is no user %d", input.UserID)
		case !c.release.has(fineGrainedTokens):
			return reply{}, badSim("GitLab %s has no fine-grained tokens: use one from 19.1 on", c.release)
		}

		expiresOn := c.now.Add(tokenLife).Truncate(24 * time.Hour)
		token := &accessToken{
			name: input.Name, user: u, scopes: []string{granular}, secret: newUserToken(), expiresOn: &expiresOn, createdAt: c.now,
		}

		for _, each := range input.Grants {
			grants, err := c.grants(each)
			if err != nil {
				return reply{}, err
			}

			token.grants = append(token.grants, grants...)
		}

		view := c.tokenView(c.addToken(token))
		view.Token = present(token.secret)

		return created(view)
	})
}

// grants are the permissions of one boundary.
func (c *call) grants(input grantInput) ([]grant, error) {
	within := boundary{kind: input.Boundary}

	switch input.Boundary {
	case ofGroup:
		within.group = c.groups.get(input.ID)
	case ofProject:
		within.project = c.projects.get(input.ID)
	case ofUser, ofInstance:
	default:
		return nil, badSim("boundary has to be %q, %q, %q or %q, not %q", ofUser, ofInstance, ofGroup, ofProject, input.Boundary)
	}

	if input.Boundary == ofGroup && within.group == nil || input.Boundary == ofProject && within.project == nil {
		return nil, badSim("there is no %s %d", input.Boundary, input.ID)
	}

	found := make([]grant, len(input.Permissions))

	for i, permission := range input.Permissions {
		if !slices.Contains(permissions, permission) {
			return nil, badSim("permissions accepts %v, not %q", permissions, permission)
		}

		found[i] = grant{permission, within}
	}

	return found, nil
}
