package gitlabsim

import (
	"net/http"
	"strings"
	"unicode/utf8"
)

// textDepth is how deep in a parameter GitLab looks for malformed texts.
const textDepth = 2

// errMalformedText: a text that is no UTF-8, or has a null byte. Such a request
// is refused before the API sees it.
// Source: lib/gitlab/middleware/handle_malformed_strings.rb.
var errMalformedText = &apiError{status: http.StatusBadRequest, body: rawBody("Bad Request")}

// checkTexts looks at what is read before the parameters: path and credentials.
func checkTexts(r *http.Request) error {
	credentials := r.Header.Get("Authorization")
	if name, password, ok := r.BasicAuth(); ok {
		credentials = name + ":" + password
	}

	if isMalformed(r.URL.Path) || isMalformed(credentials) {
		return errMalformedText
	}

	return nil
}

// checkTexts looks at the values of the parameters.
func (p *params) checkTexts() error {
	for _, value := range p.bag {
		if hasMalformed(value, 0) {
			return errMalformedText
		}
	}

	return nil
}

func hasMalformed(value any, depth int) bool {
	if depth > textDepth {
		return false
	}

	switch value := value.(type) {
	case string:
		return isMalformed(value)
	case []any:
		for _, element := range value {
			if hasMalformed(element, depth+1) {
				return true
			}
		}
	case map[string]any:
		for _, member := range value {
			if hasMalformed(member, depth+1) {
				return true
			}
		}
	}

	return false
}

func isMalformed(text string) bool {
	return !utf8.ValidString(text) || strings.Contains(text, "\x00")
}
