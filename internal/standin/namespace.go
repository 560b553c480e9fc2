package standin

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	dataschema "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// namespace is the data source kubernetes_namespace_v1.
type namespace struct{}

func (*namespace) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = "kubernetes_namespace_v1"
}

func (*namespace) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = dataschema.Schema{Blocks: map[string]dataschema.Block{"metadata": dataschema.ListNestedBlock{
		NestedObject: dataschema.NestedBlockObject{Attributes: map[string]dataschema.Attribute{
			"name": dataschema.StringAttribute{Optional: true},
			"uid":  dataschema.StringAttribute{Computed: true},
		}},
	}}}
}

func (*namespace) Read(_ context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	read, err := tftypes.Transform(req.Config.Raw, func(path *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if steps := path.Steps(); len(steps) > 0 && steps[len(steps)-1] == tftypes.AttributeName("uid") {
			return tftypes.NewValue(tftypes.String, "uid-1"), nil
		}

		return value, nil
	})
	if err != nil {
		resp.Diagnostics.AddError("Unable to read namespace", err.Error())
	}

	resp.State.Raw = read
}
