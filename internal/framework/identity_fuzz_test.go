package framework_test

import (
	"strconv"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A text is either refused, or the ID of a runner.
func FuzzImportID(f *testing.F) {
	described := schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.Int64Attribute{Computed: true}}}

	f.Fuzz(func(t *testing.T, text string) {
		nothing := tftypes.NewValue(described.Type().TerraformType(t.Context()), nil)
		resp := &resource.ImportStateResponse{State: tfsdk.State{Schema: described, Raw: nothing}}

		framework.ImportRunner(t.Context(), resource.ImportStateRequest{ID: text}, resp, "id")

		if resp.Diagnostics.HasError() {
			if !resp.State.Raw.IsNull() {
				t.Errorf("%q is refused, and the state is %v", text, resp.State.Raw)
			}

			want := tfdiag.New(tfdiag.ImportIDInvalid, tfdiag.Values{"value": strconv.Quote(text)})
			if made := resp.Diagnostics[0]; !made.Equal(want) {
				t.Errorf("%q is refused with %s", text, made.Detail())
			}

			return
		}

		var id int64

		if diags := resp.State.GetAttribute(t.Context(), path.Root("id"), &id); diags.HasError() || id < 1 {
			t.Errorf("%q is runner %d: %v", text, id, diags)
		}
	})
}
