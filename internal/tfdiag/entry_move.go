package tfdiag

// What the provider says of a state of GitLab's own provider that it moves.
const (
	MoveStateUnreadable    ID = "move-state-unreadable"
	MoveAttributeMalformed ID = "move-attribute-malformed"
)

var moveEntries = map[ID]entry{
	MoveStateUnreadable: {
		asError, "Unable to move state", "The state of the `{type}` is not a JSON object: it was probably written by Terraform 0.11 or older. Nothing was moved.",
		"Apply once with the provider {source} and without the `moved` block, which upgrades the state, and move again.",
	},
	MoveAttributeMalformed: {
		asError, "Unable to move state", "`{attribute}` in the state of the `{type}` is not {kind}. Nothing was moved.",
		"Remove the `moved` block, remove the `{type}` from the state with `terraform state rm`, and import the runner or the assignment; the state loses the token of a runner. " +
			"If GitLab's provider writes the attribute in this form, this is a bug in the provider: report it with this text at " + issuePage + ".",
	},
}
