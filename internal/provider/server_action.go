package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Terraform validates the configuration of an action only while the variables
// in it are unknown, which every check lets pass, and never again when they have
// values: an empty filter would delete the runners of others. So the checks are
// made where the values are there, in the plan and, for what is known only
// after the apply of something else, when the action is invoked.

// writeOnlyRefusal is the error with which plugin framework 1.19 refuses every
// value of a write-only attribute of an action: its validation takes the client
// for one without support for them, although its schema of actions has them
// (https://github.com/hashicorp/terraform-plugin-framework/pull/1233), and every
// Terraform with actions supports them. No issue about it was found. The filter
// can go when the framework accepts these values.
const writeOnlyRefusal = "WriteOnly Attribute Not Allowed"

// ValidateActionConfig implements [tfprotov6.ActionServer].
func (s server) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	resp, err := during(ctx, req, s.complete.ValidateActionConfig)
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

	return during(ctx, req, s.complete.PlanAction)
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

	return s.complete.InvokeAction(ctx, req)
}

// refusal is what is wrong with the configuration of an action; nil where it is
// right. A warning is not repeated: one that hangs on values belongs into an
// action's ModifyPlan.
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
