package acctest

import (
	"fmt"
	"maps"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// object builds a value of a schema. Missing attributes are null.
func (p *Proto) object(schema *tfprotov6.Schema, given Values) tftypes.Value {
	p.t.Helper()

	values := make(map[string]tftypes.Value)

	for _, attribute := range schema.Block.Attributes {
		values[attribute.Name] = p.value(attribute.ValueType(), given[attribute.Name])
	}

	for name := range given {
		if _, ok := values[name]; !ok {
			p.t.Fatalf("the schema has no attribute %s", name)
		}
	}

	return tftypes.NewValue(schema.ValueType(), values)
}

func (p *Proto) value(kind tftypes.Type, given any) tftypes.Value {
	p.t.Helper()

	switch given := given.(type) {
	case tftypes.Value:
		return given
	case unknown:
		return tftypes.NewValue(kind, tftypes.UnknownValue)
	case []string:
		elements := make([]tftypes.Value, 0, len(given))
		for _, element := range given {
			elements = append(elements, tftypes.NewValue(tftypes.String, element))
		}

		return tftypes.NewValue(kind, elements)
	case []int64:
		elements := make([]tftypes.Value, 0, len(given))
		for _, element := range given {
			elements = append(elements, tftypes.NewValue(tftypes.Number, element))
		}

		return tftypes.NewValue(kind, elements)
	case map[string]string:
		elements := make(map[string]tftypes.Value)
		for name, element := range given {
			elements[name] = tftypes.NewValue(tftypes.String, element)
		}

		return tftypes.NewValue(kind, elements)
	case Values:
		object, _ := kind.(tftypes.Object) // Another type refuses the values.
		members := make(map[string]tftypes.Value)

		for name, member := range object.AttributeTypes {
			members[name] = p.value(member, given[name])
		}

		return tftypes.NewValue(kind, members)
	default:
		return tftypes.NewValue(kind, given)
	}
}

func (p *Proto) dynamic(schema *tfprotov6.Schema, given Values) *tfprotov6.DynamicValue {
	p.t.Helper()

	return p.encode(p.object(schema, given))
}

func (p *Proto) null(schema *tfprotov6.Schema) *tfprotov6.DynamicValue {
	p.t.Helper()

	return p.encode(tftypes.NewValue(schema.ValueType(), nil))
}

func (p *Proto) encode(value tftypes.Value) *tfprotov6.DynamicValue {
	p.t.Helper()

	encoded, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		p.t.Fatal(err)
	}

	return &encoded
}

func (p *Proto) decode(schema *tfprotov6.Schema, value *tfprotov6.DynamicValue) tftypes.Value {
	p.t.Helper()

	if value == nil {
		return tftypes.NewValue(schema.ValueType(), nil)
	}

	decoded, err := value.Unmarshal(schema.ValueType())
	if err != nil {
		p.t.Fatal(err)
	}

	return decoded
}

// Errors are the errors among diagnostics as one text, each with its attribute in
// front.
func Errors(diagnostics []*tfprotov6.Diagnostic) string {
	return texts(diagnostics, tfprotov6.DiagnosticSeverityError)
}

// Warnings are the warnings among diagnostics, in the same form.
func Warnings(diagnostics []*tfprotov6.Diagnostic) string {
	return texts(diagnostics, tfprotov6.DiagnosticSeverityWarning)
}

func texts(diagnostics []*tfprotov6.Diagnostic, severity tfprotov6.DiagnosticSeverity) string {
	var found []string

	for _, diagnostic := range diagnostics {
		if diagnostic.Severity != severity {
			continue
		}

		at := ""
		if diagnostic.Attribute != nil {
			at = attributePath(diagnostic.Attribute) + ": "
		}

		found = append(found, fmt.Sprintf("%s%s\n%s", at, diagnostic.Summary, diagnostic.Detail))
	}

	return strings.Join(found, "\n\n")
}

func attributePath(path *tftypes.AttributePath) string {
	var parts []string

	for _, step := range path.Steps() {
		if name, ok := step.(tftypes.AttributeName); ok {
			parts = append(parts, string(name))
		}
	}

	return strings.Join(parts, ".")
}

// Text is a value as text: null, unknown, a plain string, or tftypes' own form.
func Text(value tftypes.Value) string {
	switch {
	case value.IsNull():
		return "null"
	case !value.IsKnown():
		return "unknown"
	case value.Type().Is(tftypes.String):
		var text string
		if err := value.As(&text); err != nil {
			return err.Error()
		}

		return text
	case value.Type().Is(tftypes.Number):
		var number big.Float
		if err := value.As(&number); err != nil {
			return err.Error()
		}

		return number.Text('f', -1)
	case value.Type().Is(tftypes.Bool):
		var boolean bool
		if err := value.As(&boolean); err != nil {
			return err.Error()
		}

		return strconv.FormatBool(boolean)
	default:
		return value.String()
	}
}

// List is the elements of a list or set, each as its attributes.
func List(t *testing.T, value tftypes.Value) []map[string]tftypes.Value {
	t.Helper()

	var elements []tftypes.Value
	if err := value.As(&elements); err != nil {
		t.Fatal(err)
	}

	objects := make([]map[string]tftypes.Value, len(elements))
	for i, element := range elements {
		if err := element.As(&objects[i]); err != nil {
			t.Fatal(err)
		}
	}

	return objects
}

// With is an object with other values for some attributes, for states and plans
// that this provider does not make itself.
func (p *Proto) With(object tftypes.Value, changes Values) tftypes.Value {
	p.t.Helper()

	var own map[string]tftypes.Value
	if err := object.As(&own); err != nil {
		p.t.Fatal(err)
	}

	values := maps.Clone(own)
	for name, change := range changes {
		values[name] = p.value(values[name].Type(), change)
	}

	return tftypes.NewValue(object.Type(), values)
}
