package gitlabsim

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// Parameters in a query or a form, as Rack reads them.
// Source: Rack 2.2, lib/rack/query_parser.rb.

// Separators of pairs: a semicolon is one in a query, and none in a form.
const (
	querySeparators = "&;"
	formSeparators  = "&"
)

// maxDepth is how deep names may be nested.
const maxDepth = 100

// pair is a name with a value, nil without "=".
type pair struct {
	name  string
	value any
}

func parsePairs(raw, separators string) ([]pair, error) {
	var pairs []pair

	for part := range strings.FieldsFuncSeq(raw, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		name, value, hasValue := strings.Cut(strings.TrimLeft(part, " "), "=")
		plainName, nameErr := url.QueryUnescape(name)
		plainValue, valueErr := url.QueryUnescape(value)

		if nameErr != nil || valueErr != nil {
			return nil, errMalformedText
		}

		if hasValue {
			pairs = append(pairs, pair{plainName, plainValue})
		} else {
			pairs = append(pairs, pair{plainName, nil})
		}
	}

	return pairs, nil
}

// queryText is the last text of a name in the query, none where Rack cannot
// read the query.
func queryText(r *http.Request, name string) (text string, sent bool) {
	pairs, err := parsePairs(r.URL.RawQuery, querySeparators)
	if err != nil {
		return "", false
	}

	for _, p := range pairs {
		if value, isText := p.value.(string); isText && p.name == name {
			text, sent = value, true
		}
	}

	return text, sent
}

// addPairs reads pairs into a bag: "a[]" makes a list, "a[b]" a member, and of a
// plain name that comes twice the last counts.
func addPairs(bag map[string]any, raw, separators string) error {
	pairs, err := parsePairs(raw, separators)
	if err != nil {
		return err
	}

	for _, p := range pairs {
		if _, err := nest(bag, p.name, p.value, maxDepth); err != nil {
			return err
		}
	}

	return nil
}

var (
	firstName  = regexp.MustCompile(`^[\[\]]*([^\[\]]+)\]*`)
	memberOf   = regexp.MustCompile(`^\[\]\[([^\[\]]+)\]$`)
	insideList = regexp.MustCompile(`^\[\](.+)$`)
)

// nest puts a value under a name with brackets, and returns what it became.
func nest(bag map[string]any, name string, value any, depth int) (any, error) {
	if depth == 0 {
		return nil, errMalformedText
	}

	found := firstName.FindStringSubmatch(name)
	if found == nil {
		if value != nil && name == "[]" {
			return []any{value}, nil
		}

		return nil, nil
	}

	key, after := found[1], name[len(found[0]):]

	switch {
	case after == "":
		bag[key] = value
	case after == "[":
		bag[name] = value
	case strings.HasPrefix(after, "[]"):
		return bag, nestInList(bag, key, after, value, depth)
	default:
		if bag[key] == nil {
			bag[key] = map[string]any{}
		}

		members, isObject := bag[key].(map[string]any)
		if !isObject {
			return nil, errMalformedText
		}

		inner, err := nest(members, after, value, depth-1)
		if err != nil {
			return nil, err
		}

		bag[key] = inner
	}

	return bag, nil
}

// nestInList appends a value, or an object with a member, to the list of a key.
// A member that the last object lacks goes into that.
func nestInList(bag map[string]any, key, after string, value any, depth int) error {
	list, isList := bag[key].([]any)
	if bag[key] != nil && !isList {
		return errMalformedText
	}

	if after == "[]" {
		bag[key] = append(list, value)

		return nil
	}

	found := memberOf.FindStringSubmatch(after)
	if found == nil {
		found = insideList.FindStringSubmatch(after)
	}

	if found == nil { // a line break in a name
		return errMalformedText
	}

	child := found[1]

	if len(list) > 0 {
		last, isObject := list[len(list)-1].(map[string]any)
		if isObject && !hasPath(last, child) {
			_, err := nest(last, child, value, depth-1)

			return err
		}
	}

	inner, err := nest(map[string]any{}, child, value, depth-1)
	bag[key] = append(list, inner)

	return err
}

// hasPath says whether an object has the member of a name with brackets.
func hasPath(object map[string]any, name string) bool {
	if strings.Contains(name, "[]") {
		return false
	}

	for _, part := range strings.FieldsFunc(name, func(r rune) bool { return r == '[' || r == ']' }) {
		value, present := object[part]
		if !present {
			return false
		}

		object, _ = value.(map[string]any)
	}

	return true
}
