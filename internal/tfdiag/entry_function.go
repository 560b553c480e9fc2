package tfdiag

import (
	"errors"
	"strings"
)

// What the function config_toml says of its argument. {place} is the position in
// the argument, as `config.runners[0].docker`.
const (
	TOMLNotObject       ID = "config-toml-not-object"
	TOMLUnsupported     ID = "config-toml-unsupported"
	TOMLInvalidKey      ID = "config-toml-invalid-key"
	TOMLInvalidText     ID = "config-toml-invalid-text"
	TOMLNullInList      ID = "config-toml-null-in-list"
	TOMLRunnersNotList  ID = "config-toml-runners-not-list"
	TOMLTokenNull       ID = "config-toml-token-null"
	TOMLMixedList       ID = "config-toml-mixed-list"
	TOMLNestedObjects   ID = "config-toml-nested-objects"
	TOMLIntegerTooLarge ID = "config-toml-integer-too-large"
	TOMLNumberTooLarge  ID = "config-toml-number-too-large"
)

// functionFailed is the summary that Terraform gives to an error about an argument.
const functionFailed = "Invalid function argument"

var functionEntries = map[ID]entry{
	TOMLNotObject: {
		asError, functionFailed, "`{place}` is {kind}, but it must be an object with the keys of config.toml.", "Pass an object, such as `{ concurrent = 10 }`.",
	},
	TOMLUnsupported: {asError, functionFailed, "`{place}` has a type that TOML does not have.", "Use a string, a number, a boolean, a list or an object."},
	TOMLInvalidKey:  {asError, functionFailed, "`{place}` has a key that is not valid UTF-8.", "Correct the encoding of the key."},
	TOMLInvalidText: {asError, functionFailed, "`{place}` is not valid UTF-8.", "Correct the encoding, or encode the text with `base64encode`."},
	TOMLRunnersNotList: {
		asError, functionFailed, "`{place}` is {kind}, but it must be a list with an object for each runner.", "Write `runners = [{ … }]`.",
	},
	TOMLTokenNull: {
		asError, functionFailed, "`{place}` is null, and GitLab Runner cannot use a file without a token. The token is null after an import, with `store_token = false`, " +
			"and in every run that does not create it.",
		"If `ignore_changes` keeps the existing file, write `coalesce(TOKEN, \"unavailable\")`. Otherwise omit the key, or change a value of `rotate_when_changed` to create a token, which invalidates the current one.",
	},
	TOMLNullInList: {
		asError, functionFailed, "`{place}` is null, but TOML has no null in a list.", "Remove the element, for example with `[for x in list : x if x != null]`.",
	},
	TOMLMixedList: {
		asError, functionFailed, "`{place}` is {kind}, but the same list also contains {other}. A list in config.toml contains either only objects or no objects.", "Make all elements objects, or none of them.",
	},
	TOMLNestedObjects: {
		asError, functionFailed, "`{place}` is a list of objects inside another list, which config.toml cannot have.", "Move the objects to the outer list.",
	},
	TOMLIntegerTooLarge: {
		asError, functionFailed, "`{place}` is a whole number that does not fit into the 64 bits of an integer in TOML.", "Use a number with at most 18 digits.",
	},
	TOMLNumberTooLarge: {
		asError, functionFailed, "`{place}` is a number that is too large for the 64 bits of a float in TOML.", "Use a number below `1.79e308`.",
	},
}

// FunctionError is a diagnostic of the catalogue for the error of a function.
// Terraform ends the text with a full stop.
func FunctionError(id ID, values Values) error {
	return errors.New(strings.TrimSuffix(New(id, values).Detail(), "."))
}

// IdentifyFunction is [Identify] for the text of the error of a function.
func IdentifyFunction(text string) ID { return Identify(asError, functionFailed, text+".") }
