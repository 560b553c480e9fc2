package assignment

// One sentence per attribute, shared by the schemas of this noun.
const (
	descriptionRunnerID = "The ID of a project runner."
	descriptionProject  = "by its ID or full path, such as `\"42\"` or `\"group/project\"`"
)
