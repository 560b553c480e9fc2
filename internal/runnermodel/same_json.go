package runnermodel

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
)

// precision is Terraform's own for numbers, in bits.
const precision = 512

// maxExponent is the power of two beyond which a number keeps its text. Writing out
// 1e100000000 takes hours, and every user with the permission to edit a note could
// make every plan do so.
const maxExponent = 1 << 12

// sameJSON keeps a text if the configuration has the same JSON in another form. Notes
// can hold JSON, and jsonencode writes it with other white space and another order,
// which is not a change.
type sameJSON struct{}

func (sameJSON) Description(context.Context) string {
	return "The same JSON in another form is not a change."
}

func (m sameJSON) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (sameJSON) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	planned, ok := canonical(req.PlanValue.ValueString())
	if !ok {
		return
	}

	if before, ok := canonical(req.StateValue.ValueString()); ok && before == planned {
		resp.PlanValue = req.StateValue
	}
}

// canonical is the one form of a text that is a JSON object or array. Any other
// text has none.
func canonical(text string) (string, bool) {
	var value any

	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()

	if !json.Valid([]byte(text)) || decoder.Decode(&value) != nil {
		return "", false
	}

	switch value.(type) {
	case map[string]any, []any:
	default:
		return "", false
	}

	encoded, err := json.Marshal(withNumbers(value))

	return string(encoded), err == nil
}

// withNumbers writes every number in the one way, without a loss of digits.
func withNumbers(value any) any {
	switch value := value.(type) {
	case map[string]any:
		for name, member := range value {
			value[name] = withNumbers(member)
		}
	case []any:
		for i, element := range value {
			value[i] = withNumbers(element)
		}
	case json.Number:
		number, _, err := big.ParseFloat(value.String(), 10, precision, big.ToNearestEven)
		if err == nil && !number.IsInf() && max(number.MantExp(nil), -number.MantExp(nil)) <= maxExponent {
			return json.Number(number.Text('g', -1))
		}
	}

	return value
}
