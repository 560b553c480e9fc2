package settings

// One sentence per attribute, shared by every schema that has it.
const (
	Description     = "What the runner is for, as shown in GitLab's lists."
	Paused          = "Whether the runner is kept from taking new jobs; jobs it already runs go on."
	Locked          = "Whether the runner is kept from being assigned to further projects."
	RunUntagged     = "Whether the runner takes jobs that have no tags."
	TagList         = "The runner's tags; a job goes to a runner that has all of the job's tags."
	AccessLevel     = "`not_protected` for jobs of any branch and tag, `ref_protected` for jobs of protected branches and tags only."
	MaximumTimeout  = "How long a job may run on this runner, in seconds."
	MaintenanceNote = "A note for the people who maintain the runner."
)
