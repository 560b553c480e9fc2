package floor

import (
	"context"
	"encoding/json"
	"os"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// RowsFile is the name of the file with the rows, in the folder of the
// configuration.
const RowsFile = "rows.json"

// Rows are the rows of a data source: the same row several times, with ids from 1
// on.
type Rows struct {
	Count int64
	Row   any
}

// floorDataSource is a data source whose lists are rows.
type floorDataSource struct {
	name       string
	attributes []Attribute
}

func (d *floorDataSource) Metadata(_ context.Context, _ datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = d.name
}

func (d *floorDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: each(d.attributes, Attribute.forDataSource)}
}

func (d *floorDataSource) Read(_ context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var rows Rows

	text, err := os.ReadFile(RowsFile)
	if err == nil {
		err = json.Unmarshal(text, &rows)
	}

	if err != nil {
		resp.Diagnostics.AddError("Unable to read rows", err.Error())

		return
	}

	values := members(req.Config.Raw)

	for _, a := range d.attributes {
		if list, ok := values[a.Name].Type().(tftypes.List); ok && a.Computed {
			if values[a.Name], err = rows.list(list, a.Nesting); err != nil {
				resp.Diagnostics.AddError("Unable to make rows", err.Error())

				return
			}
		}
	}

	resp.State.Raw = tftypes.NewValue(req.Config.Raw.Type(), values)
}

// list is a list of the rows, or of their ids.
func (r Rows) list(list tftypes.List, nesting tfprotov6.SchemaObjectNestingMode) (tftypes.Value, error) {
	elements := make([]tftypes.Value, r.Count)

	if nesting == tfprotov6.SchemaObjectNestingModeInvalid {
		for i := range elements {
			elements[i] = tftypes.NewValue(list.ElementType, int64(i+1))
		}

		return tftypes.NewValue(list, elements), nil
	}

	text, err := json.Marshal(r.Row)
	if err != nil {
		return tftypes.Value{}, err
	}

	row, err := (&tfprotov6.RawState{JSON: text}).Unmarshal(list.ElementType)
	if err != nil {
		return tftypes.Value{}, err
	}

	for i := range elements {
		values := members(row)
		values["id"] = tftypes.NewValue(tftypes.Number, int64(i+1))
		elements[i] = tftypes.NewValue(list.ElementType, values)
	}

	return tftypes.NewValue(list, elements), nil
}
