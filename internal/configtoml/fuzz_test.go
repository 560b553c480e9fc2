package configtoml_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// Any JSON is either refused with the position, or rendered with the same values.
func FuzzConfigTOML(f *testing.F) {
	for _, section := range sections(f) {
		f.Add(section.json)
	}

	f.Fuzz(func(t *testing.T, text string) {
		given, err := decodeJSON(text)
		if err != nil {
			t.Skip("no JSON")
		}

		want, mistake := expect(given)
		if errors.Is(mistake, errEndless) {
			t.Skip(mistake)
		}

		mistake = errors.Join(mistake, expectRunners(given))

		result, refused := call(t, terraformValue(given))
		if (refused != nil) != (mistake != nil) {
			t.Fatalf("refused with %v, want %v", refused, mistake)
		}

		if refused != nil {
			if refused.FunctionArgument == nil || *refused.FunctionArgument != 0 || !strings.HasPrefix(refused.Text, "`config") {
				t.Fatalf("refused with %#v", refused)
			}

			return
		}

		if got := decode(t, result.ValueString()); !reflect.DeepEqual(got, want) {
			t.Fatalf("got %#v\nwant %#v\nin:\n%s", got, want, result.ValueString())
		}

		if again := file(t, terraformValue(given)); again != result.ValueString() {
			t.Fatalf("the second time it is:\n%s\nand before:\n%s", again, result.ValueString())
		}
	})
}

// errEndless is a number with too many digits for this test.
var errEndless = errors.New("a number with an endless exponent")

// expect is the expected content of the file, the JSON without its nulls, or the error.
func expect(given any) (any, error) {
	switch given := given.(type) {
	case map[string]any:
		table := make(map[string]any)

		var mistakes error

		for name, member := range given {
			if member == nil {
				continue
			}

			value, err := expect(member)
			mistakes = errors.Join(mistakes, err)
			table[name] = value
		}

		return table, mistakes
	case []any:
		array, tables := make([]any, len(given)), 0

		var mistakes error

		for i, element := range given {
			value, err := expect(element)
			mistakes = errors.Join(mistakes, err)
			array[i] = value

			switch element := element.(type) {
			case map[string]any:
				tables++
			case []any:
				if slices.ContainsFunc(element, isTable) {
					mistakes = errors.Join(mistakes, errors.New("objects in a list of lists"))
				}
			}
		}

		if tables != 0 && tables != len(given) {
			mistakes = errors.Join(mistakes, errors.New("mixed"))
		}

		return array, mistakes
	case json.Number:
		return expectNumber(given.String())
	case nil:
		return nil, errors.New("null")
	default:
		return given, nil
	}
}

// expectRunners is the error of a file of valid TOML whose runners GitLab Runner
// cannot use.
func expectRunners(given any) error {
	file, ok := given.(map[string]any)
	if !ok {
		return errors.New("not an object")
	}

	runners, ok := file["runners"].([]any)
	if file["runners"] != nil && !ok {
		return errors.New("runners are not a list")
	}

	for _, runner := range runners {
		members, ok := runner.(map[string]any)
		if !ok {
			return errors.New("a runner is not an object")
		}

		if token, found := members["token"]; found && token == nil {
			return errors.New("no token")
		}
	}

	return nil
}

func isTable(given any) bool {
	_, ok := given.(map[string]any)

	return ok
}

func expectNumber(digits string) (any, error) {
	if at := strings.IndexAny(digits, "eE"); at >= 0 && len(digits)-at > 5 {
		return nil, errEndless
	}

	// The precision of Terraform's numbers.
	number, _, err := big.ParseFloat(digits, 10, 512, big.ToNearestEven)
	if err != nil {
		return nil, fmt.Errorf("no number: %s", digits)
	}

	if number.IsInt() {
		whole, accuracy := number.Int64()
		if accuracy != big.Exact {
			return nil, errors.New("too large")
		}

		return whole, nil
	}

	fraction, err := strconv.ParseFloat(digits, 64)
	if err != nil || math.IsInf(fraction, 0) || fraction == 0 {
		return nil, errors.New("out of range")
	}

	return fraction, nil
}
