package framework_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// Any text is either refused by an error that says how it is done, or the
// number of a runner.
func FuzzImportID(f *testing.F) {
	described := schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.Int64Attribute{Computed: true}}}

	f.Fuzz(func(t *testing.T, text string) {
		nothing := tftypes.NewValue(described.Type().TerraformType(t.Context()), nil)
		resp := &resource.ImportStateResponse{State: tfsdk.State{Schema: described, Raw: nothing}}

		framework.ImportRunner(t.Context(), resource.ImportStateRequest{ID: text}, resp, "id", "A runner")

		if resp.Diagnostics.HasError() {
			if !resp.State.Raw.IsNull() {
				t.Errorf("%q is refused, and the state is %v", text, resp.State.Raw)
			}

			if detail := resp.Diagnostics[0].Detail(); !strings.Contains(detail, "the runner's number in GitLab") {
				t.Errorf("%q is refused with %q", text, detail)
			}

			return
		}

		var id int64

		if diags := resp.State.GetAttribute(t.Context(), path.Root("id"), &id); diags.HasError() || id < 1 {
			t.Errorf("%q is runner %d: %v", text, id, diags)
		}
	})
}
