package configtoml_test

import (
	"encoding/json"
	"io"
	"math/big"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/configtoml"
)

// call calls the function.
func call(t *testing.T, config tftypes.Value) (types.String, *function.FuncError) {
	t.Helper()

	argument, err := types.DynamicType.ValueFromTerraform(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}

	response := function.RunResponse{Result: function.NewResultData(types.StringNull())}
	configtoml.NewFunction().Run(t.Context(), function.RunRequest{Arguments: function.NewArgumentsData([]attr.Value{argument})}, &response)

	result, ok := response.Result.Value().(types.String)
	if !ok {
		t.Fatalf("the result is a %T", response.Result.Value())
	}

	return result, response.Error
}

// file is the file that the function renders.
func file(t *testing.T, config tftypes.Value) string {
	t.Helper()

	result, refused := call(t, config)
	if refused != nil {
		t.Fatal(refused)
	}

	if result.IsUnknown() || result.IsNull() {
		t.Fatalf("the file is %s", result)
	}

	return result.ValueString()
}

// decodeJSON reads exactly one JSON value.
func decodeJSON(text string) (any, error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()

	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, err
	}

	if _, err := decoder.Token(); err != io.EOF {
		return nil, io.ErrUnexpectedEOF
	}

	return value, nil
}

// object is the value that Terraform's jsondecode returns for a text.
func object(t *testing.T, text string) tftypes.Value {
	t.Helper()

	decoded, err := decodeJSON(text)
	if err != nil {
		t.Fatal(err)
	}

	return terraformValue(decoded)
}

func terraformValue(decoded any) tftypes.Value {
	switch decoded := decoded.(type) {
	case map[string]any:
		kinds, values := make(map[string]tftypes.Type), make(map[string]tftypes.Value)
		for name, member := range decoded {
			values[name] = terraformValue(member)
			kinds[name] = values[name].Type()
		}

		return tftypes.NewValue(tftypes.Object{AttributeTypes: kinds}, values)
	case []any:
		kinds, values := make([]tftypes.Type, len(decoded)), make([]tftypes.Value, len(decoded))
		for i, element := range decoded {
			values[i] = terraformValue(element)
			kinds[i] = values[i].Type()
		}

		return tftypes.NewValue(tftypes.Tuple{ElementTypes: kinds}, values)
	case json.Number:
		// Terraform parses numbers in this way.
		number, _, err := big.ParseFloat(decoded.String(), 10, 512, big.ToNearestEven)
		if err != nil {
			panic(err)
		}

		return tftypes.NewValue(tftypes.Number, number)
	case string:
		return tftypes.NewValue(tftypes.String, decoded)
	case bool:
		return tftypes.NewValue(tftypes.Bool, decoded)
	default:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	}
}

// decode reads a file with the library of GitLab Runner, into tables and arrays.
func decode(t *testing.T, text string) any {
	t.Helper()

	var decoded map[string]any
	if _, err := toml.Decode(text, &decoded); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}

	return alike(decoded)
}

// alike converts arrays of tables to ordinary arrays.
func alike(decoded any) any {
	switch decoded := decoded.(type) {
	case map[string]any:
		for name, member := range decoded {
			decoded[name] = alike(member)
		}

		return decoded
	case []map[string]any:
		elements := make([]any, len(decoded))
		for i, element := range decoded {
			elements[i] = alike(element)
		}

		return elements
	case []any:
		for i, element := range decoded {
			decoded[i] = alike(element)
		}

		return decoded
	default:
		return decoded
	}
}
