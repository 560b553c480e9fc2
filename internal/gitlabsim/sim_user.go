package gitlabsim

// adminCICD is the permission of a custom administrator role that reaches runners.
const adminCICD = "read_admin_cicd"

type userInput struct {
	AdminPermissions []string `json:"admin_permissions"`
}

// simUser gives a user a custom administrator role with these permissions, or
// takes it away. GitLab does so by GraphQL alone.
func simUser(s *Server, id int64, input userInput) (reply, error) {
	for _, permission := range input.AdminPermissions {
		if permission != adminCICD {
			return reply{}, badSim("admin_permissions accepts only %q, not %q", adminCICD, permission)
		}
	}

	return s.simWithin(func(c *call) (reply, error) {
		u := c.users.get(id)
		if u == nil {
			return reply{}, badSim("there is no user %d", id)
		}

		u.readsAdminCICD = len(input.AdminPermissions) > 0

		return ok(c.fullUser(u))
	})
}
