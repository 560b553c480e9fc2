package framework_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

type part struct {
	Number *int64 `tfsdk:"number"`
}

type thing struct {
	Name  string   `tfsdk:"name"`
	Note  *string  `tfsdk:"note"`
	Ready bool     `tfsdk:"ready"`
	Share float64  `tfsdk:"share"`
	Tags  []string `tfsdk:"tags"`
	Main  *part    `tfsdk:"main"`
	Parts []part   `tfsdk:"parts"`

	Links map[string][]string `tfsdk:"links"`
}

func things() schema.ListNestedAttribute {
	number := map[string]schema.Attribute{"number": framework.ComputedInt64("")}

	return framework.ComputedObjects("", map[string]schema.Attribute{
		"name":  framework.ComputedString(""),
		"note":  framework.ComputedString(""),
		"ready": framework.ComputedBool(""),
		"share": framework.ComputedFloat64(""),
		"tags":  schema.SetAttribute{ElementType: types.StringType, Computed: true},
		"main":  framework.ComputedObject("", number),
		"parts": framework.ComputedObjects("", number),
		"links": schema.MapAttribute{ElementType: types.ListType{ElemType: types.StringType}, Computed: true},
	})
}

// empty is an empty list, as the framework reads it from a configuration.
func empty(t *testing.T) framework.ObjectList {
	t.Helper()

	kind := things().GetType()

	value, err := kind.ValueFromTerraform(t.Context(), tftypes.NewValue(kind.TerraformType(t.Context()), nil))
	if err != nil {
		t.Fatal(err)
	}

	list, ok := value.(framework.ObjectList)
	if !ok {
		t.Fatalf("the type makes a %T", value)
	}

	return list
}

// The list has the same values as one that the framework makes.
func TestObjectList(t *testing.T) {
	t.Parallel()

	note, number := "n", int64(1<<53+1)
	objects := []thing{
		{Name: "full", Note: &note, Ready: true, Share: 0.5, Tags: []string{"a", "b"}, Main: &part{&number}, Parts: []part{{&number}, {}}, Links: map[string][]string{"a": {"b", "c"}, "d": nil}},
		{Name: "without"},
		{Name: "with nothing in it", Tags: []string{}, Main: &part{}, Parts: []part{}, Links: map[string][]string{}},
	}

	plain := things()
	plain.CustomType = nil

	want, diags := types.ListValueFrom(t.Context(), plain.NestedObject.Type(), objects)
	if diags.HasError() {
		t.Fatal(diags)
	}

	got, err := empty(t).With(objects).ToTerraformValue(t.Context())
	if err != nil {
		t.Fatal(err)
	}

	if wanted, err := want.ToTerraformValue(t.Context()); err != nil || !got.Equal(wanted) {
		t.Errorf("got\n%s, want\n%s (%v)", got, wanted, err)
	}
}

// The list converts to a list of the framework and back.
func TestObjectList_conversion(t *testing.T) {
	t.Parallel()

	list := empty(t).With([]thing{{Name: "a"}, {Name: "b"}})

	own, diags := list.ToListValue(t.Context())
	if diags.HasError() || len(own.Elements()) != 2 {
		t.Fatalf("got %v, %v", own, diags)
	}

	kind, ok := list.Type(t.Context()).(basetypes.ListTypable)
	if !ok {
		t.Fatalf("the type is a %T", list.Type(t.Context()))
	}

	back, diags := kind.ValueFromList(t.Context(), own)
	if diags.HasError() || !back.Equal(list) {
		t.Errorf("got %v, %v", back, diags)
	}
}

func TestObjectList_equality(t *testing.T) {
	t.Parallel()

	one := empty(t).With([]thing{{Name: "a"}})

	for name, other := range map[string]attr.Value{
		"another object": empty(t).With([]thing{{Name: "b"}}),
		"none":           empty(t).With([]thing{}),
		"null":           empty(t),
		"no such list":   types.StringValue("a"),
	} {
		if one.Equal(other) {
			t.Errorf("%s is equal", name)
		}
	}

	if again := empty(t).With([]thing{{Name: "a"}}); !one.Equal(again) || !one.Type(t.Context()).Equal(again.Type(t.Context())) {
		t.Error("the same is not equal")
	}

	if !empty(t).IsNull() || one.IsNull() || one.IsUnknown() {
		t.Error("null is not texts from what is there")
	}
}
