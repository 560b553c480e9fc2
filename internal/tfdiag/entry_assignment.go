package tfdiag

// What the provider says of assignments.
const (
	PathTaken               ID = "project-path-taken"
	PathTakenUnplanned      ID = "project-path-taken-unplanned"
	PathUnchecked           ID = "project-path-unchecked"
	ProjectsUnassigned      ID = "assignments-create-unassigns"
	AssignmentExists        ID = "assignment-exists"
	AssignmentOfLikelyOwner ID = "assignment-of-likely-owner"
	AssignmentOfOwner       ID = "assignment-of-owner"
	AssignmentHidden        ID = "assignment-hidden"
	AssignmentKept          ID = "assignment-kept"
	ImportIDOfNoPair        ID = "assignment-import-id-invalid"
	ImportIDReversed        ID = "assignment-import-id-reversed"
	InstanceNotAssigned     ID = "assignment-of-instance-runner"
	GroupNotAssigned        ID = "assignment-of-group-runner"
	NothingToList           ID = "assignments-none"
	ProjectsHidden          ID = "assignments-hidden"
	ListOwnerUncertain      ID = "assignments-owner-uncertain"
	ExclusivityLimited      ID = "assignments-exclusivity-limited"
	SetOwnerUnknown         ID = "assignments-owner-unknown"
	SetOwnerWrong           ID = "assignments-owner-wrong"
	SetInterrupted          ID = "assignments-interrupted"
	SetNotStored            ID = "assignments-not-stored"
)

var assignmentEntries = map[ID]entry{
	PathTaken: {
		asWarning, "Path belongs to another project",
		"At the last apply, `{path}` was the path of project {recorded}, whose path is now `{current}`. `{path}` is now the path of project {other}.",
		"The plan unassigns runner {runner} from project {recorded} and assigns it to project {other}. To keep project {recorded} instead, write `{current}` or `{recorded}` in `{attribute}`.",
	},
	PathTakenUnplanned: {
		asError, "Path belongs to another project",
		"At the last apply, `{path}` was the path of project {recorded}. It is now the path of project {other}, which the plan does not show. Nothing was changed.",
		"Make a new plan without `-refresh=false`, and apply it.",
	},
	PathUnchecked: {
		asWarning, "Project path cannot be checked",
		"At the last apply, `{path}` was the path of project {recorded}, whose path is now `{current}`. GitLab does not say which project has the path `{path}` now: {answer}. The assignment stays in the state.",
		"Write `{current}` or `{recorded}` in `{attribute}`.",
	},
	ProjectsUnassigned: {
		asWarning, "Projects will be unassigned",
		"Runner {runner} is assigned to projects that are not in `{attribute}`: {projects}. Creating this resource unassigns the runner from them.",
		"To keep the runner in one of them, add the project to `{attribute}`.",
	},
	AssignmentExists: {
		asWarning, "Assignment already exists",
		"Runner {runner} is already assigned to project {project}. The apply will fail, unless the plan destroys this assignment first.",
		"If the plan destroys it, ignore this warning. Otherwise import the assignment:" + importAssignment,
	},
	AssignmentOfLikelyOwner: {
		asWarning, "Assignment already exists", "Runner {runner} is already assigned to project {project}, the only project of the runner that the user of the access token can see.",
		likelyOwner,
	},
	AssignmentOfOwner: {
		asError, "Project owns the runner", "Project {project} owns runner {runner}. A runner always serves its owner project, without an assignment.",
		"Remove the assignment from the configuration.",
	},
	AssignmentHidden: {
		asWarning, "Assignment cannot be checked",
		"The user of the access token cannot see project {project}. It is therefore unknown whether the project still exists, and whether runner {runner} is still assigned to it. The assignment stays in the state.",
		"Plan with the access token of a Maintainer of the project. If the project was deleted, remove the assignment from the configuration and from the state. " + forget,
	},
	AssignmentKept: {
		asWarning, "Assignments were kept", "In this run, another resource of this configuration has assigned runner {runner} to these projects: {projects}. The runner was therefore not unassigned from them.",
		"To unassign it, remove the projects from the other resource as well.",
	},
	ImportIDOfNoPair: {
		asError, "Invalid import ID", "The import ID is {value}. An assignment is imported by the ID of the runner and the ID or path of the project.",
		"Write `RUNNER:PROJECT`, such as `42:7` or `42:group/project`.",
	},
	ImportIDReversed: {
		asError, "Invalid import ID", "The import ID is {value}, which has the project first, as in the official GitLab provider. In this provider, the runner is first.",
		"Write `{right}`.",
	},
	InstanceNotAssigned: {
		asError, "Runner cannot be assigned", "Runner {runner} is an instance runner. It serves every project, and cannot be assigned to one.",
		"Remove the assignment from the configuration.",
	},
	GroupNotAssigned: {
		asError, "Runner cannot be assigned", "Runner {runner} is a group runner. It serves every project of its group, and cannot be assigned to one.",
		"Remove the assignment from the configuration.",
	},
	NothingToList: {
		asWarning, "Runner has no assignments", "Runner {runner} has the type `{type}`, and only project runners have assignments.", "Use the ID of a project runner, or remove this `list` block.",
	},
	ProjectsHidden: {
		asWarning, "Projects cannot be seen", "GitLab shows none of the projects of runner {runner} to the user of the access token.",
		"Query with the access token of a member of these projects or of an administrator.",
	},
	ListOwnerUncertain: {
		asWarning, "Owner project uncertain",
		"GitLab does not report which project owns runner {runner}. The list assumes that the first project that GitLab shows, {project}, is the owner, and leaves it out.",
		"If another project owns the runner, remove the assignment to that project from the generated configuration, and add one to project {project}.",
	},
	ExclusivityLimited: {
		asWarning, "Some assignments may be hidden",
		"GitLab shows the projects of a runner only to their members and to administrators, and the user of the access token is not an administrator. " +
			"Assignments to other projects are neither shown as drift nor removed.",
		"To include all projects, use the access token of an administrator.",
	},
	SetOwnerUnknown: {
		asError, "Owner project unknown", "GitLab does not report which project owns runner {runner}, and {reason}. Nothing was changed.",
		"Set `{attribute}` to the project in which the runner was created.",
	},
	SetOwnerWrong: {
		asError, "Not the owner of the runner", "Runner {runner} is not in project {project}, so this project does not own it. Nothing was changed.",
		"Set `{attribute}` to the project in which the runner was created.",
	},
	SetInterrupted: {
		asError, "Update was interrupted", "Tried to change the projects of runner {runner}. The run was interrupted after {done} of {total} changes.",
		"Run again to make the remaining changes.",
	},
	SetNotStored: {asError, "Unable to store projects", "The provider cannot store the IDs of the projects in the state: {reason}.", reportBug},
}
