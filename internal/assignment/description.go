package assignment

// One sentence per attribute, shared by the schemas of this noun.
const (
	descriptionRunnerID = "The id of a project runner."
	descriptionProject  = "a project's id or full path, as `\"42\"` or `\"group/project\"`"
)
