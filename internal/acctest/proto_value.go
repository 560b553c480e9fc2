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
		return tftypes.NewValue(kind, elements(tftypes.String, given))
	case []int64:
		return tftypes.NewValue(kind, elements(tftypes.Number, given))
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

func elements[T any](kind tftypes.Type, given []T) []tftypes.Value {
	values := make([]tftypes.Value, len(given))
	for i, element := range given {
		values[i] = tftypes.NewValue(kind, element)
	}

	return values
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
	noError(p.t, err)

	return &encoded
}

func (p *Proto) decode(schema *tfprotov6.Schema, value *tfprotov6.DynamicValue) tftypes.Value {
	p.t.Helper()

	if value == nil {
		return tftypes.NewValue(schema.ValueType(), nil)
	}

	decoded, err := value.Unmarshal(schema.ValueType())
	noError(p.t, err)

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
		return as[string](value)
	case value.Type().Is(tftypes.Number):
		number := as[big.Float](value)

		return number.Text('f', -1)
	case value.Type().Is(tftypes.Bool):
		return strconv.FormatBool(as[bool](value))
	default:
		return value.String()
	}
}

// as converts a value of a type that the caller has checked.
func as[T any](value tftypes.Value) T {
	var converted T
	if err := value.As(&converted); err != nil {
		panic(err)
	}

	return converted
}

// List is the elements of a list or set, each as its attributes.
func List(t *testing.T, value tftypes.Value) []map[string]tftypes.Value {
	t.Helper()

	var elements []tftypes.Value
	noError(t, value.As(&elements))

	objects := make([]map[string]tftypes.Value, len(elements))
	for i, element := range elements {
		noError(t, element.As(&objects[i]))
	}

	return objects
}

// With is an object with other values for some attributes, for states and plans
// that this provider does not make itself.
func (p *Proto) With(object tftypes.Value, changes Values) tftypes.Value {
	p.t.Helper()

	var own map[string]tftypes.Value
	noError(p.t, object.As(&own))

	values := maps.Clone(own)
	for name, change := range changes {
		values[name] = p.value(values[name].Type(), change)
	}

	return tftypes.NewValue(object.Type(), values)
}
