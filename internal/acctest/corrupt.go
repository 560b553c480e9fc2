package acctest

import (
	"encoding/json"
	"iter"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// Corrupted is a JSON text in which one member is missing or has another value.
type Corrupted struct {
	// Where is the member, as "/projects/0/id", and How the change.
	Where, How string
	Body       string
}

// Hostile is a text that must not reach a terminal or a log as it is.
const Hostile = "\x00\x1b[31m\u202e\u2028\ufffd glpat-abcdefghijklmnopqrst GR1348941abcdefghijklmnopqrst"

// Corrupt removes each member of a JSON text, and replaces it with a value of
// each other kind that JSON has, or only in these ways.
func Corrupt(t *testing.T, text string, ways ...string) iter.Seq[Corrupted] {
	t.Helper()

	var whole any
	noError(t, json.Unmarshal([]byte(text), &whole))

	// The whole is a member as well.
	holder := map[string]any{"": whole}

	return func(yield func(Corrupted) bool) {
		eachMember("", holder, func(where string, replace func(any), remove func()) bool {
			changes := map[string]func(){"missing": remove}
			for how, value := range replacements() {
				changes[how] = func() { replace(value) }
			}

			for _, how := range slices.Sorted(maps.Keys(changes)) {
				if len(ways) > 0 && !slices.Contains(ways, how) {
					continue
				}

				changes[how]()

				body, err := json.Marshal(holder[""])
				noError(t, err)

				if !yield(Corrupted{where, how, string(body)}) {
					return false
				}
			}

			return true
		})
	}
}

// eachMember visits every member of a JSON value, and restores it afterwards.
func eachMember(where string, value any, visit func(where string, replace func(any), remove func()) bool) bool {
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			at, member := strings.TrimSuffix(where+"/"+name, "/"), value[name]
			proceed := visit(at, func(other any) { value[name] = other }, func() { delete(value, name) })
			value[name] = member

			if !proceed || !eachMember(at, member, visit) {
				return false
			}
		}
	case []any:
		for i, element := range value {
			at := where + "/" + strconv.Itoa(i)
			proceed := visit(at, func(other any) { value[i] = other }, func() { value[i] = nil })
			value[i] = element

			if !proceed || !eachMember(at, element, visit) {
				return false
			}
		}
	}

	return true
}

// replacements are the values that a member is replaced with.
func replacements() map[string]any {
	return map[string]any{
		"null":         nil,
		"true":         true,
		"zero":         0,
		"negative":     -1,
		"fraction":     1.5,
		"huge":         json.Number("1" + strings.Repeat("0", 400)),
		"out of range": json.Number("9223372036854775808"),
		"empty":        "",
		"text":         Hostile,
		"long text":    strings.Repeat("glrt-abcdefghij ", 1<<10),
		"empty list":   []any{},
		"list of null": []any{nil},
		"nested":       []any{[]any{map[string]any{"id": 0}}},
		"empty object": map[string]any{},
		"object":       map[string]any{"id": -7, "message": Hostile},
	}
}

// looksLikeToken matches a prefix of GitLab's tokens and further characters.
var looksLikeToken = regexp.MustCompile(`((glpat|glrt|glrtr|gloas|glcbt)-|GR1348941)[A-Za-z0-9_]{6,}`)

// FitToShow checks a text for a terminal or a log: it is short, every character
// can be printed, and it holds neither these secrets nor a text that looks like a
// token.
func FitToShow(t *testing.T, what, text string, secrets ...string) {
	t.Helper()

	if len(text) > 16_000 {
		t.Errorf("%s has %d bytes: %.200s", what, len(text), text)
	}

	if at := strings.IndexFunc(text, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }); at >= 0 {
		t.Errorf("%s has a character that is not printable at %d: %q", what, at, text)
	}

	for _, secret := range secrets {
		if secret != "" && strings.Contains(text, secret) {
			t.Errorf("%s holds a secret: %s", what, text)
		}
	}

	if found := looksLikeToken.FindString(text); found != "" {
		t.Errorf("%s holds a text that looks like a token, %s", what, found)
	}
}
