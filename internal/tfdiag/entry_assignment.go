package tfdiag

// What the provider says of assignments.
const (
	PathTaken          ID = "project-path-taken"
	PathTakenUnplanned ID = "project-path-taken-unplanned"
	PathUnchecked      ID = "project-path-unchecked"
	ProjectsUnassigned ID = "assignments-create-unassigns"
)

var assignmentEntries = map[ID]entry{
	PathTaken: {
		asWarning, "Path belongs to another project",
		"The path `{path}` was written for project {recorded}, whose path is now `{current}`. It now belongs to project {other}.",
		"The plan unassigns runner {runner} from project {recorded} and assigns it to project {other}. To keep project {recorded} instead, write `{current}` or `{recorded}` in `{attribute}`.",
	},
	PathTakenUnplanned: {
		asError, "Path belongs to another project",
		"The path `{path}` was written for project {recorded}. It now belongs to project {other}, which the plan does not show. Nothing was changed.",
		"Plan again with a refresh, which is without `-refresh=false`.",
	},
	PathUnchecked: {
		asWarning, "Project path cannot be checked",
		"The path `{path}` was written for project {recorded}, whose path is now `{current}`. GitLab does not say which project the path leads to now: {answer}. The state is kept.",
		"Write `{current}` or `{recorded}` in `{attribute}`.",
	},
	ProjectsUnassigned: {
		asWarning, "Projects will be unassigned",
		"Runner {runner} is assigned to projects that the set does not name: {projects}. Creating the set unassigns the runner from them.",
		"To keep a project, add it to `{attribute}`.",
	},
}
