package runnermodel

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// The same JSON in another form is no change; every other text is.
func TestSameJSON(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		state, plan types.String
		stays       bool
	}{
		"white space and order":     {types.StringValue(`{"team": "ci", "rack": [1, 2.50]}`), types.StringValue(`{"rack":[1,2.5],"team":"ci"}`), true},
		"escapes":                   {types.StringValue(`["<a> & ü"]`), types.StringValue(`["\u003ca\u003e \u0026 \u00fc"]`), true},
		"another value":             {types.StringValue(`{"team": "ci"}`), types.StringValue(`{"team":"qa"}`), false},
		"another order of a list":   {types.StringValue(`[1, 2]`), types.StringValue(`[2,1]`), false},
		"a number and a text":       {types.StringValue(`[1]`), types.StringValue(`["1"]`), false},
		"numbers of many digits":    {types.StringValue(`[9007199254740993]`), types.StringValue(`[9007199254740992]`), false},
		"an enormous number":        {types.StringValue(`[1e999999999]`), types.StringValue(`[ 1e999999999 ]`), true},
		"one that takes hours":      {types.StringValue(`[1e300000000]`), types.StringValue(`[ 1e300000000]`), true},
		"one that is tiny":          {types.StringValue(`[1e-300000000]`), types.StringValue(`[ 1e-300000000]`), true},
		"what is no longer JSON":    {types.StringValue(`[1]`), types.StringValue(`[1] ` + "later"), false},
		"plain text":                {types.StringValue(`call  us`), types.StringValue(`call us`), false},
		"a word that is JSON":       {types.StringValue(` true`), types.StringValue(`true`), false},
		"a note that is made":       {types.StringNull(), types.StringValue(`[1]`), false},
		"a note that is cleared":    {types.StringValue(`[1]`), types.StringValue(""), false},
		"one that is not known":     {types.StringValue(`[1]`), types.StringUnknown(), false},
		"the first of what follows": {types.StringValue(`[1]`), types.StringValue(`[1][2]`), false},
	} {
		for _, attributeName := range []string{"description", "maintenance_note"} {
			attribute, ok := settingsAttributes()[attributeName].(schema.StringAttribute)
			if !ok {
				t.Fatalf("%s is no text", attributeName)
			}

			resp := planmodifier.StringResponse{PlanValue: test.plan}
			for _, modifier := range attribute.PlanModifiers {
				modifier.PlanModifyString(t.Context(), planmodifier.StringRequest{StateValue: test.state, PlanValue: test.plan}, &resp)
			}

			want := test.plan
			if test.stays {
				want = test.state
			}

			if !resp.PlanValue.Equal(want) {
				t.Errorf("%s, %s: got %s, want %s", name, attributeName, resp.PlanValue, want)
			}
		}
	}
}
