package gitlabsim

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"
)

// What GitLab's API framework takes for a text, a number, a Boolean.

// toText takes what has a plain text.
// Unverified: Boolean as text. It becomes the word, as a number becomes its digits.
func toText(raw any) (string, bool) {
	switch value := raw.(type) {
	case string:
		return value, true
	case json.Number:
		return value.String(), true
	case bool:
		return strconv.FormatBool(value), true
	default:
		return "", false
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

// parseInteger reads digits. A number too large for any id stays a number.
func parseInteger(text string) (int64, bool) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil && n != math.MaxInt64 && n != math.MinInt64 {
		return 0, false
	}

	return n, true
}

// toBoolean takes the words that mean one.
// Unverified: letter case of a Boolean. Any will do; t, f, y and n will not.
func toBoolean(raw any) (bool, bool) {
	if value, isBool := raw.(bool); isBool {
		return value, true
	}

	text, _ := toText(raw)

	switch strings.ToLower(text) {
	case "true", "1", "yes", "on":
		return true, true
	case "false", "0", "no", "off":
		return false, true
	default:
		return false, false
	}
}
