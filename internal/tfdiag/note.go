package tfdiag

// Note is a sentence between GitLab's answer and the advice: what the code knows
// besides, such as what was done before the call failed.
type Note string

// The notes.
const (
	NothingDeleted Note = "Nothing was deleted."
	NotPaused      Note = "The runner was not paused."
	StaysPaused    Note = "The runner stays paused."
	// VisibleProjects goes with the refusal to delete a project runner.
	VisibleProjects Note = "The projects of the runner, as far as the user of the access token can see them:\n\n  - {projects}"
	OthersPaused    Note = "These runners were paused: {others}."
	OthersResumed   Note = "These runners were resumed: {others}."
	OthersDeleted   Note = "These runners were deleted: {others}."
)
