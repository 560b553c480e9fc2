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

// Spoilt is a JSON text in which one member is not what it should be.
type Spoilt struct {
	// Where is the member, as "/projects/0/id", and How what became of it.
	Where, How string
	Body       string
}

// Hostile is a text that nobody wants on a terminal or in a log.
const Hostile = "\x00\x1b[31m\u202e\u2028\ufffd glpat-abcdefghijklmnopqrst GR1348941abcdefghijklmnopqrst"

// Spoil takes each member of a JSON text out, and makes it each other thing
// that JSON has.
func Spoil(t *testing.T, text string) iter.Seq[Spoilt] {
	t.Helper()

	var whole any
	if err := json.Unmarshal([]byte(text), &whole); err != nil {
		t.Fatal(err)
	}

	// The whole is a member as well.
	holder := map[string]any{"": whole}

	return func(yield func(Spoilt) bool) {
		eachMember("", holder, func(where string, put func(any), takeOut func()) bool {
			ways := map[string]func(){"missing": takeOut}
			for how, with := range spoils() {
				ways[how] = func() { put(with) }
			}

			for _, how := range slices.Sorted(maps.Keys(ways)) {
				ways[how]()

				body, err := json.Marshal(holder[""])
				if err != nil {
					t.Fatal(err)
				}

				if !yield(Spoilt{where, how, string(body)}) {
					return false
				}
			}

			return true
		})
	}
}

// eachMember visits every member of a JSON value, and puts it right afterwards.
func eachMember(where string, value any, visit func(where string, put func(any), takeOut func()) bool) bool {
	switch value := value.(type) {
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			at, member := strings.TrimSuffix(where+"/"+name, "/"), value[name]
			goOn := visit(at, func(other any) { value[name] = other }, func() { delete(value, name) })
			value[name] = member

			if !goOn || !eachMember(at, member, visit) {
				return false
			}
		}
	case []any:
		for i, element := range value {
			at := where + "/" + strconv.Itoa(i)
			goOn := visit(at, func(other any) { value[i] = other }, func() { value[i] = nil })
			value[i] = element

			if !goOn || !eachMember(at, element, visit) {
				return false
			}
		}
	}

	return true
}

// spoils are what a member may have become.
func spoils() map[string]any {
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

// looksLikeToken finds what GitLab's tokens begin with and more behind it.
var looksLikeToken = regexp.MustCompile(`((glpat|glrt|glrtr|gloas|glcbt)-|GR1348941)[A-Za-z0-9_]{6,}`)

// FitToShow checks a text that a person reads on a terminal, or finds in a log:
// it has an end, every character of it can be printed, and it holds neither
// these secrets nor anything that looks like a token.
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
		t.Errorf("%s holds what looks like a token, %s", what, found)
	}
}
