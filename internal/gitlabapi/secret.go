package gitlabapi

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
	"unicode"
)

const (
	// masked replaces a secret.
	masked = "[MASKED]"
	// minHeaderSecret is the minimum length of a word of a header that is masked, so
	// that ordinary words stay readable.
	minHeaderSecret = 12
)

// mask is the secrets of a request, in every form in which a proxy or GitLab may
// repeat them. The zero mask has none.
type mask []string

// maskOfConfig hides the secrets of every request: the access token, and the words
// of configured headers.
func maskOfConfig(config Config) mask {
	secrets := []string{config.Token}

	for _, value := range config.Headers {
		secrets = append(secrets, secretsIn(value)...)
	}

	return newMask(secrets...)
}

// secretsIn are the parts of a header's value that can be secrets: the second word
// of "Basic cHJv…", and each of the cookies "a=…; b=…" with and without its name.
func secretsIn(value string) []string {
	var secrets []string

	for word := range strings.FieldsFuncSeq(value, func(r rune) bool { return unicode.IsSpace(r) || r == ';' || r == ',' }) {
		_, named, _ := strings.Cut(word, "=")

		for _, secret := range []string{word, strings.Trim(named, `"`)} {
			if len(secret) >= minHeaderSecret {
				secrets = append(secrets, secret)
			}
		}
	}

	return secrets
}

// maskOf is the mask of one request.
func (c *Client) maskOf(request *call) mask {
	if request.secret == "" {
		return c.mask
	}

	return append(newMask(request.secret), c.mask...)
}

func newMask(secrets ...string) mask {
	var m mask

	for _, secret := range secrets {
		if secret != "" {
			m = append(m, forms(secret)...)
		}
	}

	// The longer form first: a shorter one can be a part of it.
	slices.SortFunc(m, func(a, b string) int { return len(b) - len(a) })

	return slices.Compact(m)
}

func (m mask) hide(text string) string {
	for _, form := range m {
		text = strings.ReplaceAll(text, form, masked)
	}

	return text
}

// forms are a secret in plain text, and as encoded in URLs, HTML, JSON and base64.
func forms(secret string) []string {
	page := html.EscapeString(secret)
	all := []string{secret, url.QueryEscape(secret), url.PathEscape(secret), page, strings.ReplaceAll(page, "&#34;", "&quot;")}

	if encoded, err := json.Marshal(secret); err == nil {
		all = append(all, strings.Trim(string(encoded), `"`))
	}

	return append(all, base64Forms(secret)...)
}

// base64Forms are the encodings of a secret at any position in a longer text, as
// of a password in an Authorization header. They omit the characters that depend
// on the text before and after the secret.
func base64Forms(secret string) []string {
	var all []string

	for before := range 3 {
		encoded := base64.RawStdEncoding.EncodeToString([]byte(strings.Repeat("\x00", before) + secret))
		from, to := (before*8+5)/6, (before+len(secret))*8/6

		if form := encoded[from:to]; len(form) >= 8 {
			all = append(all, form, strings.NewReplacer("+", "-", "/", "_").Replace(form))
		}
	}

	return all
}
