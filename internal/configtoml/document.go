package configtoml

import (
	"maps"
	"math"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// render renders the file. The result is unknown while a part of the object is.
func render(config types.Dynamic) (types.String, error) {
	var d document

	root, err := d.root(config)
	if err != nil || d.unknown {
		return types.StringUnknown(), err
	}

	var file strings.Builder
	if err := toml.NewEncoder(&file).Encode(root); err != nil {
		return types.StringUnknown(), err
	}

	return types.StringValue(file.String()), nil
}

// document converts the values of Terraform to those of the TOML library: tables
// to map[string]any, arrays to []any. Its errors name the place and never the
// value, which can be a token.
type document struct {
	// unknown says that a part is known only after apply. The rest is checked
	// nevertheless.
	unknown bool
}

// refuse is an error at a place.
func refuse(id tfdiag.ID, place string) error {
	return tfdiag.FunctionError(id, tfdiag.Values{"place": place})
}

// root is the document itself, which is a table.
func (d *document) root(given types.Dynamic) (any, error) {
	value := given.UnderlyingValue()

	switch {
	case given.IsUnknown():
		d.unknown = true

		return nil, nil
	case value == nil || value.IsNull():
		return nil, tfdiag.FunctionError(tfdiag.TOMLNotObject, tfdiag.Values{"place": parameter, "kind": "null"})
	case !isObject(value):
		return nil, tfdiag.FunctionError(tfdiag.TOMLNotObject, tfdiag.Values{"place": parameter, "kind": kind(value)})
	}

	if err := checkRunners(value); err != nil {
		return nil, err
	}

	return d.value(parameter, value)
}

// value converts a value that is not null.
func (d *document) value(at string, given attr.Value) (any, error) {
	if given.IsUnknown() {
		d.unknown = true

		return nil, nil
	}

	switch given := given.(type) {
	case types.Object, types.Map:
		return d.table(at, members(given))
	case list:
		return d.array(at, given.Elements())
	case types.String:
		return text(at, given.ValueString())
	case types.Number:
		return number(at, given.ValueBigFloat())
	case types.Bool:
		return given.ValueBool(), nil
	default:
		return nil, refuse(tfdiag.TOMLUnsupported, at)
	}
}

func (d *document) table(at string, members map[string]attr.Value) (any, error) {
	table := make(map[string]any, len(members))

	// Sorted, so that the first of several errors is always the same.
	for _, name := range slices.Sorted(maps.Keys(members)) {
		member := members[name]
		if member.IsNull() {
			continue
		}

		if !utf8.ValidString(name) {
			return nil, refuse(tfdiag.TOMLInvalidKey, at)
		}

		value, err := d.value(at+step(name), member)
		if err != nil {
			return nil, err
		}

		table[name] = value
	}

	return table, nil
}

func (d *document) array(at string, elements []attr.Value) (any, error) {
	array := make([]any, 0, len(elements))
	first := ""

	for i, element := range elements {
		place := at + "[" + strconv.Itoa(i) + "]"
		if element.IsNull() {
			return nil, refuse(tfdiag.TOMLNullInList, place)
		}

		value, err := d.value(place, element)
		if err != nil {
			return nil, err
		}

		is := kind(element)
		if first == "" {
			first = is
		}

		// Both are inline tables in TOML. No key of config.toml takes one, and the
		// library of GitLab Runner misreads some:
		// https://github.com/BurntSushi/toml/pull/492.
		if is != "" && (is == object) != (first == object) {
			return nil, tfdiag.FunctionError(tfdiag.TOMLMixedList, tfdiag.Values{"place": place, "kind": is, "other": first})
		}

		if inner, ok := element.(list); ok && slices.ContainsFunc(inner.Elements(), isObject) {
			return nil, refuse(tfdiag.TOMLNestedObjects, place)
		}

		array = append(array, value)
	}

	return array, nil
}

func text(at, given string) (any, error) {
	switch {
	case !utf8.ValidString(given):
		return nil, refuse(tfdiag.TOMLInvalidText, at)
	case isVerbatim(given):
		return lines(given), nil
	default:
		return given, nil
	}
}

// number is an integer if the number is whole, however it is written.
func number(at string, given *big.Float) (any, error) {
	if given.IsInt() {
		whole, accuracy := given.Int64()
		if accuracy != big.Exact {
			return nil, refuse(tfdiag.TOMLIntegerTooLarge, at)
		}

		return whole, nil
	}

	fraction, _ := given.Float64()
	if math.IsInf(fraction, 0) || fraction == 0 {
		return nil, refuse(tfdiag.TOMLNumberTooLarge, at)
	}

	return fraction, nil
}

const object = "an object"

// list is a list, a set or a tuple.
type list interface{ Elements() []attr.Value }

func isObject(given attr.Value) bool { return kind(given) == object }

// kind is the type of a value, for a text. It is empty if the type is not known.
func kind(given attr.Value) string {
	switch given.(type) {
	case types.Object, types.Map:
		return object
	case list:
		return "a list"
	case types.String:
		return "a string"
	case types.Number:
		return "a number"
	case types.Bool:
		return "a bool"
	default:
		return ""
	}
}

var identifier = regexp.MustCompile(`^[\pL_][\pL\pN_-]*$`)

// step is the last step of the path to a member, as Terraform writes it.
func step(name string) string {
	if identifier.MatchString(name) {
		return "." + name
	}

	return "[" + strconv.Quote(name) + "]"
}
