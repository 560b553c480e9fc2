package framework

import (
	"context"
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// IdentitySchema is an identity of numbers, all of which an import has to give.
type IdentitySchema map[string]string

// Describe sets the framework's schema of the identity. The descriptions are plain text.
func (s IdentitySchema) Describe(resp *resource.IdentitySchemaResponse) {
	attributes := make(map[string]identityschema.Attribute, len(s))

	for name, sentence := range s {
		attributes[name] = identityschema.Int64Attribute{RequiredForImport: true, Description: sentence}
	}

	resp.IdentitySchema = identityschema.Schema{Attributes: attributes}
}

// Identify sets the identity of an object that has none yet, or only a part of it,
// as after a move. A complete one never changes.
func Identify(ctx context.Context, target *tfsdk.ResourceIdentity, identity any) diag.Diagnostics {
	if isComplete(target.Raw) {
		return nil
	}

	return target.Set(ctx, identity)
}

func isComplete(identity tftypes.Value) bool {
	var members map[string]tftypes.Value
	if identity.As(&members) != nil || len(members) == 0 {
		return false
	}

	for _, member := range members {
		if member.IsNull() || !member.IsKnown() {
			return false
		}
	}

	return true
}

// HasIdentity reports whether an import names the object by its identity, and not by
// an import id.
func HasIdentity(req resource.ImportStateRequest) bool {
	return req.Identity != nil && !req.Identity.Raw.IsNull()
}

// IdentityNumber returns a number of the identity in an import. It reads the raw value:
// the framework reports a fraction as a bug of the provider (no upstream issue found).
func IdentityNumber(req resource.ImportStateRequest, attribute string) (int64, diag.Diagnostics) {
	var (
		members map[string]tftypes.Value
		given   *big.Float
	)

	shown := "null"

	err := req.Identity.Raw.As(&members)
	if err == nil {
		err = members[attribute].As(&given)
	}

	if err == nil && given != nil {
		if number, accuracy := given.Int64(); accuracy == big.Exact && number >= 1 {
			return number, nil
		}

		shown = given.Text('f', -1)
	}

	return 0, diag.Diagnostics{tfdiag.New(tfdiag.IdentityInvalid, tfdiag.Values{"attribute": attribute, "value": shown})}
}

// ImportRunner imports an object that the ID of its runner identifies. The import ID,
// or the attribute of this name in the identity, becomes the attribute of the state;
// the Read that follows fills in the rest.
func ImportRunner(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse, attribute string) {
	var (
		id  int64
		err error
	)

	if HasIdentity(req) {
		var diags diag.Diagnostics

		id, diags = IdentityNumber(req, attribute)
		resp.Diagnostics.Append(diags...)
	} else if id, err = strconv.ParseInt(req.ID, 10, 64); err != nil || id < 1 {
		resp.Diagnostics.Append(tfdiag.New(tfdiag.ImportIDInvalid, tfdiag.Values{"value": strconv.Quote(req.ID)}))
	}

	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), id)...)
	}
}
