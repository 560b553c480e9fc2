package gitlabapi

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxMessage bounds, in characters, what of a server's text reaches a person.
const maxMessage = 600

// read takes GitLab's words out of a body. It reports whether there were any.
// The forms: "message" as a string, an array, or an object of arrays by
// parameter; "error" as a string, with "error_description" beside it.
func (e *Error) read(body []byte, m mask) bool {
	var object map[string]any
	if json.Unmarshal(body, &object) != nil {
		return false
	}

	message, hasMessage := object["message"]
	e.HasMessage = hasMessage

	if fields, ok := message.(map[string]any); ok {
		e.Fields = fieldsOf(fields, m)
	}

	parts := []string{flatten(message), flatten(object["error"]), flatten(object["error_description"])}
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	e.Message = m.clean(strings.Join(parts, ": "))

	return len(parts) > 0
}

func fieldsOf(object map[string]any, m mask) map[string][]string {
	fields := make(map[string][]string, len(object))

	for name, value := range object {
		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}

		for _, item := range list {
			fields[m.clean(name)] = append(fields[m.clean(name)], m.clean(flatten(item)))
		}
	}

	return fields
}

// flatten writes any JSON value as one line.
func flatten(value any) string {
	switch value := value.(type) {
	case nil:
		return ""
	case string:
		return value
	case []any:
		parts := make([]string, 0, len(value))
		for _, item := range value {
			parts = append(parts, flatten(item))
		}

		return strings.Join(parts, ", ")
	case map[string]any:
		parts := make([]string, 0, len(value))
		for name, item := range value {
			parts = append(parts, name+" "+flatten(item))
		}

		slices.Sort(parts)

		return strings.Join(parts, "; ")
	default:
		return fmt.Sprint(value)
	}
}

var (
	htmlTitle = regexp.MustCompile(`(?is)<title[^>]*>(.*?)</title>`)
	// tokenLike are GitLab's token prefixes, an instance's own prefix before
	// them included, see https://docs.gitlab.com/security/tokens/#token-prefixes.
	tokenLike = regexp.MustCompile(`[A-Za-z0-9_\-]*(gl[a-z]{2,5}(-|%2[Dd])|GR1348941)[A-Za-z0-9_\-.=%]{6,}`)
)

// describeForeign says what answered where GitLab did not.
func describeForeign(header http.Header, body []byte, m mask) string {
	kind := m.clean(header.Get("Content-Type"))

	switch {
	case len(body) == 0:
		return "an empty answer"
	case htmlTitle.Match(body):
		return fmt.Sprintf("an HTML page titled %q", m.clean(string(htmlTitle.FindSubmatch(body)[1])))
	case strings.Contains(kind, "html"):
		return "an HTML page"
	case kind == "":
		return fmt.Sprintf("%q", m.clean(string(body)))
	default:
		return fmt.Sprintf("%s: %q", kind, m.clean(string(body)))
	}
}

// Clean makes a text from outside fit for a terminal and a log: one line, no
// control characters, of bounded length, and without anything like a token.
func Clean(text string) string { return mask(nil).clean(text) }

// clean is Clean, without the secrets of the mask either.
func (m mask) clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r), r == utf8.RuneError:
			return -1
		default:
			return r
		}
	}, text)

	text = strings.Join(strings.Fields(text), " ")
	text = tokenLike.ReplaceAllString(m.hide(text), masked)

	if runes := []rune(text); len(runes) > maxMessage {
		text = string(runes[:maxMessage]) + "…"
	}

	return text
}
