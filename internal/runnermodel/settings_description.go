package runnermodel

// One sentence per attribute, shared by every schema that has it.
const (
	Description     = "The description of the runner, shown in GitLab's runner lists."
	Paused          = "Whether the runner is paused. A paused runner accepts no new jobs; jobs that are already running continue."
	Locked          = "Whether the runner is locked to the projects it is assigned to, so that it cannot be assigned to others."
	RunUntagged     = "Whether the runner accepts jobs without tags."
	TagList         = "The tags of the runner. A runner accepts a job only if it has all of the job's tags."
	AccessLevel     = "The jobs that the runner accepts: `not_protected` for jobs on any branch or tag, `ref_protected` for jobs on protected branches and tags only."
	MaximumTimeout  = "The maximum time a job may run on this runner, in seconds."
	MaintenanceNote = "A free-form note about the maintenance of the runner."
)
