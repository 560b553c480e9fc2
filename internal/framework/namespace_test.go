package framework_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

func accepts(t *testing.T, check validator.String, text string) bool {
	t.Helper()

	var resp validator.StringResponse

	check.ValidateString(t.Context(), validator.StringRequest{Path: path.Root("it"), ConfigValue: types.StringValue(text)}, &resp)

	return !resp.Diagnostics.HasError()
}

func TestIsProject(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]struct{ project, group bool }{
		"42":                   {true, true},
		"group/project":        {true, true},
		"group/sub/pro.je-t":   {true, true},
		"7/8":                  {true, true},
		"group":                {false, true},
		"2nd-group":            {false, true},
		"1.2":                  {false, true},
		".x/..y":               {true, true},
		"":                     {},
		"0":                    {},
		"-1":                   {},
		"/group":               {},
		"group/":               {},
		"a//b":                 {},
		"a b/c":                {},
		"a/b?c":                {},
		"%2e%2e/x":             {},
		".":                    {},
		"..":                   {},
		"a/..":                 {},
		"../b":                 {},
		"a\\b/c":               {},
		"a/b\x00":              {},
		"a/b\x1b[31m":          {},
		"99999999999999999999": {},
	} {
		if text == "-1" {
			want.group = true // A valid path.
		}

		if got := accepts(t, framework.ProjectValidator(), text); got != want.project || got != framework.IsProject(text) {
			t.Errorf("%q as a project: %v", text, got)
		}

		if got := accepts(t, framework.GroupValidator(), text); got != want.group {
			t.Errorf("%q as a group: %v", text, got)
		}
	}
}

func TestNamesNamespace(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]bool{"42": true, "43": false, "Group/Project": true, "group/other": false, "": false} {
		if got := framework.NamesNamespace(text, 42, "group/project"); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
