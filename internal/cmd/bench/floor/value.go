package floor

import (
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// members are the attributes of an object, none if it is null.
func members(object tftypes.Value) map[string]tftypes.Value {
	var values map[string]tftypes.Value

	_ = object.As(&values) // every value here is an object

	return values
}

// known is a plan in which the unknown values are those of the prior state, or
// new ones.
func known(plan, prior tftypes.Value) tftypes.Value {
	before, values := members(prior), members(plan)

	for name, value := range values {
		if value.IsKnown() {
			continue
		}

		values[name] = before[name]
		if old, ok := before[name]; !ok || old.IsNull() {
			values[name] = newValue(value.Type())
		}
	}

	return tftypes.NewValue(plan.Type(), values)
}

var lastID atomic.Int64

// newValue is a value as large as the values of a new runner.
func newValue(kind tftypes.Type) tftypes.Value {
	switch {
	case kind.Is(tftypes.String):
		return tftypes.NewValue(kind, "2030-01-02T03:04:05Z")
	case kind.Is(tftypes.Number):
		return tftypes.NewValue(kind, lastID.Add(1))
	case kind.Is(tftypes.Bool):
		return tftypes.NewValue(kind, false)
	default:
		return tftypes.NewValue(kind, []tftypes.Value{})
	}
}
