package framework

import (
	"context"
	"fmt"
	"math/big"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// IdentitySchema is an identity of numbers, all of which an import has to give.
type IdentitySchema map[string]string

// Describe makes the framework's schema of it; the sentences are plain text.
func (s IdentitySchema) Describe(resp *resource.IdentitySchemaResponse) {
	attributes := make(map[string]identityschema.Attribute, len(s))

	for name, sentence := range s {
		attributes[name] = identityschema.Int64Attribute{RequiredForImport: true, Description: sentence}
	}

	resp.IdentitySchema = identityschema.Schema{Attributes: attributes}
}

// HasIdentity reports whether an import names the object by its identity, and not by
// an import id.
func HasIdentity(req resource.ImportStateRequest) bool {
	return req.Identity != nil && !req.Identity.Raw.IsNull()
}

// IdentityNumber is one number of an identity that an import gives. It is read from the
// raw value: to the framework a fraction is a mistake of the provider's.
func IdentityNumber(req resource.ImportStateRequest, attribute string) (int64, diag.Diagnostics) {
	var (
		diags   diag.Diagnostics
		members map[string]tftypes.Value
		given   *big.Float
	)

	if err := req.Identity.Raw.As(&members); err != nil {
		diags.AddError("Invalid identity", err.Error())

		return 0, diags
	}

	shown := "null"

	if err := members[attribute].As(&given); err == nil && given != nil {
		if number, accuracy := given.Int64(); accuracy == big.Exact && number >= 1 {
			return number, nil
		}

		shown = given.Text('f', -1)
	}

	diags.AddError("Invalid identity", fmt.Sprintf("%s is a number that GitLab gives, from 1 on, and not %s.", attribute, shown))

	return 0, diags
}

// ImportRunner imports what is known by its runner's number alone, given as
// import id or as identity: it becomes the state's attribute of the same name,
// and the Read that follows fills in the rest. What is imported, as "The token
// of a runner", is for the error.
func ImportRunner(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse, attribute, what string) {
	var (
		id  int64
		err error
	)

	if HasIdentity(req) {
		var diags diag.Diagnostics

		id, diags = IdentityNumber(req, attribute)
		resp.Diagnostics.Append(diags...)
	} else if id, err = strconv.ParseInt(req.ID, 10, 64); err != nil || id < 1 {
		resp.Diagnostics.AddError("Invalid import id", fmt.Sprintf(
			"%s is imported by the runner's number in GitLab, as 42, and not by %q. The number stands behind the # on the runner's page.", what, req.ID))
	}

	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), id)...)
	}
}
