package framework

import (
	"context"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// WholeNumber is the type of a number in a configuration. The framework's type
// reports a fraction twice, and as a bug of the provider (no upstream issue was
// found). WholeNumber reports it once, at its attribute. It can go when the framework
// does the same.
type WholeNumber struct{ basetypes.Int64Type }

var _ basetypes.Int64Typable = WholeNumber{}

// Equal accepts the framework's type as well, which is that of the values.
func (t WholeNumber) Equal(other attr.Type) bool {
	_, ok := other.(WholeNumber)

	return ok || t.Int64Type.Equal(other)
}

func (t WholeNumber) String() string { return "framework.WholeNumber" }

// ValueFromTerraform decodes a number that Validate refuses as unknown, so that
// no other check reports it.
func (t WholeNumber) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	if refused(in) != nil {
		return types.Int64Unknown(), nil
	}

	return t.Int64Type.ValueFromTerraform(ctx, in)
}

// Validate refuses a fraction, and a number that does not fit into 64 bits.
func (t WholeNumber) Validate(_ context.Context, in tftypes.Value, at path.Path) diag.Diagnostics {
	if number := refused(in); number != nil {
		return diag.Diagnostics{tfdiag.At(at, tfdiag.NumberNotWhole, tfdiag.Values{"value": number.Text('f', -1)})}
	}

	return nil
}

// refused returns the number if it is not one of 64 bits, and nil otherwise.
func refused(in tftypes.Value) *big.Float {
	var number *big.Float

	if !in.IsKnown() || in.As(&number) != nil || number == nil {
		return nil
	}

	if _, accuracy := number.Int64(); accuracy == big.Exact {
		return nil
	}

	return number
}
