package configtoml

import (
	"fmt"
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
)

// render is the file; unknown where a part of it is not known yet.
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

// document turns Terraform's values into what a TOML document is made of:
// tables as map[string]any, arrays as []any. Its errors name the place and
// never the value, which can be a token.
type document struct {
	// unknown says that a part is known only after apply. The rest was looked
	// through all the same.
	unknown bool
}

// root is the document itself, which is a table.
func (d *document) root(given types.Dynamic) (any, error) {
	value := given.UnderlyingValue()

	switch {
	case given.IsUnknown():
		d.unknown = true

		return nil, nil
	case value == nil || value.IsNull():
		return nil, fmt.Errorf("%s is null; it has to be an object with the keys of config.toml", parameter)
	case !isObject(value):
		return nil, fmt.Errorf("%s is %s; it has to be an object with the keys of config.toml", parameter, kind(value))
	default:
		return d.value(parameter, value)
	}
}

// value is anything but null.
func (d *document) value(at string, given attr.Value) (any, error) {
	if given.IsUnknown() {
		d.unknown = true

		return nil, nil
	}

	switch given := given.(type) {
	case types.Object:
		return d.table(at, given.Attributes())
	case types.Map:
		return d.table(at, given.Elements())
	case list:
		return d.array(at, given.Elements())
	case types.String:
		return text(at, given.ValueString())
	case types.Number:
		return number(at, given.ValueBigFloat())
	case types.Bool:
		return given.ValueBool(), nil
	default:
		return nil, fmt.Errorf("%s is nothing that TOML can hold", at)
	}
}

func (d *document) table(at string, members map[string]attr.Value) (any, error) {
	table := make(map[string]any, len(members))

	// In order, so that of several errors it is always the same.
	for _, name := range slices.Sorted(maps.Keys(members)) {
		member := members[name]
		if member.IsNull() {
			continue
		}

		if !utf8.ValidString(name) {
			return nil, fmt.Errorf("%s has a key that is not valid UTF-8", at)
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
			return nil, fmt.Errorf("%s is null; TOML has no null, and to leave it out would move what comes after it", place)
		}

		value, err := d.value(place, element)
		if err != nil {
			return nil, err
		}

		is := kind(element)
		if first == "" {
			first = is
		}

		// Both are inline tables in TOML. The agent has no use for one, and its
		// library misreads some: https://github.com/BurntSushi/toml/pull/492.
		if is != "" && (is == object) != (first == object) {
			return nil, fmt.Errorf("%s is %s beside %s; the elements of a list are objects, all of them or none", place, is, first)
		}

		if inner, ok := element.(list); ok && slices.ContainsFunc(inner.Elements(), isObject) {
			return nil, fmt.Errorf("%s is a list of objects in a list; objects can only be in a list that is no element of another", place)
		}

		array = append(array, value)
	}

	return array, nil
}

func text(at, given string) (any, error) {
	switch {
	case !utf8.ValidString(given):
		return nil, fmt.Errorf("%s is not valid UTF-8", at)
	case isVerbatim(given):
		return lines(given), nil
	default:
		return given, nil
	}
}

// number is an integer where it is whole, however it was written.
func number(at string, given *big.Float) (any, error) {
	if given.IsInt() {
		whole, accuracy := given.Int64()
		if accuracy != big.Exact {
			return nil, fmt.Errorf("%s is a whole number beyond the 64 bits that TOML has for it", at)
		}

		return whole, nil
	}

	fraction, _ := given.Float64()
	if math.IsInf(fraction, 0) || fraction == 0 {
		return nil, fmt.Errorf("%s is a number beyond the 64 bits that TOML has for it", at)
	}

	return fraction, nil
}

const object = "an object"

// list is what lists, sets and tuples have in common.
type list interface{ Elements() []attr.Value }

func isObject(given attr.Value) bool { return kind(given) == object }

// kind is what people call a value's type; empty where it is not known yet.
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

// step is the way to a member, as Terraform writes it.
func step(name string) string {
	if identifier.MatchString(name) {
		return "." + name
	}

	return "[" + strconv.Quote(name) + "]"
}
