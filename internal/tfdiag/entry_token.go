package tfdiag

// What the provider says of tokens that it checks.
var (
	HandoffOtherInstance = errorEntry("handoff-other-instance", "Token of another GitLab instance",
		"`base_url` is {url}, but the provider configuration of this ephemeral resource uses another GitLab instance. The same ID may belong to another runner there.",
		"Set `provider` to the provider configuration of the resource that creates the token.")
	EphemeralValueMissing = errorEntry("ephemeral-value-missing", "Ephemeral value is missing",
		"Terraform invoked the action with a null `{attribute}`. Some versions of Terraform, such as 1.16, drop ephemeral values with `-invoke`. Nothing was sent to GitLab.",
		"Set `{attribute}` from an input variable with `sensitive = true` and without `ephemeral = true`. Do not save the plan: it would contain the value.")
	RegistrationTokenNotImported = errorEntry("registration-token-not-imported", "Registration token cannot be imported",
		"The GitLab API returns a registration token only when it is reset, so an import would have no token.",
		"To keep the current registration token, copy it from the GitLab UI into a variable instead of using this resource. To reset it, remove the import and apply.")
	NoRegistrationToken = errorEntry("token-no-registration-token", "Not a registration token",
		"`{attribute}` is {kind}, with which no runner can be registered.",
		"Use the registration token of the instance, a group or a project, such as the `token` of a `gitlabrunner_registration_token`.")
	NoAuthenticationToken = errorEntry("token-no-authentication-token", "Not an authentication token",
		"`{attribute}` is {kind}, with which no runner manager can authenticate.",
		"Use the token of the runner, which is in the `config.toml` of its runner managers.")
	TokenNotStored = errorEntry("token-not-stored", "No token to verify",
		"`verify_on_refresh` checks the token in the state, and with `store_token = false` there is none.",
		"Remove `verify_on_refresh` or `store_token = false`.")
	TokenNotChecked = warningEntry("token-not-checked", "Token could not be checked",
		"GitLab did not say whether the token of runner {runner} is still valid ({answer}). The provider keeps the token in the state, and plans no rotation for it.",
		"Run again later. If GitLab is in maintenance mode, wait until it accepts changes again. If a proxy or a gateway gave this response, allow `DELETE /api/v4/runners/managers` and `POST /api/v4/runners/verify` there. The provider only checks the token with these requests, and deletes nothing.")
	TokenUsedSince = warningEntry("token-used-since", "Newer token may be in use",
		"GitLab refuses the token in the state. Since that token was created, {count} of runner {runner} had contact with GitLab: {managers}. "+
			"They may use a newer token, which the rotation replaces.",
		"Pass the token of this rotation to each of them. If GitLab Runner rotates the token by itself, set `verify_on_refresh = false`.")
	TokenOfNoRunner = errorEntry("token-of-no-runner", "Token is not valid",
		"Tried to unregister a runner by its token, but GitLab does not accept the token: it is unknown to this instance, was replaced, or has expired. Nothing was deleted.",
		ifUnregistered)
	TokenExpiryMoved = warningEntry("token-expiry-moved", "Token was rotated elsewhere",
		"GitLab reports {reported} as the expiry of the token of runner {runner}, but the state has {recorded}. "+
			"Only a rotation changes the expiry, so the token in the state is no longer valid.",
		"To replace the newer token, set `verify_on_refresh = true`, or change a value of `rotate_when_changed`. To keep it, pass it in `current_token_wo` of a `gitlabrunner_authentication_token`, with another `current_token_wo_version`.")
)
