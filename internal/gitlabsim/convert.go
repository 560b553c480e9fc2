package gitlabsim

import (
	"encoding/json"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// What GitLab's API framework takes for a text, a number, a Boolean.

// toText takes what has a plain text: a Boolean is its word, a number its digits.
func toText(raw any) (string, bool) {
	switch value := raw.(type) {
	case string:
		return value, true
	case json.Number:
		return numberText(value), true
	case bool:
		return strconv.FormatBool(value), true
	default:
		return "", false
	}
}

// numberText is a number as Ruby prints it: 7e2 is the fraction 700.0.
func numberText(number json.Number) string {
	if !strings.ContainsAny(number.String(), ".eE") {
		return number.String()
	}

	f, err := number.Float64()
	if err != nil {
		return "Infinity"
	}

	text := strconv.FormatFloat(f, 'f', -1, 64)

	switch size := math.Abs(f); {
	case size >= 1e16 || size < 1e-4 && size > 0:
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}

		return mantissa + "e" + exponent
	case !strings.Contains(text, "."):
		return text + ".0"
	default:
		return text
	}
}

func toInteger(raw any) (int64, bool) {
	switch value := raw.(type) {
	case string:
		return parseInteger(value)
	case json.Number:
		if n, valid := parseInteger(value.String()); valid {
			return n, true
		}

		f, err := value.Float64()
		if err != nil || math.Abs(f) >= math.MaxInt64 {
			return 0, false
		}

		return int64(f), true // 12.7 is 12
	default:
		return 0, false
	}
}

// rubyInteger is what Ruby takes for an integer in base ten: blanks around it,
// single underscores inside, and a mark of the base.
var rubyInteger = regexp.MustCompile(`^[ \t\n\v\f\r]*([+-]?)(?:0[dD])?(\d+(?:_\d+)*)[ \t\n\v\f\r]*$`)

// parseInteger reads digits. A number too large for any id stays a number.
func parseInteger(text string) (int64, bool) {
	found := rubyInteger.FindStringSubmatch(text)
	if found == nil {
		return 0, false
	}

	// The only error left is a number out of range, which becomes the nearest in it.
	n, _ := strconv.ParseInt(found[1]+strings.ReplaceAll(found[2], "_", ""), 10, 64)

	return n, true
}

// plainID is what GitLab takes for an id of a project or a group and no path.
func plainID(text string) (int64, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}

	return parseInteger(text)
}

// booleans are the words for a Boolean, each in three spellings.
// Source: dry-types, lib/dry/types/coercions/params.rb.
var booleans = map[string]bool{
	"1": true, "on": true, "On": true, "ON": true, "t": true, "T": true, "true": true, "True": true, "TRUE": true,
	"y": true, "Y": true, "yes": true, "Yes": true, "YES": true,
	"0": false, "off": false, "Off": false, "OFF": false, "f": false, "F": false, "false": false, "False": false,
	"FALSE": false, "n": false, "N": false, "no": false, "No": false, "NO": false,
}

// toBoolean takes the words that mean one.
func toBoolean(raw any) (value, valid bool) {
	text, isText := toText(raw)
	value, valid = booleans[text]

	return value, valid && isText
}
