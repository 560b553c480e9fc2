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
