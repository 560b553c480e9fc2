package tfdiag

// What the provider says of the settings of a runner.
const (
	TagInvalid ID = "runner-tag-invalid"
	InfoEmpty  ID = "runner-info-empty"
)

var settingEntries = map[ID]entry{
	TagInvalid: {
		asError, "Invalid tag", "The tag {tag} {problem}. The runner would not have the tag that is configured.",
		"Change the tag. A runner that already has such a tag can keep it as long as `tag_list` does not change.",
	},
	InfoEmpty: {
		asError, "Empty info", "`info` has none of its members. Terraform ignores members with other names, such as misspelled ones.",
		"Set at least one of `name`, `version`, `revision`, `platform` and `architecture`, or remove `info`.",
	},
}
