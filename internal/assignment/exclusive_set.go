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
// duplicates by comparing each element with every other one, and does so several
// times in every call: for two thousand projects that takes it seconds.
type textSetType struct{ basetypes.SetType }

// textSet is a set of that type.
type textSet struct{ basetypes.SetValue }

var (
	_ basetypes.SetTypable  = textSetType{}
	_ basetypes.SetValuable = textSet{}
)

func newTextSetType() textSetType {
	return textSetType{basetypes.SetType{ElemType: types.StringType}}
}

// Equal implements [attr.Type].
func (t textSetType) Equal(other attr.Type) bool {
	set, ok := other.(textSetType)

	return ok && t.SetType.Equal(set.SetType)
}

// ValueType implements [attr.Type].
func (t textSetType) ValueType(context.Context) attr.Value { return textSet{} }

// ValueFromSet implements [basetypes.SetTypable].
func (t textSetType) ValueFromSet(_ context.Context, in basetypes.SetValue) (basetypes.SetValuable, diag.Diagnostics) {
	return textSet{in}, nil
}

// ValueFromTerraform implements [attr.Type].
func (t textSetType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.SetType.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}

	set, ok := value.(basetypes.SetValue)
	if !ok {
		return nil, fmt.Errorf("%T is no set", value)
	}

	return textSet{set}, nil
}

// Type implements [attr.Value].
func (s textSet) Type(context.Context) attr.Type { return newTextSetType() }

// Equal implements [attr.Value].
func (s textSet) Equal(other attr.Value) bool {
	set, ok := other.(textSet)

	return ok && s.SetValue.Equal(set.SetValue)
}

// Validate leaves out the framework's search for duplicates, which Terraform has
// removed before.
func (t textSetType) Validate(context.Context, tftypes.Value, path.Path) diag.Diagnostics {
	return nil
}
