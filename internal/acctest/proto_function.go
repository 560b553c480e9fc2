package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Call calls a function of the provider. The error is a person's mistake in an
// argument; anything else fails the test.
func (p *Proto) Call(name string, arguments ...tftypes.Value) (tftypes.Value, *tfprotov6.FunctionError) {
	p.t.Helper()

	function, ok := p.schema.Functions[name]
	if !ok || len(arguments) != len(function.Parameters) {
		p.t.Fatalf("the provider has no function %s of %d arguments", name, len(arguments))
	}

	request := &tfprotov6.CallFunctionRequest{Name: name}

	for i, argument := range arguments {
		encoded, err := tfprotov6.NewDynamicValue(function.Parameters[i].Type, argument)
		if err != nil {
			p.t.Fatal(err)
		}

		request.Arguments = append(request.Arguments, &encoded)
	}

	answer, err := p.server.CallFunction(p.t.Context(), request)
	if err != nil {
		p.t.Fatal(err)
	}

	if answer.Error != nil {
		return tftypes.Value{}, answer.Error
	}

	result, err := answer.Result.Unmarshal(function.Return.Type)
	if err != nil {
		p.t.Fatal(err)
	}

	return result, nil
}
