package runner

// One sentence per attribute, shared by the schemas of this noun. Those of the
// settings are in package settings.
const (
	descriptionID         = "The runner's id in GitLab."
	descriptionRunnerType = "`instance_type` for every project of the instance, `group_type` for the projects of a group, `project_type` for the projects it is assigned to."
	descriptionGroupID    = "The id of the group that owns the runner."
	descriptionProjectID  = "The id of the project that owns the runner."
)
