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
	// maxMessage is the longest text of a server that is shown, in characters.
	maxMessage = 600
	// maxScanned is the longest text that is processed for that, in bytes: an
	// answer may be megabytes of nested objects.
	maxScanned = 32 << 10
	// maxFieldErrors bounds the parameters with errors, and the errors of one. GitLab
	// has a dozen parameters, with two or three errors at most.
	maxFieldErrors = 50
)

// read takes GitLab's message from a body, and reports whether there is one. It
// has these forms: "message" as a string, an array, or an object of arrays by
// parameter; "error" as a string, with or without "error_description".
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
		if len(fields) == maxFieldErrors {
			break
		}

		list, ok := value.([]any)
		if !ok {
			list = []any{value}
		}

		name = m.clean(name)
		for _, item := range list[:min(len(list), maxFieldErrors)] {
			fields[name] = append(fields[name], m.clean(flatten(item)))
		}
	}

	return fields
}

// flatten writes a JSON value as one line of bounded length.
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
			if line.Len() > maxScanned {
				return
			}

			line.WriteString(separator)
			flattenTo(line, item)

			separator = ", "
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(value)) {
			if line.Len() > maxScanned {
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
	// tokenLike matches GitLab's token prefixes, after the prefix of an instance
	// if it has one, see https://docs.gitlab.com/security/tokens/#token-prefixes.
	tokenLike = regexp.MustCompile(`[A-Za-z0-9_\-]*(gl[a-z]{2,5}(-|%2[Dd])|GR1348941)[A-Za-z0-9_\-.=%]{6,}`)
)

// describeForeign describes an answer that is not GitLab's.
func describeForeign(header http.Header, body []byte, m mask) string {
	kind := m.clean(header.Get("Content-Type"))
	body = body[:min(len(body), maxScanned)]

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

// Clean prepares a text of a server for a terminal and a log: one line of bounded
// length, without control characters and tokens.
func Clean(text string) string { return mask(nil).clean(text) }

// clean is Clean, and removes the secrets of the mask as well.
func (m mask) clean(text string) string {
	if len(text) > maxScanned {
		text = text[:maxScanned]
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
