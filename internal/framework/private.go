package framework

import (
	"context"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Private is a resource's private state, which Terraform stores and does not
// show.
type Private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// SetFlag stores a flag. It writes only a change, because Terraform reports
// every write to private state as a change of the object.
func SetFlag(ctx context.Context, private Private, key string, value bool) diag.Diagnostics {
	before, diags := Flag(ctx, private, key)
	if before == value {
		return diags
	}

	return append(diags, private.SetKey(ctx, key, strconv.AppendBool(nil, value))...)
}

// Flag returns a flag that SetFlag has stored. It is false by default.
func Flag(ctx context.Context, private Private, key string) (bool, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, key)

	return string(encoded) == "true", diags
}
