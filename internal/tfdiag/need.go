package tfdiag

// What GitLab requires of the caller, see https://docs.gitlab.com/api/runners/,
// https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user and
// https://docs.gitlab.com/user/profile/personal_access_tokens/.
const (
	NeedsRead = "Reading a runner needs the scope `manage_runner`, `read_api` or `api`, and: any user for an instance runner, " +
		"a Maintainer of the group or of a project in it for a group runner, a Maintainer of an assigned project for a project runner."
	NeedsWrite = "Changing a runner needs the scope `manage_runner` or `api`, and: an administrator for an instance runner, " +
		"the Owner of the group for a group runner, a Maintainer of its project, or of one of several, for a project runner. " + adminMode
	NeedsDelete = "Deleting a runner needs the scope `manage_runner` or `api`, and: an administrator for an instance runner, " +
		"the Owner of the group for a group runner, a Maintainer of the owner project for a project runner that has no other project. " + adminMode

	adminMode = "On an instance with admin mode an administrator's token needs the scope `admin_mode` as well."
)
