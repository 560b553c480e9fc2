package framework

import (
	"context"
	"reflect"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// ObjectListType is the type of a list of thousands of objects. Its values stay in
// Terraform's form: the framework converts each member to a value of its own and
// back, several times, and builds the types again for each. It can go when the
// framework does not; no upstream issue was found.
type ObjectListType struct {
	basetypes.ListType

	terraform tftypes.Type
}

var (
	_ basetypes.ListTypable  = ObjectListType{}
	_ basetypes.ListValuable = ObjectList{}
)

func objectListType(element attr.Type) ObjectListType {
	list := basetypes.ListType{ElemType: element}

	return ObjectListType{list, list.TerraformType(context.Background())}
}

func (t ObjectListType) Equal(other attr.Type) bool {
	list, ok := other.(ObjectListType)

	return ok && t.ListType.Equal(list.ListType)
}

func (t ObjectListType) String() string { return "framework." + t.ListType.String() }

func (t ObjectListType) TerraformType(context.Context) tftypes.Type { return t.terraform }

func (t ObjectListType) ValueType(context.Context) attr.Value { return ObjectList{kind: t} }

func (t ObjectListType) ValueFromTerraform(_ context.Context, in tftypes.Value) (attr.Value, error) {
	return ObjectList{t, in}, nil
}

func (t ObjectListType) ValueFromList(ctx context.Context, in basetypes.ListValue) (basetypes.ListValuable, diag.Diagnostics) {
	value, err := in.ToTerraformValue(ctx)
	if err != nil {
		return nil, diag.Diagnostics{tfdiag.New(tfdiag.ListUnreadable, tfdiag.Values{"reason": err})}
	}

	return ObjectList{t, value}, nil
}

// ObjectList is a list of objects in a model. One that was read from a configuration
// has its type already; see [ObjectList.With].
type ObjectList struct {
	kind  ObjectListType
	value tftypes.Value
}

// With returns a list of the same type with these objects: a slice of structs whose
// members have the names of attributes in the tag tfsdk. A nil pointer, slice or
// map becomes null. It panics if the objects do not have the type.
func (l ObjectList) With(objects any) ObjectList {
	return ObjectList{l.kind, encode(l.kind.terraform, reflect.ValueOf(objects))}
}

func (l ObjectList) Type(context.Context) attr.Type { return l.kind }

func (l ObjectList) ToTerraformValue(context.Context) (tftypes.Value, error) { return l.value, nil }

func (l ObjectList) Equal(other attr.Value) bool {
	list, ok := other.(ObjectList)

	return ok && l.kind.Equal(list.kind) && l.value.Equal(list.value)
}

func (l ObjectList) IsNull() bool { return l.value.IsNull() }

func (l ObjectList) IsUnknown() bool { return !l.value.IsKnown() }

func (l ObjectList) String() string { return l.value.String() }

func (l ObjectList) ToListValue(ctx context.Context) (basetypes.ListValue, diag.Diagnostics) {
	value, err := l.kind.ListType.ValueFromTerraform(ctx, l.value)
	if list, ok := value.(basetypes.ListValue); ok && err == nil {
		return list, nil
	}

	return basetypes.ListValue{}, diag.Diagnostics{tfdiag.New(tfdiag.ListUnreadable, tfdiag.Values{"reason": err})}
}

// encode converts a Go value to a value of a type.
func encode(kind tftypes.Type, in reflect.Value) tftypes.Value {
	if slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Slice, reflect.Map}, in.Kind()) && in.IsNil() {
		return tftypes.NewValue(kind, nil)
	}

	switch in.Kind() {
	case reflect.Pointer:
		return encode(kind, in.Elem())
	case reflect.Slice:
		return tftypes.NewValue(kind, elements(kind, in))
	case reflect.Map:
		return tftypes.NewValue(kind, entries(kind, in))
	case reflect.Struct:
		return tftypes.NewValue(kind, fields(kind, in))
	default:
		return tftypes.NewValue(kind, in.Interface())
	}
}

func elements(kind tftypes.Type, in reflect.Value) []tftypes.Value {
	var element tftypes.Type

	switch kind := kind.(type) {
	case tftypes.List:
		element = kind.ElementType
	case tftypes.Set:
		element = kind.ElementType
	}

	values := make([]tftypes.Value, in.Len())
	for i := range values {
		values[i] = encode(element, in.Index(i))
	}

	return values
}

func entries(kind tftypes.Type, in reflect.Value) map[string]tftypes.Value {
	mapping, _ := kind.(tftypes.Map) // Another type refuses the values.
	values := make(map[string]tftypes.Value, in.Len())

	for key, value := range in.Seq2() {
		values[key.String()] = encode(mapping.ElementType, value)
	}

	return values
}

func fields(kind tftypes.Type, in reflect.Value) map[string]tftypes.Value {
	object, _ := kind.(tftypes.Object) // Another type refuses the values.
	values := make(map[string]tftypes.Value, in.NumField())

	for i := range in.NumField() {
		name := in.Type().Field(i).Tag.Get("tfsdk")
		values[name] = encode(object.AttributeTypes[name], in.Field(i))
	}

	return values
}
