package configtoml

import (
	"strings"
	"unicode"

	"github.com/BurntSushi/toml"
)

var _ toml.Marshaler = lines("")

// lines is a text of several lines. The library would write it on one line, with
// every newline, quote and backslash escaped, which makes a script unreadable.
type lines string

// MarshalTOML implements [toml.Marshaler]. It writes a multi-line literal string,
// which escapes nothing. The newline after its opening is not part of the text.
func (l lines) MarshalTOML() ([]byte, error) {
	return []byte("'''\n" + string(l) + "'''"), nil
}

// isVerbatim reports whether a text has several lines and can be a literal string:
// it must not contain the end of one, nor control characters.
func isVerbatim(text string) bool {
	return strings.Contains(text, "\n") &&
		!strings.Contains(text, "'''") && !strings.HasSuffix(text, "'") &&
		!strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' })
}
