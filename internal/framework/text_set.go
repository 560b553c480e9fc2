package framework

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

// TextSetType is the type of a set of many texts. It does not search for duplicates:
// the framework compares each element with every other one, several times in every
// call, which takes seconds for two thousand projects. It can go when that is fixed:
// https://github.com/hashicorp/terraform-plugin-framework/issues/1322.
type TextSetType struct{ basetypes.SetType }

// TextSet is a set of that type.
type TextSet struct{ basetypes.SetValue }

var (
	_ basetypes.SetTypable  = TextSetType{}
	_ basetypes.SetValuable = TextSet{}
)

// SetOf returns a set of texts.
func SetOf(texts []string) types.Set {
	elements := make([]attr.Value, len(texts))
	for i, text := range texts {
		elements[i] = types.StringValue(text)
	}

	return types.SetValueMust(types.StringType, elements)
}

func NewTextSetType() TextSetType {
	return TextSetType{basetypes.SetType{ElemType: types.StringType}}
}

func (t TextSetType) Equal(other attr.Type) bool {
	set, ok := other.(TextSetType)

	return ok && t.SetType.Equal(set.SetType)
}

func (t TextSetType) ValueType(context.Context) attr.Value { return TextSet{} }

func (t TextSetType) ValueFromSet(_ context.Context, in basetypes.SetValue) (basetypes.SetValuable, diag.Diagnostics) {
	return TextSet{in}, nil
}

func (t TextSetType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.SetType.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}

	set, ok := value.(basetypes.SetValue)
	if !ok {
		return nil, fmt.Errorf("%T is not a set", value)
	}

	return TextSet{set}, nil
}

func (s TextSet) Type(context.Context) attr.Type { return NewTextSetType() }

func (s TextSet) Equal(other attr.Value) bool {
	set, ok := other.(TextSet)

	return ok && s.SetValue.Equal(set.SetValue)
}

// Validate omits the framework's search for duplicates. Terraform has removed them.
func (t TextSetType) Validate(context.Context, tftypes.Value, path.Path) diag.Diagnostics {
	return nil
}
