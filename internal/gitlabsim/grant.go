package gitlabsim

import "strings"

// Fine-grained personal access tokens have permissions, each within a boundary,
// instead of scopes.
// https://docs.gitlab.com/auth/tokens/fine_grained_access_tokens/
// Source: lib/api/ci/runners.rb, lib/api/user_runners.rb, config/authz/permissions/runner.

// granular is the scope that such a token shows.
const granular = "granular"

// Permissions that endpoints ask for.
// Unverified: permissions beyond runners. They are named after their resource.
const (
	permitCreateRunner   = "create_runner"
	permitReadRunner     = "read_runner"
	permitUpdateRunner   = "update_runner"
	permitDeleteRunner   = "delete_runner"
	permitAssignRunner   = "assign_runner"
	permitUnassignRunner = "unassign_runner"
	permitResetRunner    = "reset_runner_registration_token"
	permitReadUser       = "read_user"
	permitReadProject    = "read_project"
	permitReadGroup      = "read_group"
	permitReadMetadata   = "read_metadata"
)

var permissions = []string{
	permitCreateRunner, permitReadRunner, permitUpdateRunner, permitDeleteRunner, permitAssignRunner,
	permitUnassignRunner, permitResetRunner, permitReadUser, permitReadProject, permitReadGroup, permitReadMetadata,
}

// Kinds of boundaries.
const (
	ofUser     = "user"
	ofInstance = "instance"
	ofGroup    = "group"
	ofProject  = "project"
)

// boundary is a part of GitLab that a permission is held for.
type boundary struct {
	kind    string
	group   *group
	project *project
}

// covers says whether a permission for b holds for what is inside other.
func (b boundary) covers(other boundary) bool {
	switch {
	case b.kind == ofGroup && other.kind == ofGroup:
		return other.group.within(b.group)
	case b.kind == ofGroup && other.kind == ofProject:
		return other.project.within(b.group)
	default:
		return b == other
	}
}

// grant is a permission of a token.
type grant struct {
	permission string
	boundary
}

// need is the permission that an endpoint asks of a fine-grained token. Of finds
// the boundary, and says false where the handler answers that there is none.
type need struct {
	permission string
	of         func(*call) (boundary, bool)
}

// permitted checks a fine-grained token.
// Unverified: fine-grained tokens without an object. The answer is that of any
// other token.
func (c *call) permitted() error {
	if c.route.needs.of == nil {
		return errGranular("", ofInstance)
	}

	wanted, found := c.route.needs.of(c)
	if !found {
		return nil
	}

	for _, g := range c.principal.token.grants {
		if g.permission == c.route.needs.permission && g.covers(wanted) {
			return nil
		}
	}

	return errGranular(c.route.needs.permission, wanted.kind)
}

// errGranular: a fine-grained token without the permission.
// Unverified: sentence about permissions. It names the permission and the kind
// of the boundary.
func errGranular(permission, kind string) error {
	text := "Access denied: This operation does not support fine-grained personal access tokens."

	if permission != "" {
		action, resource, _ := strings.Cut(permission, "_")
		text = "Access denied: This operation requires a fine-grained personal access token with the following " + kind +
			" permissions: [" + title(resource) + ": " + title(action) + "]."
	}

	return &apiError{status: 403, body: tokenError{Error: "insufficient_granular_scope", Description: text}}
}

// title is a name as GitLab shows it: Runner registration token.
func title(name string) string {
	return strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "_", " ")
}

func userBoundary(*call) (boundary, bool) { return boundary{kind: ofUser}, true }

func instanceBoundary(*call) (boundary, bool) { return boundary{kind: ofInstance}, true }

func groupBoundary(c *call) (boundary, bool) {
	g, err := c.group()

	return boundary{kind: ofGroup, group: g}, err == nil
}

func projectBoundary(c *call) (boundary, bool) {
	p, err := c.project()

	return boundary{kind: ofProject, project: p}, err == nil
}

// runnerBoundary is the instance for its runners, else the group or the owner project.
func runnerBoundary(c *call) (boundary, bool) {
	id, valid := parseInteger(c.values["id"])
	r := c.runners.get(id)

	switch {
	case !valid || r == nil || r.orphaned():
		return boundary{}, false
	case r.kind == instanceType:
		return boundary{kind: ofInstance}, true
	case r.kind == groupType:
		return boundary{kind: ofGroup, group: r.group}, true
	default:
		return boundary{kind: ofProject, project: r.assignments[0].project}, true
	}
}
