package tfdiag

// What the provider says of the settings of a runner.
var (
	TagInvalid = errorEntry("runner-tag-invalid", "Invalid tag",
		"`tag_list` contains the tag {tag}, which {problem}. GitLab would therefore not store the tag as configured.",
		"Change the tag. A runner that already has such a tag can keep it as long as `tag_list` does not change.")
	TagsMissing = errorEntry("runner-tags-missing", "Runner would accept no jobs",
		"With `run_untagged = false` and without tags, the runner could not accept any job. GitLab refuses such a runner.",
		"Add a tag to `tag_list`, or remove `run_untagged`.")
	TagsTooMany = errorEntry("runner-tags-too-many", "Too many tags",
		"`{attribute}` has {count} tags, but GitLab accepts at most {most} for a runner.",
		"Remove some of the tags. A runner that already has more can keep them as long as `{attribute}` does not change.")
	DescriptionTooLong = errorEntry("runner-description-too-long", "Description too long",
		"`{attribute}` has {count} characters, but GitLab accepts at most {most}.",
		"Shorten it, or move a part of it to `maintenance_note`, which accepts another {most} characters.")
	SettingNotStored = errorEntry("runner-setting-not-stored", "GitLab did not store the setting",
		"Tried to update runner {runner}. GitLab accepted the request, but its response shows another value of `{attribute}`. This version of GitLab probably does not support the setting.",
		"Restore the previous value of `{attribute}`, or upgrade GitLab.")
	NotesNotShown = warningEntry("runner-notes-not-shown", "GitLab cannot show maintenance notes",
		"Before version 16.10, GitLab neither shows maintenance notes nor changes them. The notes in the state are kept.",
		"Leave `maintenance_note` as it was when the runner was created, or upgrade GitLab.")
	NotesHidden = warningEntry("runner-notes-hidden", "Maintenance notes cannot be checked",
		"GitLab shows no maintenance note for runner {runner}, but the state has one. GitLab hides notes from users without the permission to update the runner. The note in the state is kept.",
		"To check the notes for drift, plan with {token}.")
	InfoEmpty = errorEntry("runner-info-empty", "Empty info",
		"None of the attributes of `info` is set. Terraform ignores attributes with other names, such as misspelled ones.",
		"Set at least one of `name`, `version`, `revision`, `platform` and `architecture`, or remove `info`.")
)
