package gitlabsim

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"
)

// textDepth is how deep GitLab looks for malformed texts: in parameters, and two
// levels down in each.
const textDepth = 3

// errMalformedText: a text that is not UTF-8, or has a null byte. Such a request
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
	if hasMalformed(p.bag, 0) {
		return errMalformedText
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
		return slices.ContainsFunc(value, func(element any) bool { return hasMalformed(element, depth+1) })
	case map[string]any:
		return hasMalformed(slices.Collect(maps.Values(value)), depth)
	default:
		return false
	}
}

func isMalformed(text string) bool {
	return !utf8.ValidString(text) || strings.Contains(text, "\x00")
}
