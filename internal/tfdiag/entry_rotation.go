package tfdiag

const (
	// Terraform shows one warning for each summary, so each reason has its own.
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
		"If a resource writes the token to a secret store, apply the source of the unknown value first, with `-target`, and plan again. " +
		"Otherwise the apply writes to the store even if it keeps the token, and replaces the token in the store with null or a placeholder."
)

// Why the token of a runner is, or may be, rotated. Terraform shows these warnings
// in the plan and again after the apply, so that each text is right at both times.
var (
	TokenExpiredDue        = rotationEntry("token-rotation-expired", rotationDue+": expired", tokenOf+"expired at {expiry}, so GitLab already rejects it.", passToken)
	TokenAgeReached        = rotationEntry("token-rotation-age", rotationDue+": age", tokenOf+"was issued at {issue} and reached `rotate_after` at {due}.", passToManagers)
	TokenExpiryNear        = rotationEntry("token-rotation-expiry-near", rotationDue+": expiry", tokenOf+"expires at {expiry}, and according to `rotate_before_expiry`, its rotation has been due since {due}.", passToManagers)
	TokenValuesChanged     = rotationEntry("token-rotation-values-changed", rotationDue+": values changed", tokenOf+"is rotated "+valuesChanged, passToManagers)
	TokenUndelivered       = rotationEntry("token-rotation-undelivered", rotationDue+": undelivered", tokenOf+"did not reach a secret store, because the run that created it was interrupted, and `store_token` is `false`.", passAfterLoss)
	TokenRejected          = rotationEntry("token-rotation-rejected", rotationDue+": rejected", tokenInvalid+" A token that replaced it becomes invalid with this rotation.", passToken)
	TokenWindowUnknown     = rotationEntry("token-rotation-window-unknown", rotationPossible, "According to the previous configuration, the rotation of the token of runner {runner} has been due since {due}. However, `{attribute}` is known only after apply.", passIfRotated)
	TokenAllValuesUnknown  = rotationEntry("token-rotation-all-values-unknown", rotationPossible, tokenOf+"is rotated "+allValuesUnknown, passIfRotated)
	TokenSomeValuesUnknown = rotationEntry("token-rotation-some-values-unknown", rotationPossible, tokenOf+"is rotated "+someValuesUnknown, passIfRotated)
	TokenRejectedPossibly  = rotationEntry("token-rotation-rejected-possibly", rotationPossible, tokenInvalid+" Whether it is rotated depends on `verify_on_refresh`, which is known only after apply.", passIfRotated)
)

// What the provider says of a rotation besides.
var (
	TokenAgeUnknown = repeatable(warningEntry("token-age-unknown", "Token age is unknown",
		"`{attribute}` has no effect before the first rotation: the token of runner {runner} was created elsewhere, and GitLab does not report when.",
		"To rotate the token now, apply `rotate_when_changed` with a value, and then change that value."), "To rotate this token, too, change a value of its `rotate_when_changed`.")
	TokenNotRestored = warningEntry("token-not-restored", "Token cannot be restored",
		"`{attribute}` was turned on, but GitLab shows a token only when it is created, and the token of runner {runner} was created while `{attribute}` was off. `token` stays null until the next rotation.",
		"To rotate the token, change a value of `rotate_when_changed`.")
	TokenShared = warningEntry("token-shared", "Runner managers share the token",
		"{count} runner managers of runner {runner} are in contact with GitLab and use the token that the rotation replaces: {managers}.",
		"Pass the new token to each of them. If GitLab Runner rotates the token by itself, remove `rotate_after` and `rotate_before_expiry` here, or disable the expiration of runner tokens in GitLab.")
	RotationWindowChanged = warningEntry("token-rotation-window-changed", "Rotation window changed",
		"With the new value of `{attribute}`, the rotation of the token of runner {runner} is due at {due} instead of {before}.",
		"Nothing else is required: the first plan after that time includes the rotation.")
	RotationWindowTooLong = warningEntry("token-rotation-window-too-long", "Window longer than token lifetime",
		"`{attribute}` is not shorter than the lifetime of the token, from {issue} to {expiry}, and would rotate it with every apply. The provider uses half of the lifetime instead.",
		"Set `{attribute}` to a shorter duration.")
)

// rotationEntry is warningEntry for a rotation, of which a run may show several.
func rotationEntry(id ID, summary, problem, advice string) ID {
	return repeatable(warningEntry(id, summary, problem, advice), "Pass this token, too, to the runner managers.")
}

// repeatable adds to a warning its short form, with advice of its own.
func repeatable(id ID, advice string) ID {
	short := entries[id]
	short.advice = advice
	addEntry(id.Repeated(), short)

	return id
}

// Repeated is the short form of a warning that a run may raise for many objects,
// for all but the first of them.
func (id ID) Repeated() ID { return id + "-repeated" }
