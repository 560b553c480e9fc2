package gitlabsim

import (
	"mime"
	"net/http"
	"slices"
)

// In maintenance mode GitLab refuses writes before the API sees them.
// https://docs.gitlab.com/administration/maintenance_mode/#rest-api
// Source: lib/gitlab/middleware/read_only/controller.rb.

// errReadOnly is the refusal of a request with a JSON body.
var errReadOnly = refuse(http.StatusForbidden, "You cannot perform write operations on a read-only instance")

// readOnly refuses a write in maintenance mode. A request without a JSON body
// counts as a form of the web pages and is redirected. The settings are
// exempt, or the mode could not be switched off.
func (s *state) readOnly(r *http.Request) error {
	writes := []string{http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}
	if !s.settings.Maintenance || !slices.Contains(writes, r.Method) || r.URL.Path == apiPrefix+"application/settings" {
		return nil
	}

	if mediaType, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && mediaType == "application/json" {
		return errReadOnly
	}

	location := r.Header.Get("Referer")
	if location == "" {
		location = baseURL(r) + "/"
	}

	return &apiError{status: http.StatusMovedPermanently, header: http.Header{"Location": {location}}}
}
