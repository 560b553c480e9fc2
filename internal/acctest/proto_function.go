package acctest

import (
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// CallFunction calls a function of the provider, except where Terraform itself
// would answer. It returns an error in an argument; any other error fails the test.
func (p *Proto) CallFunction(name string, arguments ...tftypes.Value) (tftypes.Value, *tfprotov6.FunctionError) {
	p.t.Helper()

	function, ok := p.schema.Functions[name]
	if !ok || len(arguments) != len(function.Parameters) {
		p.t.Fatalf("the provider has no function %s of %d arguments", name, len(arguments))
	}

	request := &tfprotov6.CallFunctionRequest{Name: name}

	for i, argument := range arguments {
		if !argument.IsFullyKnown() && !function.Parameters[i].AllowUnknownValues {
			return tftypes.NewValue(function.Return.Type, tftypes.UnknownValue), nil
		}

		if argument.IsNull() && !function.Parameters[i].AllowNullValue {
			position := int64(i)

			return tftypes.Value{}, &tfprotov6.FunctionError{Text: "argument must not be null", FunctionArgument: &position}
		}

		encoded, err := tfprotov6.NewDynamicValue(function.Parameters[i].Type, argument)
		noError(p.t, err)

		request.Arguments = append(request.Arguments, &encoded)
	}

	answer := call(p, p.server.CallFunction, request)

	if answer.Error != nil {
		return tftypes.Value{}, answer.Error
	}

	result, err := answer.Result.Unmarshal(function.Return.Type)
	noError(p.t, err)

	return result, nil
}
