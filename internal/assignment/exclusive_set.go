package assignment

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// textSetType is the type of a set of many texts. The framework looks for
// duplicates by comparing each with every other one, and does so several times in
// every call: for two thousand projects that takes it seconds.
type textSetType struct{ basetypes.SetType }

func newTextSetType() textSetType {
	return textSetType{basetypes.SetType{ElemType: types.StringType}}
}

// Equal implements [attr.Type].
func (t textSetType) Equal(other attr.Type) bool {
	set, ok := other.(textSetType)

	return ok && t.SetType.Equal(set.SetType)
}

// Validate does what the framework's own does, with one look at each element.
func (t textSetType) Validate(_ context.Context, in tftypes.Value, at path.Path) diag.Diagnostics {
	var elements []tftypes.Value

	if !in.IsKnown() || in.IsNull() {
		return nil
	}

	if err := in.As(&elements); err != nil {
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Unreadable set", err.Error())}
	}

	seen := make(map[string]bool, len(elements))

	for _, element := range elements {
		var text string

		if !element.IsKnown() || element.IsNull() {
			continue
		}

		if err := element.As(&text); err != nil {
			return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Unreadable set", err.Error())}
		}

		if seen[text] {
			return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Duplicate Set Element", fmt.Sprintf("This attribute contains duplicate values of: %q", text))}
		}

		seen[text] = true
	}

	return nil
}
