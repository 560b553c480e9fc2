package configtoml

import (
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
)

var _ toml.Marshaler = lines("")

// lines is a text of several lines. The library would write it as one, with
// every newline, quote and backslash escaped, which nobody reads in a script.
type lines string

// MarshalTOML implements [toml.Marshaler]: a literal string of several lines,
// in which nothing is escaped. The newline after its opening is not part of it.
func (l lines) MarshalTOML() ([]byte, error) {
	return []byte("'''\n" + string(l) + "'''"), nil
}

// isVerbatim says whether a text has several lines, and can stand in a literal
// string as it is: what would end it, or is no character to be shown, cannot.
func isVerbatim(text string) bool {
	return strings.Contains(text, "\n") &&
		!strings.Contains(text, "'''") && !strings.HasSuffix(text, "'") &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}
