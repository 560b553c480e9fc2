package standin

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// machineResource is a resource that fleets update in place.
type machineResource struct {
	store *Store
	name  string
}

func (r *machineResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r *machineResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = machineSchemas[r.name]
}

func (r *machineResource) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var err error
	if resp.State.Raw, err = r.store.filled(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Unable to create "+r.name, err.Error())
	}
}

func (r *machineResource) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (r *machineResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var err error
	if resp.State.Raw, err = r.store.filled(req.Plan.Raw); err != nil {
		resp.Diagnostics.AddError("Unable to update "+r.name, err.Error())
	}
}

func (r *machineResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}
