package tfdiag

// What the provider says of assignments.
var (
	PathTaken = warningEntry("project-path-taken", "Path belongs to another project",
		"At the last apply, `{path}` was the path of project {recorded}, whose path is now `{current}`. `{path}` is now the path of project {other}.",
		"The plan unassigns runner {runner} from project {recorded} and assigns it to project {other}. To keep project {recorded} instead, write `{current}` or `{recorded}` in `{attribute}`.")
	PathTakenUnplanned = errorEntry("project-path-taken-unplanned", "Path belongs to another project",
		"At the last apply, `{path}` was the path of project {recorded}. It is now the path of project {other}, which the plan does not show. Nothing was changed.",
		"Make a new plan without `-refresh=false`, and apply it.")
	PathUnchecked = warningEntry("project-path-unchecked", "Project path cannot be checked",
		"At the last apply, `{path}` was the path of project {recorded}, whose path is now `{current}`. GitLab does not say which project has the path `{path}` now: {answer}. The assignment stays in the state.",
		"Write `{current}` or `{recorded}` in `{attribute}`.")
	ProjectsUnassigned = warningEntry("assignments-create-unassigns", "Projects will be unassigned",
		"Runner {runner} is assigned to projects that are not in `{attribute}`: {projects}. Creating this resource unassigns the runner from them.",
		"To keep the runner in one of them, add the project to `{attribute}`.")
	AssignmentExists = warningEntry("assignment-exists", "Assignment already exists",
		"Runner {runner} is already assigned to project {project}. The apply will fail, unless the plan destroys this assignment first.",
		"If the plan destroys it, ignore this warning. Otherwise import the assignment:"+importAssignment)
	AssignmentOfLikelyOwner = warningEntry("assignment-of-likely-owner", "Project probably owns the runner",
		"Runner {runner} is already assigned to project {project}, the only project of the runner that the user of the access token can see.",
		likelyOwner)
	AssignmentOfOwner = errorEntry("assignment-of-owner", "Project owns the runner",
		"Project {project} owns runner {runner}. A runner always serves its owner project, without an assignment.",
		"Remove the assignment from the configuration.")
	AssignmentHidden = warningEntry("assignment-hidden", "Assignment cannot be checked",
		"The user of the access token cannot see project {project}. It is therefore unknown whether the project still exists, and whether runner {runner} is still assigned to it. The assignment stays in the state.",
		"Plan with the access token of a Maintainer of the project. If the project was deleted, remove the assignment from the configuration and from the state. "+forget)
	AssignmentKept = warningEntry("assignment-kept", "Assignments were kept",
		"In this run, another resource of this configuration has assigned runner {runner} to these projects: {projects}. The runner was therefore not unassigned from them.",
		"To unassign the runner, remove the projects from the other resource as well.")
	ImportIDOfNoPair = errorEntry("assignment-import-id-invalid", "Invalid import ID",
		"The import ID is {value}. An assignment is imported by the ID of the runner and the ID or path of the project.",
		"Write `RUNNER:PROJECT`, such as `42:7` or `42:group/project`.")
	ImportIDReversed = errorEntry("assignment-import-id-reversed", "Invalid import ID",
		"The import ID is {value}, which has the project first, as in the official GitLab provider. In this provider, the runner is first.",
		"Write `{right}`.")
	InstanceNotAssigned = errorEntry("assignment-of-instance-runner", "Runner cannot be assigned",
		"Runner {runner} is an instance runner. It serves every project, and cannot be assigned to one.",
		"Remove the assignment from the configuration.")
	GroupNotAssigned = errorEntry("assignment-of-group-runner", "Runner cannot be assigned",
		"Runner {runner} is a group runner. It serves every project of its group, and cannot be assigned to one.",
		"Remove the assignment from the configuration.")
	NothingToList = warningEntry("assignments-none", "Runner has no assignments",
		"Runner {runner} has the type `{type}`, and only project runners have assignments.", "Use the ID of a project runner, or remove this `list` block.")
	ProjectsHidden = warningEntry("assignments-hidden", "Projects cannot be seen",
		"GitLab shows none of the projects of runner {runner} to the user of the access token.",
		"Query with the access token of a member of these projects or of an administrator.")
	ListOwnerUncertain = warningEntry("assignments-owner-uncertain", "Owner project uncertain",
		"GitLab does not report which project owns runner {runner}. The list assumes that the first project that GitLab shows, {project}, is the owner, and leaves it out.",
		"If another project owns the runner, remove the assignment to that project from the generated configuration, and add one to project {project}.")
	ExclusivityLimited = warningEntry("assignments-exclusivity-limited", "Some assignments may be hidden",
		"GitLab shows the projects of a runner only to their members and to administrators, and the access token does not have the rights of an administrator. "+
			"The provider neither reports assignments to other projects as drift nor removes them.",
		"To include all projects, use the access token of an administrator.")
	SetOwnerUnknown = errorEntry("assignments-owner-unknown", "Owner project unknown",
		"GitLab does not report which project owns runner {runner}, and {reason}. Nothing was changed.",
		"Set `{attribute}` to the project in which the runner was created.")
	SetOwnerWrong = errorEntry("assignments-owner-wrong", "Not the owner of the runner",
		"Runner {runner} is not in project {project}, so this project does not own it. Nothing was changed.",
		"Set `{attribute}` to the project in which the runner was created.")
	SetInterrupted = errorEntry("assignments-interrupted", "Update was interrupted",
		"Tried to change the projects of runner {runner}. The run was interrupted after {done} of {total} changes.",
		"Run again to make the remaining changes.")
	SetNotStored = errorEntry("assignments-not-stored", "Unable to store projects", "The provider cannot store the IDs of the projects in the state: {reason}.", reportBug)
)
