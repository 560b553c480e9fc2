package tfdiag

// What the provider says of its own configuration.
const (
	MissingGroupID ID = "runner-group-id-missing"
)

var providerEntries = map[ID]entry{
	MissingGroupID: {asError, "Missing group_id", "`group_id` is required for the `runner_type` `group_type`.", "Set `group_id` to the ID of the group."},
}
