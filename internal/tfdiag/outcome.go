package tfdiag

// Outcome says what a call that failed has left behind.
type Outcome string

// The outcomes.
const (
	NothingDeleted Outcome = "Nothing was deleted."
	NotPaused      Outcome = "The runner was not paused."
	StaysPaused    Outcome = "The runner stays paused."
	OthersPaused   Outcome = "These runners were paused: {others}."
	OthersResumed  Outcome = "These runners were resumed: {others}."
	OthersDeleted  Outcome = "These runners were deleted: {others}."
)
