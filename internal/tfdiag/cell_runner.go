package tfdiag

import (
	"net/http"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// The causes that only operations on runners have.
const (
	Lost                Cause = "answer-lost"
	GroupNotFound       Cause = "group-not-found"
	ProjectNotFound     Cause = "project-not-found"
	RunnerLimit         Cause = "runner-limit"
	CreationUnsupported Cause = "creation-unsupported"
	CreationNotAllowed  Cause = "not-allowed"
	RunnerNotFound      Cause = "runner-not-found"
	SeveralProjects     Cause = "several-projects"
	NotesUnsupported    Cause = "notes-unsupported"
	DeletedSincePlan    Cause = "deleted-since-plan"
	InvalidScopeWord    Cause = "invalid-scope"
	InvalidFilter       Cause = "invalid-filter"
	AdministratorNeeded Cause = "administrator-needed"
)

const (
	findLost = "The request was not sent again, because GitLab may have created the runner. " +
		"Look in the list of runners in GitLab for a new runner with the description {description} that has never contacted GitLab, or use this data source:\n\n" +
		"  data \"gitlabrunner_runners\" \"lost\" {\n    status = \"never_contacted\"\n    paused = {paused}"

	importLost = "If the runner is there, delete it and run again, or import it by its ID:\n\n" +
		"  terraform import 'ADDRESS_OF_THIS_RESOURCE' ID\n\n" +
		"An imported runner has no token in the state. If the runner is not there, run again."
)

// createCells are for POST /user/runners. GitLab answers an ID of nothing with
// 400, and a group or project that the caller cannot see with 403.
var createCells = []cell{
	{cause: Lost, when: gitlabapi.MayHaveActed, advice: findLost + "{all}\n  }\n\n" + importLost},
	{
		cause: CreationUnsupported, ofOwner: true, when: gitlabapi.IsUnknownEndpoint,
		advice: "GitLab has no such endpoint: it creates runners with an access token from version 16.0 on. Upgrade an older GitLab; " +
			"otherwise check `base_url` (or GITLAB_BASE_URL).",
	},
	{
		cause: GroupNotFound, ofOwner: true, status: http.StatusBadRequest, says: "Missing/invalid group", attribute: "group_id",
		advice: "No group has the ID in `group_id`. Set it to the ID of the group, which GitLab shows in the menu on the group's page.",
	},
	{
		cause: ProjectNotFound, ofOwner: true, status: http.StatusBadRequest, says: "Missing/invalid project", attribute: "project_id",
		advice: "No project has the ID in `project_id`. Set it to the ID of the project, which GitLab shows in the menu on the project's page.",
	},
	{
		cause: RunnerLimit, ofOwner: true, status: http.StatusBadRequest, says: "Maximum number of ci registered",
		advice: "The group or project has reached the maximum number of runners of its GitLab subscription plan. " + recentRunnersCount,
	},
	{cause: InvalidValue, status: http.StatusBadRequest, says: "Tags list", attribute: "tag_list", advice: correctValue},
	{cause: InvalidValue, status: http.StatusBadRequest, says: "Maximum timeout", attribute: "maximum_timeout", advice: correctValue},
	{cause: InvalidValue, status: http.StatusBadRequest, says: "Maintenance note", attribute: "maintenance_note", advice: correctValue},
	{cause: InvalidValue, status: http.StatusBadRequest, says: "Description", attribute: "description", advice: correctValue},
	{
		cause: CreationNotAllowed, ofOwner: true, status: http.StatusForbidden, says: "Insufficient permissions",
		advice: "The user of the access token has no permission to create this runner. {doing} requires {token}. " +
			"If the user already meets this requirement, the creation of runners is probably disabled for the instance or the group: ask an administrator to enable it.",
	},
}

// runnerNotFoundCell is for the ID of a runner. GitLab answers 403 for a runner that
// the caller may not read, so this answer proves that there is none.
var runnerNotFoundCell = cell{
	cause: RunnerNotFound, status: http.StatusNotFound, when: isRunnerNotFound,
	advice:  "The runner does not exist. " + useRunnerID,
	several: "The runners do not exist. Use the IDs of runners in GitLab: the numbers after the `#` on their pages, such as `42`.",
}

const useRunnerID = "Use the ID of a runner in GitLab: the number after the `#` on its page, such as `42`."

// isRunnerNotFound holds for "404 Runner Not Found", and before about GitLab 19.1 for
// "404 Not found".
func isRunnerNotFound(err error) bool {
	message := gitlabapi.ErrorOf(err).Message

	return hasMessage(err) && !strings.Contains(message, "Project") && !strings.Contains(message, "Group")
}

// recentRunnersCount says which runners count towards the limit of a plan: those that
// are not stale, see the scope recent of app/models/ci/runner.rb. Unverified: from
// which version on it is 7 days.
const recentRunnersCount = "Only runners that were created or in contact with GitLab during the last 7 days count (3 months in older versions). " +
	"Delete some of these, or ask an administrator to raise the limit."

const correctValue = "Change the value of `{attribute}`."

var updateCells = []cell{
	{cause: DeletedSincePlan, status: http.StatusNotFound, when: hasMessage, advice: "The runner was deleted after the plan was made. Plan and apply again: the provider then creates the runner again."},
	// The code chooses it, because the answer does not tell it from other refusals.
	{cause: NotesUnsupported, attribute: "maintenance_note", advice: "Before GitLab 16.10 a maintenance note can be set only when the runner is created. " +
		"Restore the previous value of `maintenance_note`, or upgrade GitLab."},
}

var deleteCells = []cell{
	runnerNotFoundCell,
	{
		cause: SeveralProjects, status: http.StatusForbidden, says: "more than one project",
		advice: "The runner is assigned to several projects, and only an administrator can delete such a runner. " +
			"Remove all assignments except that of the owner first, for example with `unassign_on_destroy = true` of `gitlabrunner_project_assignments_exclusive`; or use the access token of an administrator.",
	},
}

const correctFilter = "This version of GitLab does not support the value of a filter. Change or remove the filter that the response names."

var (
	listCells = []cell{
		{
			cause: InvalidScopeWord, status: http.StatusBadRequest, says: "Scope contains invalid value", attribute: "scope",
			advice: "GitLab accepts this `scope` only together with `all` or `project`. Remove `scope`, and filter with `type` or `status`.",
		},
		{cause: InvalidFilter, status: http.StatusBadRequest, advice: correctFilter},
	}
	listAllCells = []cell{
		{cause: InvalidFilter, status: http.StatusBadRequest, advice: correctFilter},
		{
			cause: AdministratorNeeded, status: http.StatusForbidden, when: hasMessage,
			advice: "Listing all runners of the instance requires {token}. Remove `all`, or replace it with `project` or `group`.",
		},
	}
	listGroupCells = []cell{
		{cause: InvalidFilter, status: http.StatusBadRequest, advice: correctFilter},
		{
			cause: GroupNotFound, status: http.StatusNotFound, when: hasMessage, attribute: "group",
			advice: "The group does not exist, or the user of the access token cannot see it: the response is the same for both. Check `group`. {doing} requires {token}.",
		},
	}
	listProjectCells = []cell{
		{cause: InvalidFilter, status: http.StatusBadRequest, advice: correctFilter},
		{
			cause: ProjectNotFound, status: http.StatusNotFound, when: hasMessage, attribute: "project",
			advice: "The project does not exist, or the user of the access token cannot see it: the response is the same for both. Check `project`. {doing} requires {token}.",
		},
	}
)
