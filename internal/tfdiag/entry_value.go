package tfdiag

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// What the provider says of a value that exceeds the limits of its attribute, and
// of attributes that do not go together.
const (
	ValueNotAllowed    ID = "value-not-allowed"
	ValueMalformed     ID = "value-malformed"
	NumberOutOfRange   ID = "number-out-of-range"
	TextEmpty          ID = "text-empty"
	TextTooLong        ID = "text-too-long"
	ElementNull        ID = "element-null"
	MapEmpty           ID = "map-empty"
	AttributesConflict ID = "attributes-conflict"
	AttributeMissing   ID = "attribute-missing"
	AttributesMissing  ID = "attributes-missing"
	IDInvalid          ID = "id-invalid"
	NoRunnerIDs        ID = "runner-ids-empty"
)

var valueEntries = map[ID]entry{
	ValueNotAllowed:    {asError, "Invalid value", "`{attribute}` {is} {value}, which is not a valid value.", "Use {values}."},
	ValueMalformed:     {asError, "Invalid value", "`{attribute}` {is} {value}, but it must be {form}.", "Use a value such as {example}."},
	NumberOutOfRange:   {asError, "Number out of range", "`{attribute}` is {value}, but it must be {limit}.", "Use a number such as {example}."},
	TextEmpty:          {asError, "Empty value", "`{attribute}` is empty, but it must have at least 1 character.", "Use a value such as {example}."},
	TextTooLong:        {asError, "Value too long", "`{attribute}` {is} {value}, which has {count} characters, but GitLab accepts at most {most} characters.", "Use a shorter value, such as {example}."},
	ElementNull:        {asError, "Element is null", "`{attribute}` contains null, but each of its elements must have a value.", "Remove null, for example with `[for x in list : x if x != null]`."},
	MapEmpty:           {asError, "Empty map", "`{attribute}` is an empty map, but it must have at least 1 entry.", "Add an entry, as in {example}, or remove `{attribute}`."},
	AttributesConflict: {asError, "Conflicting attributes", "`{attribute}` and `{other}` are both set, but only one of them is allowed.", "Remove one of them."},
	AttributeMissing:   {asError, "Missing attribute", "`{attribute}` is set, but it requires `{other}`, which is not set.", "Set `{other}`, for example to {example}, or remove `{attribute}`."},
	AttributesMissing:  {asError, "Missing attribute", "Neither `{attribute}` nor `{other}` is set, but one of them is required.", "Set one of them, for example `{attribute}` to {example}."},
	IDInvalid:          {asError, "Invalid ID", "`{attribute}` {is} {value}, but IDs in GitLab are whole numbers, starting at 1.", "Use the ID of an object that exists in GitLab, such as `42`."},
	NoRunnerIDs:        {asError, "No runner selected", "`runner_ids` is empty, but it must have at least 1 ID.", "Add the ID of a runner, such as `42`, or remove the action."},
}

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
