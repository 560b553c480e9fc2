package tfdiag

// What the provider says of runners and lists of runners.
var (
	GroupIDMissing      = errorEntry("runner-group-id-missing", "Missing group_id", "`runner_type` is `group_type`, which requires `group_id`.", "Set `group_id` to the ID of the group that the runner is for, such as `42`.")
	ProjectIDMissing    = errorEntry("runner-project-id-missing", "Missing project_id", "`runner_type` is `project_type`, which requires `project_id`.", "Set `project_id` to the ID of the project that the runner is for, such as `42`.")
	GroupIDUnexpected   = errorEntry("runner-group-id-unexpected", "Unexpected group_id", "`group_id` is only for `group_type`, but `runner_type` is {type}.", "Remove `group_id`, or change `runner_type` to `group_type`.")
	ProjectIDUnexpected = errorEntry("runner-project-id-unexpected", "Unexpected project_id",
		"`project_id` is only for `project_type`, but `runner_type` is {type}.",
		"Remove `project_id`, or change `runner_type` to `project_type`.")
	OwnerOfOtherType = errorEntry("runner-owner-of-other-type", "Owner does not match runner_type",
		"`{given}` is set, but `runner_type` is {type}, which requires `{required}`.",
		"Set `{required}` instead of `{given}`, or change `runner_type` to {other}.")
	OwnerGroupHidden = warningEntry("runner-owner-group-hidden", "Owner group unknown",
		"Runner {runner} belongs to a group that the user of the access token cannot see.",
		"Set `group_id` to the ID of this group. The provider adopts the value without replacing the runner.")
	OwnerProjectHidden = warningEntry("runner-owner-project-hidden", "Owner project unknown",
		"The user of the access token cannot see any project of runner {runner}.",
		"Set `project_id` to the project that owns the runner. The provider adopts the value without replacing the runner.")
	OwnerProjectUncertain = warningEntry("runner-owner-project-uncertain", "Owner project uncertain",
		"GitLab does not report which project owns runner {runner}. The provider assumes that the first of these projects is the owner: {projects}.",
		"If another project owns the runner, set `project_id` to it. The provider adopts the value without replacing the runner.")
	OwnerNoteNotStored = errorEntry("runner-owner-note-not-stored", "Unable to store owner status", "The provider cannot store in the state the fact that the owner of the runner is uncertain: {reason}.", reportBug)
	SeveralLists       = errorEntry("runners-several-lists", "Conflicting lists of runners",
		"`all` lists every runner of the instance, but `project` or `group` is set too.",
		"Set only one of `all`, `project` and `group`.")
	ScopeNotForList = errorEntry("runners-scope-not-for-list", "Invalid scope",
		"`scope` is {value}, which GitLab accepts only together with `all` or `project`.",
		"Remove `scope` and filter with `type` or `status`, or use one of these values: {words}.")
	DetailsHidden = warningEntry("runners-details-hidden", "Details of runners hidden",
		"GitLab lists {count} whose details the user of the access token cannot read: {runners}. The attributes that the list does not show are null.",
		"To see them, use {token}.")
	StatusNotStale = errorEntry("stale-runners-status-in-use", "Status includes runners in use",
		"Runners with the `status` {value} may be in use.",
		"Set `older_than`, or use the `status` `stale`, `offline` or `never_contacted`.")
	OthersMayBeDeleted = warningEntry("stale-runners-of-others", "Inherited runners may be deleted",
		"Runners of the parent groups and of the instance also serve a project or group. The action deletes them, too, if the user of the access token has the permission to delete them.",
		"To see which runners are deleted, set `dry_run = true`. To exclude the runners of the instance, set `type`.")
	TooManyStale = errorEntry("stale-runners-too-many", "Too many stale runners",
		"{count} would be deleted, but `max_deletions` allows {most}. Nothing was deleted.",
		"List them with `dry_run = true`, then narrow the filters or raise `max_deletions`.")
	TooManyStaleDryRun = warningEntry("stale-runners-too-many-dry-run", "Too many stale runners",
		"{count} would be deleted, but `max_deletions` allows {most}.", "Narrow the filters, or raise `max_deletions` before you set `dry_run = false`.")
	RunnersBusy = errorEntry("runners-busy", "Runners are still busy",
		"Tried to pause the runners and to wait until their jobs end. After {timeout} (`timeout`), jobs are still running on {count}. All of the runners stay paused. Running jobs:\n\n{jobs}",
		"Run the action again to wait longer, or cancel these jobs.")
	PauseInterrupted = errorEntry("runners-pause-interrupted", "Waiting for jobs was interrupted",
		"Tried to pause the runners and to wait until their jobs end. The run was interrupted. These runners stay paused: {paused}. These jobs were still running:\n\n{jobs}",
		"Run the action again to wait for them.")
	RunnerBusy = errorEntry("runner-busy", "Runner is still busy",
		"Tried to delete runner {runner}. After {timeout} (`drain_timeout`), jobs are still running on it. The runner was not deleted, and stays paused. Running jobs:\n\n{jobs}",
		"Cancel these jobs or wait until they end, and run the destroy again.")
	DrainInterrupted = errorEntry("runner-drain-interrupted", "Waiting for jobs was interrupted",
		"Tried to delete runner {runner} after waiting for its jobs to end. The run was interrupted. The runner was not deleted, and stays paused. These jobs were still running:\n\n{jobs}",
		"Run the destroy again to wait for them.")
	RunnerOmitted = warningEntry("runner-omitted", "Runner left out",
		"GitLab lists runner {runner}, but the user of the access token cannot read it. An import would fail, so the list leaves the runner out.",
		"To include it, use {token}.")
)
