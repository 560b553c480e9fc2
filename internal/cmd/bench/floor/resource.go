package floor

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// floorResource is a resource whose state is its plan.
type floorResource struct {
	name                 string
	attributes, identity []Attribute
}

// floorResourceWithIdentity is a resource with an identity.
type floorResourceWithIdentity struct{ *floorResource }

func newResource(name string, attributes, identity []Attribute) resource.Resource {
	r := &floorResource{name, attributes, identity}
	if identity == nil {
		return r
	}

	return floorResourceWithIdentity{r}
}

func (r *floorResource) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = r.name
}

func (r *floorResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: each(r.attributes, Attribute.forResource)}
}

func (r floorResourceWithIdentity) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: each(r.identity, Attribute.forIdentity)}
}

func (r *floorResource) Create(_ context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	resp.State.Raw = known(req.Plan.Raw, tftypes.Value{})
	identify(resp.State.Raw, resp.Identity)
}

// Read implements [resource.Resource]. The framework has copied the state.
func (r *floorResource) Read(_ context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	identify(req.State.Raw, resp.Identity)
}

func (r *floorResource) Update(_ context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.State.Raw = known(req.Plan.Raw, req.State.Raw)
	identify(resp.State.Raw, resp.Identity)
}

func (r *floorResource) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

// identify copies the identity from the state, if there is none.
func identify(state tftypes.Value, identity *tfsdk.ResourceIdentity) {
	if identity == nil || !identity.Raw.IsNull() {
		return
	}

	all, values := members(state), make(map[string]tftypes.Value)
	if object, ok := identity.Raw.Type().(tftypes.Object); ok {
		for name := range object.AttributeTypes {
			values[name] = all[name]
		}
	}

	identity.Raw = tftypes.NewValue(identity.Raw.Type(), values)
}
