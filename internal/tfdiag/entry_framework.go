package tfdiag

// What the provider says of values that several objects have.
const (
	DurationInvalid  ID = "duration-invalid"
	DurationNegative ID = "duration-negative"
	DurationTooLong  ID = "duration-too-long"
	IdentityInvalid  ID = "identity-invalid"
	ImportIDInvalid  ID = "import-id-invalid"
	ListUnreadable   ID = "list-unreadable"
)

const durationInvalid = "Invalid duration"

var frameworkEntries = map[ID]entry{
	DurationInvalid:  {asError, durationInvalid, "`{attribute}` is {value}, which is not a duration.", "Write a number with a unit (`s`, `m`, `h` or `d`), such as {example}."},
	DurationNegative: {asError, durationInvalid, "`{attribute}` is {value}, but a duration cannot be negative.", "Write a duration such as {example}."},
	DurationTooLong:  {asError, durationInvalid, "`{attribute}` is {value}, but the maximum is `106751d` (about 292 years).", "Write a duration such as {example}."},
	IdentityInvalid: {
		asError, "Invalid identity", "`{attribute}` in the identity is {value}, but IDs in GitLab are whole numbers, starting at 1.",
		"Use the ID of an object that exists in GitLab, such as `42`.",
	},
	ImportIDInvalid: {
		asError, "Invalid import ID", "The import ID is {value}, which is not the ID of a runner.",
		"Write the number after the `#` on the page of the runner in GitLab, such as `42`.",
	},
	ListUnreadable: {asError, "Unreadable list", "The provider cannot convert a list of results: {reason}.", reportBug},
}
