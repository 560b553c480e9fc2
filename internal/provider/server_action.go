package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Terraform validates the configuration of an action only while the variables in
// it are unknown, which every check accepts, and not again when they have values
// (no upstream issue was found): an empty filter would delete the runners of
// others. Therefore the checks are repeated in the plan, and when the action is
// invoked, for values that are known only after an apply.

// writeOnlyRefusal is the error with which plugin framework 1.19 refuses every
// value of a write-only attribute of an action: its validation takes the client
// for one without support for them, although its schema of actions has them
// (https://github.com/hashicorp/terraform-plugin-framework/pull/1233), and every
// Terraform with actions supports them. No issue about it was found. The filter
// can go when the framework accepts these values.
const writeOnlyRefusal = "WriteOnly Attribute Not Allowed"

// ValidateActionConfig implements [tfprotov6.ActionServer].
func (s server) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	resp, err := withDetachedContext(ctx, req, s.frameworkServer.ValidateActionConfig)
	if resp != nil {
		resp.Diagnostics = slices.DeleteFunc(resp.Diagnostics, func(diagnostic *tfprotov6.Diagnostic) bool {
			return diagnostic.Summary == writeOnlyRefusal
		})
	}

	return resp, err
}

// PlanAction implements [tfprotov6.ActionServer].
func (s server) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	if refusal, err := s.refusal(ctx, req.ActionType, req.Config); err != nil || refusal != nil {
		return &tfprotov6.PlanActionResponse{Diagnostics: refusal}, err
	}

	return withDetachedContext(ctx, req, s.frameworkServer.PlanAction)
}

// InvokeAction implements [tfprotov6.ActionServer].
func (s server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	refusal, err := s.refusal(ctx, req.ActionType, req.Config)
	if err != nil {
		return nil, err
	}

	if refusal != nil {
		completed := tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: refusal}}

		return &tfprotov6.InvokeActionServerStream{Events: slices.Values([]tfprotov6.InvokeActionEvent{completed})}, nil
	}

	return s.frameworkServer.InvokeAction(ctx, req)
}

// refusal is the errors of the configuration of an action, or nil. It drops
// warnings: a warning that depends on values belongs in ModifyPlan.
func (s server) refusal(ctx context.Context, typeName string, config *tfprotov6.DynamicValue) ([]*tfprotov6.Diagnostic, error) {
	validated, err := s.ValidateActionConfig(ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: typeName, Config: config})
	if err != nil {
		return nil, err
	}

	var refusal []*tfprotov6.Diagnostic

	for _, diagnostic := range validated.Diagnostics {
		if diagnostic.Severity == tfprotov6.DiagnosticSeverityError {
			refusal = append(refusal, diagnostic)
		}
	}

	return refusal, nil
}
