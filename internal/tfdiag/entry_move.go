package tfdiag

// What the provider says of a state of GitLab's own provider that it moves.
var (
	MoveStateUnreadable = errorEntry("move-state-unreadable", "Unable to move state",
		"The state of the `{type}` is not a JSON object: it was probably written by Terraform 0.11 or older. Nothing was moved.",
		"Remove the `moved` block and apply once with the provider {source}: this upgrades the state. Then add the `moved` block again and apply.")
	MoveAttributeMalformed = errorEntry("move-attribute-malformed", "Unable to move state",
		"`{attribute}` in the state of the `{type}` is not {kind}. Nothing was moved.",
		"Remove the `moved` block, run `terraform state rm` for the `{type}`, and import the runner or the assignment. An imported runner has no token in the state. "+
			"If the official GitLab provider wrote this value, this is a bug in the provider: report it with this text at "+issuePage+".")
)
