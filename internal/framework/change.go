package framework

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Change is what a plan does to a resource that it does not destroy. M is the
// model of the resource.
type Change[M any] struct {
	Plan M
	// Before is the state; nil where the resource is about to be created.
	Before *M

	// decoded is Plan as it was decoded.
	decoded M
}

// DecodeChange decodes the plan and the state.
func DecodeChange[M any](ctx context.Context, req resource.ModifyPlanRequest) (Change[M], diag.Diagnostics) {
	var change Change[M]

	diags := Get(ctx, req.Plan, &change.Plan)
	change.decoded = change.Plan

	if !req.State.Raw.IsNull() {
		change.Before = new(M)
		diags.Append(Get(ctx, req.State, change.Before)...)
	}

	return change, diags
}

// Write writes the plan back if it has become another one: encoding takes longer
// than the rest of a plan that changes nothing.
func (c Change[M]) Write(ctx context.Context, plan *tfsdk.Plan) diag.Diagnostics {
	if reflect.DeepEqual(c.Plan, c.decoded) {
		return nil
	}

	return plan.Set(ctx, &c.Plan)
}

// WriteRefreshed writes the state that a refresh found if it is another one than
// the state before.
func WriteRefreshed[M any](ctx context.Context, state *tfsdk.State, before, after M) diag.Diagnostics {
	if reflect.DeepEqual(before, after) {
		return nil
	}

	return state.Set(ctx, &after)
}
