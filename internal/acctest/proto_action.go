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

	_, _, diagnostics := p.plannedAction(typeName, config)

	return diagnostics
}

// Invoke validates, plans and invokes an action, as Terraform does. It stops at the
// first error.
func (p *Proto) Invoke(typeName string, config Values) Invocation {
	p.t.Helper()

	server, value, diagnostics := p.plannedAction(typeName, config)

	done := Invocation{Diagnostics: diagnostics}
	if Errors(diagnostics) != "" {
		return done
	}

	return p.invoked(server, typeName, value, done)
}

// InvokeUnvalidated invokes an action without validation and plan, as Terraform
// does with values that become known only during the apply.
func (p *Proto) InvokeUnvalidated(typeName string, config Values) Invocation {
	p.t.Helper()

	server, value := p.action(typeName, config)

	return p.invoked(server, typeName, value, Invocation{})
}

// PlanUnvalidatedAction plans an action without validation, as Terraform does with
// values from variables.
func (p *Proto) PlanUnvalidatedAction(typeName string, config Values) []*tfprotov6.Diagnostic {
	p.t.Helper()

	server, value := p.action(typeName, config)

	planned, err := server.PlanAction(p.ctx, &tfprotov6.PlanActionRequest{ActionType: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

	return planned.Diagnostics
}

func (p *Proto) invoked(server tfprotov6.ActionServer, typeName string, value *tfprotov6.DynamicValue, done Invocation) Invocation {
	p.t.Helper()

	stream, err := server.InvokeAction(p.ctx, &tfprotov6.InvokeActionRequest{ActionType: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

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

func (p *Proto) plannedAction(typeName string, config Values) (tfprotov6.ActionServer, *tfprotov6.DynamicValue, []*tfprotov6.Diagnostic) {
	p.t.Helper()

	server, value := p.action(typeName, config)

	validated, err := server.ValidateActionConfig(p.ctx, &tfprotov6.ValidateActionConfigRequest{ActionType: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

	if Errors(validated.Diagnostics) != "" {
		return server, value, validated.Diagnostics
	}

	planned, err := server.PlanAction(p.ctx, &tfprotov6.PlanActionRequest{ActionType: typeName, Config: value})
	if err != nil {
		p.t.Fatal(err)
	}

	return server, value, append(validated.Diagnostics, planned.Diagnostics...)
}
