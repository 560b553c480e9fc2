package gitlabapi

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// maxMessage bounds, in characters, what of a server's text reaches a person.
	maxMessage = 600
	// maxLooked bounds, in bytes, what of it is looked at for that: an answer
	// may be megabytes of one name in another.
	maxLooked = 32 << 10
	// maxComplaints bounds the parameters that are complained about, and the
	// complaints about one. GitLab has a dozen, with two or three at most.
	maxComplaints = 50
)

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
	fields := make(map[string][]string)

	for name, value := range object {
		if len(fields) == maxComplaints {
			break
		}

		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}

		name = m.clean(name)
		for _, item := range list[:min(len(list), maxComplaints)] {
			fields[name] = append(fields[name], m.clean(flatten(item)))
		}
	}

	return fields
}

// flatten writes any JSON value as one line, as much of it as is looked at.
func flatten(value any) string {
	var line strings.Builder

	flattenTo(&line, value)

	return line.String()
}

func flattenTo(line *strings.Builder, value any) {
	separator := ""

	switch value := value.(type) {
	case nil:
	case string:
		line.WriteString(value)
	case []any:
		for _, item := range value {
			if line.Len() > maxLooked {
				return
			}

			line.WriteString(separator)
			flattenTo(line, item)

			separator = ", "
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if line.Len() > maxLooked {
				return
			}

			line.WriteString(separator + name + " ")
			flattenTo(line, value[name])

			separator = "; "
		}
	default:
		fmt.Fprint(line, value)
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
	body = body[:min(len(body), maxLooked)]

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
	if len(text) > maxLooked {
		text = text[:maxLooked]
	}

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
