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
	valuesChanged     = "when `rotate_when_changed` changes, and these entries changed: {entries}."
	allValuesUnknown  = "when `rotate_when_changed` changes, and its values are known only after apply."
	someValuesUnknown = "when `rotate_when_changed` changes, and these entries are known only after apply: {entries}."

	passToManagers = "GitLab rejects the old token as soon as a new one exists. " + passToken
	passAfterLoss  = "Any earlier token of the runner is already invalid. " + passToken
	passToken      = "After the apply, pass the new token to the runner managers."

	// passIfRotated is for a rotation that the apply decides. Terraform has planned by
	// then what follows from a new token, and a hand-off writes what there is.
	passIfRotated = "If the apply rotates the token, GitLab rejects the old one: pass the new token to the runner managers. " +
		"If a resource writes the token to a secret store, apply the source of the unknown value first, with `-target`, and plan again: " +
		"an apply that keeps the token overwrites it in the store."
)

// Terraform shows the warnings about a rotation in the plan and again after the
// apply, so that each text is right at both times.
var rotationEntries = merged(
	repeatable("Pass this token, too, to the runner managers.", map[ID]entry{
		TokenExpiredDue:        {asWarning, rotationDue, tokenOf + "expired at {expiry}, so GitLab already rejects it.", passToken},
		TokenAgeReached:        {asWarning, rotationDue, tokenOf + "was issued at {issue} and reached `rotate_after` at {due}.", passToManagers},
		TokenExpiryNear:        {asWarning, rotationDue, tokenOf + "expires at {expiry}, and according to `rotate_before_expiry`, its rotation has been due since {due}.", passToManagers},
		TokenValuesChanged:     {asWarning, rotationDue, tokenOf + "is rotated " + valuesChanged, passToManagers},
		TokenUndelivered:       {asWarning, rotationDue, tokenOf + "did not reach a secret store, because the run that created it was interrupted, and `store_token` is `false`.", passAfterLoss},
		TokenRejected:          {asWarning, rotationDue, tokenInvalid + " A token that replaced it becomes invalid with this rotation.", passToken},
		TokenWindowUnknown:     {asWarning, rotationPossible, "By the previous configuration, the rotation of the token of runner {runner} has been due since {due}, but `{attribute}` is known only after apply.", passIfRotated},
		TokenAllValuesUnknown:  {asWarning, rotationPossible, tokenOf + "is rotated " + allValuesUnknown, passIfRotated},
		TokenSomeValuesUnknown: {asWarning, rotationPossible, tokenOf + "is rotated " + someValuesUnknown, passIfRotated},
		TokenRejectedPossibly:  {asWarning, rotationPossible, tokenInvalid + " Whether it is rotated depends on `verify_on_refresh`, which is known only after apply.", passIfRotated},
	}),
	repeatable("Change a value of `rotate_when_changed` here, too.", map[ID]entry{
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
			asWarning, "Rotation window changed", "With the new value of `{attribute}`, the rotation of the token of runner {runner} is due at {due}, and no longer at {before}.",
			"Nothing else is required: the first plan after that time includes the rotation.",
		},
		RotationWindowTooLong: {
			asWarning, "Window longer than token lifetime",
			"`{attribute}` is not shorter than the lifetime of the token, from {issue} to {expiry}, and would rotate it with every apply. Half of the lifetime is used instead.",
			"Set `{attribute}` to a shorter duration.",
		},
	},
)

// repeatable adds to each warning the one that [ID.Repeated] identifies, with its
// own advice.
func repeatable(advice string, warnings map[ID]entry) map[ID]entry {
	all := merged(warnings)
	for id, e := range warnings {
		e.advice = advice
		all[id.Repeated()] = e
	}

	return all
}

// Repeated is the short form of a warning that a run may raise for many objects,
// for all but the first of them.
func (id ID) Repeated() ID { return id + "-repeated" }
