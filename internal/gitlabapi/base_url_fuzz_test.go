package gitlabapi_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Any text is an error, or an address to which every request is sent: to its host,
// with its scheme, below its path.
func FuzzBaseURL(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		base, err := gitlabapi.ParseBaseURL(text)
		if err != nil {
			return
		}

		again, err := url.Parse(base.String())
		if err != nil || again.Host != base.Host || again.Path != base.Path {
			t.Fatalf("%q is parsed as %s, and again as %v (%v)", text, base, again, err)
		}

		if strings.HasSuffix(base.Path, "/") {
			t.Errorf("%q ends in a slash: %s", text, base)
		}

		var sent *http.Request

		client := over(t, func(r *http.Request) *http.Response {
			sent = r

			return response(http.StatusNotFound, nil, "")
		}, func(c *gitlabapi.Config) { c.BaseURL = base })

		_ = read(t.Context(), client)

		if sent == nil {
			t.Fatalf("%q was accepted, and nothing was sent", text)
		}

		if sent.URL.Host != base.Host || sent.URL.Scheme != base.Scheme || (sent.Host != "" && sent.Host != base.Host) {
			t.Errorf("%q sent the request to %s (%s)", text, sent.URL, sent.Host)
		}

		if want := base.Path + "/api/v4/runners/1"; sent.URL.Path != want || sent.URL.RawQuery != "" || sent.URL.Fragment != "" {
			t.Errorf("%q sent the request to %s, want the path %s", text, sent.URL, want)
		}
	})
}
