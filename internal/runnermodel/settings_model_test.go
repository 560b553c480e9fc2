package runnermodel

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func tags(values ...string) types.Set {
	elements := make([]attr.Value, 0, len(values))
	for _, value := range values {
		elements = append(elements, types.StringValue(value))
	}

	return types.SetValueMust(types.StringType, elements)
}

// defaults are the settings of an empty configuration.
func defaults() Settings {
	return Settings{
		Description:     types.StringValue(""),
		Paused:          types.BoolValue(false),
		Locked:          types.BoolValue(false),
		RunUntagged:     types.BoolValue(true),
		TagList:         tags(),
		AccessLevel:     types.StringValue("not_protected"),
		MaximumTimeout:  types.Int64Null(),
		MaintenanceNote: types.StringValue(""),
	}
}

func with(change func(*Settings)) Settings {
	model := defaults()
	change(&model)

	return model
}

func runner(t *testing.T, body string) gitlabapi.Runner {
	t.Helper()

	var parsed gitlabapi.Runner
	if err := json.Unmarshal([]byte(body), &parsed); err != nil {
		t.Fatal(err)
	}

	return parsed
}

func TestSettings_fromAPI(t *testing.T) {
	t.Parallel()

	const bare = `"run_untagged":true,"access_level":"not_protected"`

	noted := with(func(m *Settings) { m.MaintenanceNote = types.StringValue("ours") })

	for name, test := range map[string]struct {
		body   string
		prior  Settings
		want   Settings
		hidden bool
	}{
		"nothing set":                {`{` + bare + `,"maintenance_note":null}`, Settings{}, defaults(), false},
		"texts cleared":              {`{` + bare + `,"description":"","maintenance_note":"","tag_list":[]}`, defaults(), defaults(), false},
		"note removed by hand":       {`{` + bare + `,"maintenance_note":""}`, noted, defaults(), false},
		"note hidden":                {`{` + bare + `,"maintenance_note":null}`, noted, noted, true},
		"note unknown to the server": {`{` + bare + `}`, noted, noted, true},
		"everything set": {
			`{"description":"d","paused":true,"locked":true,"run_untagged":false,"tag_list":["b","a"],"access_level":"ref_protected","maximum_timeout":600,"maintenance_note":"n"}`,
			defaults(),
			Settings{
				Description: types.StringValue("d"), Paused: types.BoolValue(true), Locked: types.BoolValue(true),
				RunUntagged: types.BoolValue(false), TagList: tags("a", "b"), AccessLevel: types.StringValue("ref_protected"),
				MaximumTimeout: types.Int64Value(600), MaintenanceNote: types.StringValue("n"),
			},
			false,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, hidden := settingsFromAPI(runner(t, test.body), test.prior)
			if _, differs := got.Change(test.want); differs || hidden != test.hidden {
				t.Errorf("got %+v (hidden %v), want %+v (hidden %v)", got, hidden, test.want, test.hidden)
			}
		})
	}
}

