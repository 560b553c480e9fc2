package provider

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Terraform validates the configuration of an action only while the variables in
// it are unknown, which every check accepts, and not again when they have values:
// an empty filter would delete the runners of others. Therefore the checks are
// repeated in the plan, and in the invocation for values known only after apply.
// This can go when Terraform validates known values; no upstream issue was found.

// writeOnlyRefusal is the error with which plugin framework 1.19 refuses every
// value of a write-only attribute of an action: its validation takes the client
// for one without support for them, although its schema of actions has them
// (https://github.com/hashicorp/terraform-plugin-framework/pull/1233), and every
// Terraform with actions supports them. No issue about it was found. The filter
// can go when the framework accepts these values.
const writeOnlyRefusal = "WriteOnly Attribute Not Allowed"

// requiredRefusal is the error with which plugin framework 1.19 refuses a null
// value of a required attribute.
const requiredRefusal = "Missing Configuration for Required Attribute"

func (s server) ValidateActionConfig(ctx context.Context, req *tfprotov6.ValidateActionConfigRequest) (*tfprotov6.ValidateActionConfigResponse, error) {
	resp, err := withDetachedContext(ctx, req, s.frameworkServer.ValidateActionConfig)
	if resp != nil {
		resp.Diagnostics = slices.DeleteFunc(resp.Diagnostics, func(diagnostic *tfprotov6.Diagnostic) bool {
			return diagnostic.Summary == writeOnlyRefusal
		})
	}

	return resp, err
}

func (s server) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	if refusal, err := s.refusal(ctx, req.ActionType, req.Config); err != nil || refusal != nil {
		return &tfprotov6.PlanActionResponse{Diagnostics: refusal}, err
	}

	return withDetachedContext(ctx, req, s.frameworkServer.PlanAction)
}

func (s server) InvokeAction(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	s.invocations.begin()

	stream, err := s.invokeValidated(ctx, req)
	if err != nil {
		s.invocations.end()

		return nil, err
	}

	return s.invocations.counted(stream), nil
}

func (s server) invokeValidated(ctx context.Context, req *tfprotov6.InvokeActionRequest) (*tfprotov6.InvokeActionServerStream, error) {
	refusal, err := s.refusal(ctx, req.ActionType, req.Config)
	if err != nil {
		return nil, err
	}

	if refusal != nil {
		if refusal, err = s.explainMissing(ctx, req.ActionType, refusal); err != nil {
			return nil, err
		}

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

// explainMissing replaces the framework's errors of required write-only values
// that are missing when an action is invoked. Terraform 1.16 takes the values of
// `-invoke` from its plan, which has no ephemeral ones; for an action that a
// resource triggers, it evaluates them again. No upstream issue was found. It can
// go when no supported Terraform drops these values.
func (s server) explainMissing(ctx context.Context, typeName string, refusal []*tfprotov6.Diagnostic) ([]*tfprotov6.Diagnostic, error) {
	schema, err := s.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}

	action, found := schema.ActionSchemas[typeName]
	if !found {
		return refusal, nil
	}

	explained := slices.Clone(refusal)

	for i, diagnostic := range refusal {
		for _, attribute := range action.Schema.Block.Attributes {
			at := tftypes.NewAttributePath().WithAttributeName(attribute.Name)
			if !attribute.WriteOnly || diagnostic.Summary != requiredRefusal || !diagnostic.Attribute.Equal(at) {
				continue
			}

			text := tfdiag.New(tfdiag.EphemeralValueMissing, tfdiag.Values{"attribute": attribute.Name})
			explained[i] = &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: text.Summary(), Detail: text.Detail(), Attribute: at}
		}
	}

	return explained, nil
}
