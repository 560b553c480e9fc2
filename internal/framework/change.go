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

	stays bool
}

// DecodeChange decodes the plan and the state. A resource that stays as it is
// has the same values in both, and they are decoded once: of a plan over a fleet
// that has not changed, decoding is the largest part.
func DecodeChange[M any](ctx context.Context, req resource.ModifyPlanRequest) (Change[M], diag.Diagnostics) {
	var change Change[M]

	diags := req.Plan.Get(ctx, &change.Plan)
	if req.State.Raw.IsNull() {
		return change, diags
	}

	before := change.Plan

	if change.stays = Stays(req); !change.stays {
		before = *new(M)
		diags.Append(req.State.Get(ctx, &before)...)
	}

	change.Before = &before

	return change, diags
}

// Write writes the plan back if it has become another one.
func (c Change[M]) Write(ctx context.Context, plan *tfsdk.Plan) diag.Diagnostics {
	if c.stays && reflect.DeepEqual(c.Plan, *c.Before) {
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

// Stays reports whether a plan leaves a resource as it is in the state.
func Stays(req resource.ModifyPlanRequest) bool {
	return req.Plan.Raw.Equal(req.State.Raw)
}
