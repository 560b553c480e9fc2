package tfdiag

const registrationTokenOf = "The registration token of {owner} "

const resetEffect = " GitLab rejects registrations with the old token as soon as a new one exists; registered runners are not affected."

const passNewToken = "Pass the new token to every program that registers runners."

// What the provider says of registered runners and of registration tokens.
var (
	RegistrationTokensBoth = errorEntry("registration-tokens-both", "Two registration tokens",
		"`registration_token` and `registration_token_wo` are both set, but a runner is registered with one token.",
		"Remove one of them.")
	RegistrationTokenMissing = errorEntry("registration-token-missing", "Missing registration token",
		"A runner is registered with a registration token, and none is set.",
		"Set `registration_token`, or `registration_token_wo` with `registration_token_wo_version`. Once the runner is registered, you can remove the registration token from the configuration.")
	RegistrationVersionMissing = errorEntry("registration-token-version-missing", "Missing registration_token_wo_version",
		"`registration_token_wo` is not stored in the state, so only a change of its version shows that the token changed.",
		"Set `registration_token_wo_version`, for example to 1.")
	RegistrationVersionAlone = errorEntry("registration-token-version-alone", "Unexpected registration_token_wo_version",
		"`registration_token_wo_version` is set without `registration_token_wo`.",
		"Set `registration_token_wo` as well, or remove `registration_token_wo_version`.")
	RegistrationOwnerMissing = errorEntry("registration-token-owner-missing", "Missing registration token owner",
		"A registration token belongs to the instance, a group or a project, and none of them is set.",
		"Set `instance = true`, `group` or `project`.")
	RegistrationOwnersSeveral = errorEntry("registration-token-owners-several", "Several registration token owners",
		"A registration token belongs to the instance, a group or a project, but {owners} are set.",
		"Set only one of them.")
	RegistrationResetByCreate = warningEntry("registration-token-reset-by-create", "Registration token reset is due",
		"Creating this resource resets the registration token of {owner}, because the GitLab API does not return the current one."+resetEffect, passNewToken)
	RegistrationValuesChanged = warningEntry("registration-token-reset-values-changed", "Registration token reset is due", registrationTokenOf+"is reset "+valuesChanged+resetEffect, passNewToken)
	RegistrationAllUnknown    = warningEntry("registration-token-reset-all-values-unknown", "Registration token reset may be due", registrationTokenOf+"is reset "+allValuesUnknown+resetEffect, passNewToken)
	RegistrationSomeUnknown   = warningEntry("registration-token-reset-some-values-unknown", "Registration token reset may be due", registrationTokenOf+"is reset "+someValuesUnknown+resetEffect, passNewToken)
	RegistrationTokenNotShown = warningEntry("registration-token-not-shown", "Registration token cannot be restored",
		"`store_token` was turned on, but the GitLab API returns a registration token only when it is reset, and the last reset was while `store_token` was off. `token` stays null.",
		"To reset the registration token, change a value of `rotate_when_changed`.")
	RegisteredTypeUnread = warningEntry("registered-runner-type-unread", "Type of runner unknown",
		"Runner {runner} is registered, and its token is stored. However, the provider could not read its type: {answer}. `runner_type` is null for now.",
		"Plan again with an access token that has the scope {scope} and whose user can read the runner: the refresh reads the type.")
)
