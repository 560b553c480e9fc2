package assignment

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// A set is refused for what the framework's own type refuses it for.
func TestTextSetType(t *testing.T) {
	t.Parallel()

	kind := newTextSetType()
	text := func(of any) tftypes.Value { return tftypes.NewValue(tftypes.String, of) }
	set := func(of ...tftypes.Value) tftypes.Value {
		return tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, of)
	}

	for name, test := range map[string]struct {
		value tftypes.Value
		wants string
	}{
		"none":         {set(), ""},
		"null":         {tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, nil), ""},
		"unknown":      {tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, tftypes.UnknownValue), ""},
		"some":         {set(text("a"), text("A"), text("")), ""},
		"unknown ones": {set(text(tftypes.UnknownValue), text(tftypes.UnknownValue), text(nil), text("a")), ""},
		"twice":        {set(text("a"), text("b"), text("a")), `duplicate values of: "a"`},
		"numbers":      {tftypes.NewValue(tftypes.Set{ElementType: tftypes.Number}, []tftypes.Value{tftypes.NewValue(tftypes.Number, 1)}), "can't unmarshal"},
		"no set":       {text("a"), "can't unmarshal"},
	} {
		diags := kind.Validate(t.Context(), test.value, path.Root("projects"))

		got := ""
		for _, found := range diags {
			got += found.Detail()
		}

		if !strings.Contains(got, test.wants) || (got == "") != (test.wants == "") {
			t.Errorf("%s: got %q, want %q", name, got, test.wants)
		}

		theirs := kind.SetType.Validate(t.Context(), test.value, path.Root("projects"))
		if theirs.HasError() != diags.HasError() && name != "numbers" {
			t.Errorf("%s: the framework says %v", name, theirs)
		}
	}

	if !kind.Equal(newTextSetType()) || kind.Equal(kind.SetType) {
		t.Error("the type is another one than itself, or the framework's")
	}
}
