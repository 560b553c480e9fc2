package tfdiag

const durationInvalid = "Invalid duration"

// What the provider says of values that several objects have.
var (
	DurationInvalid  = errorEntry("duration-invalid", durationInvalid, "`{attribute}` is {value}, which is not a duration.", "Write a number with a unit (`s`, `m`, `h` or `d`), such as {example}.")
	DurationZero     = errorEntry("duration-zero", durationInvalid, "`{attribute}` is {value}, but it must be greater than 0.", "Write a duration such as {example}.")
	DurationNegative = errorEntry("duration-negative", durationInvalid, "`{attribute}` is {value}, but a duration cannot be negative.", "Write a duration such as {example}.")
	DurationTooLong  = errorEntry("duration-too-long", durationInvalid, "`{attribute}` is {value}, but the maximum is `106751d` (about 292 years).", "Write a duration such as {example}.")
	IdentityInvalid  = errorEntry("identity-invalid", "Invalid identity",
		"`{attribute}` in the identity is {value}, but IDs in GitLab are whole numbers, starting at 1.",
		"Use the ID of an object that exists in GitLab, such as `42`.")
	ImportIDInvalid = errorEntry("import-id-invalid", "Invalid import ID",
		"The import ID is {value}, which is not the ID of a runner.",
		"Write the number after the `#` on the page of the runner in GitLab, such as `42`.")
	ListUnreadable = errorEntry("list-unreadable", "Unreadable list", "The provider cannot convert a list of results: {reason}.", reportBug)
)
