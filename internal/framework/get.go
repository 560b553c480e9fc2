package framework

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Get decodes a configuration, a plan or a state into the model of a resource: a
// struct of the framework's values, with the names of the attributes in the tag
// tfsdk. The framework's method does the same, but compiles a regular expression for
// each field, each time (isValidFieldName, internal/reflect/helpers.go of 1.19;
// https://github.com/hashicorp/terraform-plugin-framework/issues/725). It also
// searches sets for duplicates, of which Terraform sends none. A value that Get cannot
// decode goes to that method, which says what is wrong with it. Get can go when the
// framework compiles the expression once.
func Get[S tfsdk.Config | tfsdk.Plan | tfsdk.State, M any](ctx context.Context, source S, model *M) diag.Diagnostics {
	var (
		decoded M
		config  = tfsdk.Config(source)
	)

	if !decode(ctx, config.Raw, config.Schema.Type(), reflect.ValueOf(&decoded).Elem()) {
		return config.Get(ctx, model)
	}

	*model = decoded

	return nil
}

// decode sets the fields of a model, and reports whether it could set all.
func decode(ctx context.Context, in tftypes.Value, kind attr.Type, model reflect.Value) bool {
	object, isObject := kind.(attr.TypeWithAttributeTypes)
	if !isObject || in.IsNull() || !in.IsKnown() {
		return false
	}

	var values map[string]tftypes.Value
	if err := in.As(&values); err != nil {
		return false
	}

	set, complete := setFields(ctx, values, object.AttributeTypes(), model)

	return complete && set == len(values)
}

// setFields sets the fields of a model, and those of the structs in it. It returns
// how many it has set, and whether those are all.
func setFields(ctx context.Context, values map[string]tftypes.Value, types map[string]attr.Type, model reflect.Value) (set int, complete bool) {
	for i := range model.NumField() {
		field := model.Type().Field(i)

		if field.Anonymous {
			embedded, complete := setFields(ctx, values, types, model.Field(i))
			if !complete {
				return 0, false
			}

			set += embedded

			continue
		}

		name := field.Tag.Get("tfsdk")
		if types[name] == nil {
			return 0, false
		}

		value, err := types[name].ValueFromTerraform(ctx, values[name])
		if err != nil || !isValid(ctx, value) || !reflect.TypeOf(value).AssignableTo(field.Type) {
			return 0, false
		}

		model.Field(i).Set(reflect.ValueOf(value))
		set++
	}

	return set, true
}

// isValid reports whether a value passes the checks of its type.
func isValid(ctx context.Context, value attr.Value) bool {
	var resp xattr.ValidateAttributeResponse

	if checked, ok := value.(xattr.ValidateableAttribute); ok {
		checked.ValidateAttribute(ctx, xattr.ValidateAttributeRequest{}, &resp)
	}

	return len(resp.Diagnostics) == 0
}