func TestSettings_change(t *testing.T) {
	t.Parallel()

	full := Settings{
		Description: types.StringValue("d"), Paused: types.BoolValue(true), Locked: types.BoolValue(true),
		RunUntagged: types.BoolValue(false), TagList: tags("a", "b"), AccessLevel: types.StringValue("ref_protected"),
		MaximumTimeout: types.Int64Value(600), MaintenanceNote: types.StringValue("n"),
	}

	for name, test := range map[string]struct {
		from, to Settings
		want     string
	}{
		"nothing":          {full, full, `{}`},
		"order of tags":    {full, func() Settings { m := full; m.TagList = tags("b", "a"); return m }(), `{}`},
		"everything set":   {defaults(), full, `{"description":"d","paused":true,"locked":true,"run_untagged":false,"tag_list":["a","b"],"access_level":"ref_protected","maximum_timeout":600,"maintenance_note":"n"}`},
		"everything clear": {full, defaults(), `{"description":"","paused":false,"locked":false,"run_untagged":true,"tag_list":[],"access_level":"not_protected","maximum_timeout":null,"maintenance_note":""}`},
		"one":              {full, func() Settings { m := full; m.Paused = types.BoolValue(false); return m }(), `{"paused":false}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			change, differs := test.to.Change(test.from)

			got, err := json.Marshal(change)
			if err != nil {
				t.Fatal(err)
			}

			if string(got) != test.want || differs != (test.want != `{}`) {
				t.Errorf("got %s (%v), want %s", got, differs, test.want)
			}
		})
	}
}

func TestSettings_notStored(t *testing.T) {
	t.Parallel()

	plan := with(func(m *Settings) {
		m.MaintenanceNote = types.StringValue("n")
		m.MaximumTimeout = types.Int64Value(600)
		m.TagList = tags("b", "a")
	})
	change, _ := plan.Change(defaults())

	for body, want := range map[string]string{
		`{"tag_list":["a","b"],"maximum_timeout":600,"maintenance_note":"n"}`:  "[]",
		`{"tag_list":["a","b"],"maximum_timeout":600}`:                         "[maintenance_note]",
		`{"tag_list":["a","b"],"maximum_timeout":null,"maintenance_note":"n"}`: "[maximum_timeout]",
		`{"tag_list":["a"],"maximum_timeout":600,"maintenance_note":null}`:     "[tag_list maintenance_note]",
	} {
		if got := fmt.Sprint(plan.NotStored(change, runner(t, body))); got != want {
			t.Errorf("%s: not stored are %s, want %s", body, got, want)
		}
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		untagged types.Bool
		tags     types.Set
		refused  bool
	}{
		"left out":                 {types.BoolNull(), types.SetNull(types.StringType), false},
		"tagged only, with tag":    {types.BoolValue(false), tags("a"), false},
		"tagged only, no tags":     {types.BoolValue(false), types.SetNull(types.StringType), true},
		"tagged only, empty tags":  {types.BoolValue(false), tags(), true},
		"tagged only, unknown":     {types.BoolValue(false), types.SetUnknown(types.StringType), false},
		"tagged only, unknown tag": {types.BoolValue(false), types.SetValueMust(types.StringType, []attr.Value{types.StringUnknown()}), false},
		"unknown":                  {types.BoolUnknown(), tags(), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var diags diag.Diagnostics

			Settings{RunUntagged: test.untagged, TagList: test.tags}.Validate(&diags)

			if diags.HasError() != test.refused {
				t.Errorf("got %v", diags)
			}
		})
	}
}

func TestSettings_limits(t *testing.T) {
	t.Parallel()

	many := make([]string, 51)
	for i := range many {
		many[i] = fmt.Sprintf("tag-%d", i)
	}

	tooMany := with(func(m *Settings) { m.TagList = tags(many...) })
	tooLong := with(func(m *Settings) { m.Description = types.StringValue(strings.Repeat("ü", 1025)) })
	fits := with(func(m *Settings) {
		m.TagList = tags(many[:50]...)
		m.Description = types.StringValue(strings.Repeat("ü", 1024))
	})
	fewer := with(func(m *Settings) { m.TagList = tags(slices.Concat(many, []string{"one-more"})...) })

	for name, test := range map[string]struct {
		prior   *Settings
		plan    Settings
		refused string
	}{
		"new, fits":               {nil, fits, ""},
		"new, too many":           {nil, tooMany, "tag_list"},
		"new, too long":           {nil, tooLong, "description"},
		"as it was, too many":     {&tooMany, tooMany, ""},
		"as it was, too long":     {&tooLong, tooLong, ""},
		"changed, still too many": {&fewer, tooMany, "tag_list"},
		"changed into too long":   {&fits, tooLong, "description"},
		"changed from too much":   {&tooMany, fits, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var diags diag.Diagnostics

			test.plan.CheckLimits(test.prior, &diags)

			got := ""

			for _, found := range diags {
				if at, ok := found.(diag.DiagnosticWithPath); ok {
					got += at.Path().String()
				}
			}

			if got != test.refused {
				t.Errorf("refused on %q, want %q: %v", got, test.refused, diags)
			}
		})
	}
}
