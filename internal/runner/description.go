package runner

// The descriptions that the schemas of this noun share. Those of the settings are
// in package runnermodel.
const (
	descriptionID         = "The ID of the runner."
	descriptionRunnerType = "The type of the runner: `instance_type` (serves all projects of the instance), `group_type` (serves the projects of a group and its subgroups) or `project_type` (serves the projects it is assigned to)."
	descriptionGroupID    = "The ID of the group that owns the runner."
	descriptionProjectID  = "The ID of the project that owns the runner."
)
