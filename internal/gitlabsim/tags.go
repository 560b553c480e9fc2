package gitlabsim

import (
	"slices"
	"strings"
	"unicode"
)

// rubySpace is what Ruby's strip takes off, and with the exception of the null
// byte what \s matches. It has no space beyond ASCII.
const rubySpace = " \t\n\v\f\r\x00"

// parseTags reads a coerced list as GitLab does before it stores or looks for
// tags: items in double quotes come first, then those in single quotes, both
// without their quotes, then the rest, split on commas.
// Unverified: former tag parser. Until 2024 a library parsed the list; the
// rules here are those of its successor.
// Source: lib/gitlab/ci/tags/parser.rb, tag_list.rb.
func parseTags(elements []string) []string {
	text := strings.Join(elements, ", ")
	double, text := takeQuoted(text, '"')
	single, text := takeQuoted(text, '\'')
	tags := []string{}

	for _, tag := range slices.Concat(double, single, strings.Split(text, ",")) {
		if isBlank(tag) {
			continue
		}

		if tag = strings.Trim(tag, rubySpace); !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}

	return tags
}

// isBlank is true for a text of spaces alone, of any alphabet.
func isBlank(text string) bool {
	return strings.TrimFunc(text, unicode.IsSpace) == ""
}

// takeQuoted takes the items out of a list that begin and end with the quote,
// each with the comma before it.
func takeQuoted(text string, quote byte) (items []string, rest string) {
	var left strings.Builder

	for at := 0; at < len(text); {
		item, end, found := quotedAt(text, at, quote)
		if !found {
			left.WriteByte(text[at])
			at++

			continue
		}

		items = append(items, item)
		at = end
	}

	return items, left.String()
}

// quotedAt reads an item in quotes that begins at the start of the list or
// with a comma. It ends with the first quote that a comma or the end follows.
func quotedAt(text string, at int, quote byte) (item string, end int, found bool) {
	start := at

	switch {
	case text[at] == ',':
		start++
	case at != 0:
		return "", 0, false
	}

	start = skipSpace(text, start)
	if start == len(text) || text[start] != quote {
		return "", 0, false
	}

	for i := start + 1; i < len(text) && text[i] != '\n'; i++ {
		if text[i] != quote {
			continue
		}

		if end = skipSpace(text, i+1); end == len(text) || text[end] == ',' {
			return text[start+1 : i], end, true
		}
	}

	return "", 0, false
}

// storedTags is the order in which a later read shows changed tags: those that
// stayed, then the new ones. The answer to the change has the parsed order.
// Unverified: order of tags. GitLab reads them without an order.
func storedTags(old, parsed []string) []string {
	stayed := slices.DeleteFunc(append([]string{}, old...), func(tag string) bool { return !slices.Contains(parsed, tag) })
	fresh := slices.DeleteFunc(slices.Clone(parsed), func(tag string) bool { return slices.Contains(old, tag) })

	return append(stayed, fresh...)
}

func skipSpace(text string, at int) int {
	return len(text) - len(strings.TrimLeft(text[at:], strings.TrimSuffix(rubySpace, "\x00")))
}
