package tfdiag

// The notes.
const (
	TokenStaysValid Note = "The token is still valid."
	// TokenUseUnknown is for a creation that cannot see whether runner managers use the token.
	TokenUseUnknown Note = "No token was created, because runner managers may use the current one. With `reset_on_create = true`, the provider does not check this."
)

const (
	adoptInstead = "Pass the current token in `current_token_wo`, which adopts it without a reset. " +
		"If it is acceptable that the runner managers lose their connection, set `reset_on_create = true` instead."

	createByID = ", or set `use_runner_token = false`, so that the provider requests a new token with the access token."
)

// What the provider says of an authentication token that it creates, adopts or
// hands over to another part of the configuration.
var (
	TokenInUse = errorEntry("token-in-use", "Runner is in use",
		"Runner managers use the current token of runner {runner}: {managers}. Resetting the token disconnects them.",
		adoptInstead)
	TokenInContact = errorEntry("token-in-contact", "Runner is in use",
		"Runner {runner} was in contact with GitLab at {time}, so a runner manager probably uses the current token of the runner. Resetting the token disconnects this runner manager.",
		adoptInstead)
	TokenToAdoptMissing = errorEntry("token-to-adopt-missing", "Missing current_token_wo",
		"`current_token_wo_version` changes, which adopts another token, but `current_token_wo` is not set.",
		"Set `current_token_wo` to the token to adopt, or restore the previous `current_token_wo_version`.")
	TokenOfOtherRunner = errorEntry("token-of-other-runner", "Token of another runner",
		"`{attribute}` is the token of runner {other}, and not of runner {runner}.",
		"Use the current token of runner {runner}.")
	NewTokenNeedsCurrent = errorEntry("token-create-needs-current", "Missing current_token_wo",
		"`use_runner_token` exchanges the current token for a new one, and a new resource has no token.",
		"Pass the current token in `current_token_wo`, or remove `use_runner_token`.")
	ExchangeNeedsToken = errorEntry("token-exchange-needs-token", "No token to exchange",
		"`use_runner_token` exchanges the current token for a new one, but the state has no token.",
		"Pass the current token in `current_token_wo`"+createByID)
	ExchangeOfRefused = errorEntry("token-exchange-of-refused", "Token cannot be exchanged",
		"`use_runner_token` exchanges the token in the state for a new one, but GitLab does not accept this token.",
		"Adopt the current token with `current_token_wo` and another `current_token_wo_version`"+createByID)
	TokenMayBeLost = warningEntry("token-may-be-lost", "Token may not have arrived",
		"The token of runner {runner} was created at {time}, in an earlier run, and no runner manager has contacted GitLab with it since. "+
			"If it did not reach its secret store (because writing failed, the run used `-target`, or the store was recreated), it is lost: GitLab reveals it only once.",
		"To create a new token, change a value of `rotate_when_changed`.")
)
