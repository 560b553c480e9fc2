package tfdiag

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// What the provider says of a value that exceeds the limits of its attribute, and
// of attributes that do not go together.
var (
	ValueNotAllowed    = errorEntry("value-not-allowed", "Invalid value", "`{attribute}` {is} {value}, which is not a valid value.", "Use {values}.")
	ValueMalformed     = errorEntry("value-malformed", "Invalid value", "`{attribute}` {is} {value}, but it must be {form}.", "Use a value such as {example}.")
	NumberOutOfRange   = errorEntry("number-out-of-range", "Number out of range", "`{attribute}` is {value}, but it must be {limit}.", "Use a number such as {example}.")
	NumberNotWhole     = errorEntry("number-not-whole", "Invalid number", "`{attribute}` {is} {value}, but it must be a whole number of at most 18 digits.", "Use such a number: `floor` rounds a fraction down.")
	TextEmpty          = errorEntry("text-empty", "Empty value", "`{attribute}` is empty, but it must have at least 1 character.", "Use a value such as {example}.")
	TextTooLong        = errorEntry("text-too-long", "Value too long", "`{attribute}` {is} {value}, which has {count} characters, but GitLab accepts at most {most} characters.", "Use a shorter value, such as {example}.")
	ElementNull        = errorEntry("element-null", "Element is null", "`{attribute}` contains null, but each of its elements must have a value.", "Remove null, for example with `[for x in list : x if x != null]`.")
	MapEmpty           = errorEntry("map-empty", "Empty map", "`{attribute}` is an empty map, but it must have at least 1 entry.", "Add an entry, as in {example}, or remove `{attribute}`.")
	AttributesConflict = errorEntry("attributes-conflict", "Conflicting attributes", "`{attribute}` and `{other}` are both set, but only one of them is allowed.", "Remove one of them.")
	AttributeMissing   = errorEntry("attribute-missing", "Missing attribute", "`{attribute}` is set, but it requires `{other}`, which is not set.", "Set `{other}`, for example to {example}, or remove `{attribute}`.")
	AttributesMissing  = errorEntry("attributes-missing", "Missing attribute", "Neither `{attribute}` nor `{other}` is set, but one of them is required.", "Set one of them, for example `{attribute}` to {example}.")
	IDInvalid          = errorEntry("id-invalid", "Invalid ID", "`{attribute}` {is} {value}, but IDs in GitLab are whole numbers, starting at 1.", "Use the ID of an object that exists in GitLab, such as `42`.")
	NoRunnerIDs        = errorEntry("runner-ids-empty", "No runner selected", "`runner_ids` is empty, but it must have at least 1 ID.", "Add the ID of a runner, such as `42`, or remove the action.")
)

// CheckID refuses the ID 0, which framework.IDValidator accepts. It is for what
// a mock answers in place of the provider, which gives 0 for every computed
// number: plans, reads, and the plan and invocation of actions. A null or unknown
// ID passes.
func CheckID(attribute path.Path, id types.Int64) diag.Diagnostics {
	if id.IsNull() || id.IsUnknown() || id.ValueInt64() != 0 {
		return nil
	}

	return diag.Diagnostics{At(attribute, IDInvalid, Values{"value": id})}
}
