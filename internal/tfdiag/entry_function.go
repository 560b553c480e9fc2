package tfdiag

import (
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// functionFailed is the summary that Terraform gives to an error about an argument.
const functionFailed = "Invalid function argument"

// What the function config_toml says of its argument. {place} is the position in
// the argument, as `config.runners[0].docker`.
var (
	TOMLNotObject = errorEntry("config-toml-not-object", functionFailed,
		"`{place}` is {kind}, but it must be an object with the keys of config.toml.", "Pass an object, such as `{ concurrent = 10 }`.")
	TOMLUnsupported    = errorEntry("config-toml-unsupported", functionFailed, "`{place}` has a type that TOML does not have.", "Use a string, a number, a boolean, a list or an object.")
	TOMLInvalidKey     = errorEntry("config-toml-invalid-key", functionFailed, "`{place}` has a key that is not valid UTF-8.", "Correct the encoding of the key.")
	TOMLInvalidText    = errorEntry("config-toml-invalid-text", functionFailed, "`{place}` is not valid UTF-8.", "Correct the encoding, or encode the text with `base64encode`.")
	TOMLRunnersNotList = errorEntry("config-toml-runners-not-list", functionFailed,
		"`{place}` is {kind}, but it must be a list with an object for each runner.", "Write `runners = [{ … }]`.")
	TOMLRunnerNotObject = errorEntry("config-toml-runner-not-object", functionFailed,
		"`{place}` is {kind}, but each element of `runners` must be an object with the keys of a runner.", "Write `runners = [{ name = \"linux\", … }]`.")
	TOMLTokenNull = errorEntry("config-toml-token-null", functionFailed,
		"`{place}` is null, and GitLab Runner cannot use a file without a token. The state has no token after an import or with `store_token = false`, "+
			"and the ephemeral resource `gitlabrunner_authentication_token` has one only in the run that creates it.",
		"If `ignore_changes` keeps the existing file, write `coalesce(TOKEN, \"not handed on\")`. Otherwise omit the key, or change a value of `rotate_when_changed` to create a token, which invalidates the current one.")
	TOMLNullInList = errorEntry("config-toml-null-in-list", functionFailed,
		"`{place}` is null, but TOML has no null in a list.", "Remove the element, for example with `[for x in list : x if x != null]`.")
	TOMLMixedList = errorEntry("config-toml-mixed-list", functionFailed,
		"`{place}` is {kind}, but the same list also contains {other}. A list in config.toml contains either only objects or no objects.", "Make all elements objects, or none of them.")
	TOMLNestedObjects = errorEntry("config-toml-nested-objects", functionFailed,
		"`{place}` is a list of objects inside another list, which config.toml cannot have.", "Move the objects to the outer list.")
	TOMLIntegerTooLarge = errorEntry("config-toml-integer-too-large", functionFailed,
		"`{place}` is a whole number that does not fit into the 64 bits of an integer in TOML.", "Use a number with at most 18 digits.")
	TOMLNumberTooLarge = errorEntry("config-toml-number-too-large", functionFailed,
		"`{place}` is a number that is too large for the 64 bits of a float in TOML.", "Use a number below `1.79e308`.")
)

// FunctionError is a diagnostic of the catalogue for the error of a function.
// Terraform ends the text with a full stop.
func FunctionError(id ID, values Values) error {
	return errors.New(strings.TrimSuffix(New(id, values).Detail(), "."))
}

// IdentifyFunction is [Identify] for the text of the error of a function.
func IdentifyFunction(text string) ID { return Identify(diag.SeverityError, functionFailed, text+".") }
