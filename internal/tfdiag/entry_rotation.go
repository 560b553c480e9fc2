package tfdiag

// Why the token of a runner is rotated.
const (
	TokenExpiredDue        ID = "token-rotation-expired"
	TokenAgeReached        ID = "token-rotation-age"
	TokenExpiryNear        ID = "token-rotation-expiry-near"
	TokenValuesChanged     ID = "token-rotation-values-changed"
	TokenUndelivered       ID = "token-rotation-undelivered"
	TokenRejected          ID = "token-rotation-rejected"
	TokenWindowUnknown     ID = "token-rotation-window-unknown"
	TokenAllValuesUnknown  ID = "token-rotation-all-values-unknown"
	TokenSomeValuesUnknown ID = "token-rotation-some-values-unknown"
	TokenRejectedPossibly  ID = "token-rotation-rejected-possibly"
	TokenAgeUnknown        ID = "token-age-unknown"
	TokenNotRestored       ID = "token-not-restored"
	TokenShared            ID = "token-shared"
	RotationWindowChanged  ID = "token-rotation-window-changed"
	RotationWindowTooLong  ID = "token-rotation-window-too-long"
)

const (
	rotationDue      = "Token rotation is due"
	rotationPossible = "Token rotation may be due"
	tokenOf          = "The token of runner {runner} "
	tokenInvalid     = tokenOf + "is no longer valid: it has expired, or it was rotated outside this configuration."

	// What a change of rotate_when_changed requires.
	valuesChanged     = "is renewed when `rotate_when_changed` changes, and these entries changed: {entries}."
	allValuesUnknown  = "is renewed when `rotate_when_changed` changes, and its values are known only after apply."
	someValuesUnknown = "is renewed when `rotate_when_changed` changes, and these entries are known only after apply: {entries}."

	passToManagers = "GitLab rejects the old token as soon as a new one exists. " + passToken
	passToken      = "Pass the new token to the runner managers."
)

// Terraform shows the warnings about a rotation in the plan and again after the
// apply, so that each text is right at both times.
var rotationEntries = merged(
	repeatable(map[ID]entry{
		TokenExpiredDue:        {asWarning, rotationDue, tokenOf + "expired at {expiry}, so GitLab already rejects it.", passToken},
		TokenAgeReached:        {asWarning, rotationDue, tokenOf + "was issued at {issue} and reached `rotate_after` at {due}.", passToManagers},
		TokenExpiryNear:        {asWarning, rotationDue, tokenOf + "expires at {expiry}, and by `rotate_before_expiry` its rotation has been due since {due}.", passToManagers},
		TokenValuesChanged:     {asWarning, rotationDue, tokenOf + valuesChanged, passToManagers},
		TokenUndelivered:       {asWarning, rotationDue, tokenOf + "did not reach a secret store, because the run that created it was interrupted, and `store_token` is `false`.", passToManagers},
		TokenRejected:          {asWarning, rotationDue, tokenInvalid + " A token that replaced it becomes invalid with this rotation.", passToken},
		TokenWindowUnknown:     {asWarning, rotationPossible, tokenOf + "was due at {due} by the previous configuration, and `{attribute}` is known only after apply.", passToManagers},
		TokenAllValuesUnknown:  {asWarning, rotationPossible, tokenOf + allValuesUnknown, passToManagers},
		TokenSomeValuesUnknown: {asWarning, rotationPossible, tokenOf + someValuesUnknown, passToManagers},
		TokenRejectedPossibly:  {asWarning, rotationPossible, tokenInvalid + " Whether it is rotated depends on `verify_on_refresh`, which is known only after apply.", passToken},
		TokenAgeUnknown: {
			asWarning, "Token age is unknown",
			"`{attribute}` has no effect before the first rotation: the token of runner {runner} was created elsewhere, and GitLab does not report when.",
			"To rotate the token now, apply `rotate_when_changed` with a value, and then change that value.",
		},
	}),
	map[ID]entry{
		TokenNotRestored: {
			asWarning, "Token cannot be restored",
			"`{attribute}` was turned on, but GitLab shows a token only when it is created, and the token of runner {runner} was created while `{attribute}` was off. `token` stays null until the next rotation.",
			"To rotate the token, change a value of `rotate_when_changed`.",
		},
		TokenShared: {
			asWarning, "Runner managers share the token",
			"{count} runner managers of runner {runner} are in contact with GitLab and use the token that the rotation replaces: {managers}.",
			"Pass the new token to each of them. If GitLab Runner rotates the token by itself, remove `rotate_after` and `rotate_before_expiry` here, or disable the expiration of runner tokens in GitLab.",
		},
		RotationWindowChanged: {
			asWarning, "Rotation window changed", "With the new `{attribute}`, the token of runner {runner} is due at {due}, and no longer at {before}.",
			"Nothing else is required: the first plan after that time includes the rotation.",
		},
		RotationWindowTooLong: {
			asWarning, "Window longer than token lifetime",
			"`{attribute}` is not shorter than the lifetime of the token, from {issue} to {expiry}, and would rotate it with every apply. Half of the lifetime is used instead.",
			"Set `{attribute}` to a shorter duration.",
		},
	},
)

// repeatable adds to each warning the one that [ID.Repeated] identifies.
func repeatable(warnings map[ID]entry) map[ID]entry {
	all := merged(warnings)
	for id, e := range warnings {
		e.advice = "The next step is the same as in the first of these warnings."
		all[id.Repeated()] = e
	}

	return all
}

// Repeated is the short form of a warning that a run may raise for many objects,
// for all but the first of them.
func (id ID) Repeated() ID { return id + "-repeated" }
