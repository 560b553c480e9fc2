package tfdiag

// What the provider says of a state of GitLab's own provider that it moves.
const (
	MoveStateUnreadable    ID = "move-state-unreadable"
	MoveAttributeMalformed ID = "move-attribute-malformed"
)

var moveEntries = map[ID]entry{
	MoveStateUnreadable: {
		asError, "Unable to move state", "The state of the `{type}` is not a JSON object, which it is since Terraform 0.12. Nothing was moved.",
		"Apply once with the provider {source}, which upgrades the state, and move again.",
	},
	MoveAttributeMalformed: {
		asError, "Unable to move state", "`{attribute}` in the state of the `{type}` is not {kind}. Nothing was moved.",
		"Leave out the `moved` block, remove the `{type}` from the state with `terraform state rm`, and import the runner or the assignment. " +
			"If GitLab's provider writes the attribute in this form, report it as a bug of this provider.",
	},
}
