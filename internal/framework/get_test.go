package framework_test

import (
	"context"
	"math/big"
	"reflect"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

type embedded struct {
	Tags types.Set         `tfsdk:"tags"`
	Map  types.Map         `tfsdk:"map"`
	Time timetypes.RFC3339 `tfsdk:"time"`
}

type model struct {
	embedded

	ID   types.Int64  `tfsdk:"id"`
	Name types.String `tfsdk:"name"`
	On   types.Bool   `tfsdk:"on"`
}

// attributes are those of the model.
func attributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":   schema.Int64Attribute{},
		"name": schema.StringAttribute{},
		"on":   schema.BoolAttribute{},
		"tags": schema.SetAttribute{ElementType: types.StringType},
		"map":  schema.MapAttribute{ElementType: types.StringType},
		"time": schema.StringAttribute{CustomType: timetypes.RFC3339Type{}},
	}
}

// state returns a state with these values; the others are null.
func state(attributes map[string]schema.Attribute, values map[string]any) tfsdk.State {
	of := schema.Schema{Attributes: attributes}
	members := make(map[string]tftypes.Value)

	for name, attribute := range attributes {
		members[name] = tftypes.NewValue(attribute.GetType().TerraformType(context.Background()), values[name])
	}

	return tfsdk.State{Schema: of, Raw: tftypes.NewValue(of.Type().TerraformType(context.Background()), members)}
}

// Get gives the same model and the same diagnostics as the framework's method.
func TestGet_sameAsTheFramework(t *testing.T) {
	t.Parallel()

	linux := tftypes.NewValue(tftypes.String, "linux")
	unknown := tftypes.NewValue(tftypes.String, tftypes.UnknownValue)

	null, nothingKnown := state(attributes(), nil), state(attributes(), nil)
	null.Raw = tftypes.NewValue(null.Raw.Type(), nil)
	nothingKnown.Raw = tftypes.NewValue(null.Raw.Type(), tftypes.UnknownValue)

	fewer, more := attributes(), attributes()
	delete(fewer, "id")

	more["other"] = schema.Int64Attribute{}

	for name, source := range map[string]tfsdk.State{
		"null attributes": state(attributes(), nil),
		"values": state(attributes(), map[string]any{
			"id": 1, "name": "a", "on": true, "tags": []tftypes.Value{linux}, "map": map[string]tftypes.Value{"a": linux}, "time": "2030-01-02T03:04:05Z",
		}),
		"unknown values": state(attributes(), map[string]any{
			"id": tftypes.UnknownValue, "name": tftypes.UnknownValue, "on": tftypes.UnknownValue, "tags": tftypes.UnknownValue,
			"map": tftypes.UnknownValue, "time": tftypes.UnknownValue,
		}),
		"unknown members":            state(attributes(), map[string]any{"tags": []tftypes.Value{unknown}, "map": map[string]tftypes.Value{"a": unknown}}),
		"a number that is not an ID": state(attributes(), map[string]any{"id": new(big.Float).SetMantExp(big.NewFloat(1), 64)}),
		"not a time":                 state(attributes(), map[string]any{"time": "tomorrow"}),
		"a fraction":                 state(attributes(), map[string]any{"id": 1.5}),
		"null":                       null,
		"unknown":                    nothingKnown,
		"a field has no attribute":   state(fewer, nil),
		"an attribute has no field":  state(more, nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var want, got model

			wantDiags := tfsdk.Config(source).Get(t.Context(), &want)

			for as, gotDiags := range map[string]diag.Diagnostics{
				"state":  framework.Get(t.Context(), source, &got),
				"plan":   framework.Get(t.Context(), tfsdk.Plan(source), new(model)),
				"config": framework.Get(t.Context(), tfsdk.Config(source), new(model)),
			} {
				if !reflect.DeepEqual(gotDiags, wantDiags) {
					t.Errorf("%s: diagnostics %v, want %v", as, gotDiags, wantDiags)
				}
			}

			if !wantDiags.HasError() && !reflect.DeepEqual(got, want) {
				t.Errorf("model %v, want %v", got, want)
			}
		})
	}
}

// Get leaves the value from which it decodes as it is.
func TestGet_readsOnly(t *testing.T) {
	t.Parallel()

	source := state(attributes(), map[string]any{"id": 1})
	before := source.Raw.Copy()

	if diags := framework.Get(t.Context(), source, new(model)); diags.HasError() {
		t.Fatal(diags)
	}

	if !source.Raw.Equal(before) {
		t.Errorf("the state is %s, want %s", source.Raw, before)
	}
}
