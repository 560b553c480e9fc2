package tfdiag

const (
	otherOwner = "Project {recorded}, the value of `{attribute}` in the state, was deleted, and another project now owns runner {runner}"

	// keepRunner changes the owner in the state. An import adopts the configured
	// owner where several are possible.
	keepRunner = "remove the runner from the state and import it again. This changes nothing in GitLab, but the state loses the token:\n\n" +
		"  terraform state rm gitlabrunner_runner.NAME\n\n" +
		"  import {\n    to = gitlabrunner_runner.NAME\n    id = \"{runner}\"\n  }\n\n" +
		"A `removed` block with `destroy = false`, applied before the import, does the same as the command (in OpenTofu from version 1.10 on)."
)

// What the provider says of a runner whose owner project was deleted.
var (
	OwnerDeleted = warningEntry("runner-owner-deleted", "Owner project was deleted",
		otherOwner+": {projects}.",
		"Set `{attribute}` to this project. The provider adopts the value without replacing the runner.")
	OwnerDeletedSeveral = warningEntry("runner-owner-deleted-several", "Owner project was deleted",
		otherOwner+", one of these: {projects}.",
		"Set `{attribute}` to the project that owns the runner now: of those that still exist, the one to which the runner was assigned first. Then plan again: the error of that plan says how to keep the runner.")
	OwnerChangeAmbiguous = errorEntry("runner-owner-change-ambiguous", "Owner project uncertain",
		otherOwner+". Project {configured} is one of the projects of the runner ({projects}), and GitLab does not report which one owns the runner. A replacement would destroy the runner and its token.",
		"To keep the runner with the new `{attribute}`, "+keepRunner)
	OwnerChangeReplaces = warningEntry("runner-owner-change-replaces", "Runner will be replaced",
		"Project {recorded}, the value of `{attribute}` in the state, was deleted, and runner {runner} is not in project {configured}. The plan replaces the runner, and its token with it.",
		"To keep the runner, set `{attribute}` to the project that owns it now.")
	OwnerChangeUnproven = warningEntry("runner-owner-change-unproven", "Runner will be replaced",
		"The plan replaces runner {runner}, and its token with it, because `{attribute}` changes from {recorded} to {configured}. "+
			"It is unknown whether project {recorded} still exists: the user of the access token cannot see it, and the access token does not have the rights of an administrator.",
		"If project {recorded} was deleted and project {configured} now owns the runner, plan with the access token of an administrator; or "+keepRunner)
)
