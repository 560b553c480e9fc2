package acctest

import "github.com/hashicorp/terraform-plugin-go/tfprotov6"

// Invocation is the progress and the result of an action.
type Invocation struct {
	Progress    []string
	Diagnostics []*tfprotov6.Diagnostic
}

// PlanAction validates and plans an action.
func (p *Proto) PlanAction(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()

	server, value := p.action(typeName, config)

	validated := call(p, server.ValidateActionConfig, &tfprotov6.ValidateActionConfigRequest{ActionType: typeName, Config: value})
	if Errors(validated.Diagnostics) != "" {
		return validated.Diagnostics
	}

	return append(validated.Diagnostics, p.PlanUnvalidatedAction(typeName, config)...)
}

// PlanUnvalidatedAction plans an action without validation, as Terraform does with
// values from variables.
func (p *Proto) PlanUnvalidatedAction(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()

	server, value := p.action(typeName, config)

	return call(p, server.PlanAction, &tfprotov6.PlanActionRequest{ActionType: typeName, Config: value}).Diagnostics
}

// Invoke validates, plans and invokes an action, as Terraform does. It stops at the
// first error.
func (p *Proto) Invoke(typeName string, config Values) Invocation {
	p.t.Helper()

	diagnostics := p.PlanAction(typeName, config)
	if Errors(diagnostics) != "" {
		return Invocation{Diagnostics: diagnostics}
	}

	done := p.InvokeUnvalidated(typeName, config)
	done.Diagnostics = append(diagnostics, done.Diagnostics...)

	return done
}

// InvokeUnvalidated invokes an action without validation and plan, as Terraform
// does with values that become known only during the apply.
func (p *Proto) InvokeUnvalidated(typeName string, config Values) Invocation {
	p.t.Helper()

	var done Invocation

	server, value := p.action(typeName, config)
	stream := call(p, server.InvokeAction, &tfprotov6.InvokeActionRequest{ActionType: typeName, Config: value})
	completed := 0

	for event := range stream.Events {
		switch event := event.Type.(type) {
		case tfprotov6.ProgressInvokeActionEventType:
			done.Progress = append(done.Progress, event.Message)
		case tfprotov6.CompletedInvokeActionEventType:
			completed++
			done.Diagnostics = append(done.Diagnostics, event.Diagnostics...)
		}
	}

	if completed != 1 {
		p.t.Errorf("%s was completed %d times", typeName, completed)
	}

	return done
}

// action is the server and the configuration for the calls of an action.
func (p *Proto) action(typeName string, config Values) (tfprotov6.ActionServer, *tfprotov6.DynamicValue) {
	p.t.Helper()

	server, ok := p.server.(tfprotov6.ActionServer)

	schema, found := p.schema.ActionSchemas[typeName]
	if !ok || !found {
		p.t.Fatalf("the provider has no action %s", typeName)
	}

	return server, p.dynamic(schema.Schema, config)
}
