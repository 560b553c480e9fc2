package gitlabapi_test

import (
	"encoding/base64"
	"encoding/json"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Who stands between us and GitLab may repeat the secrets of a request in any
// of the ways in which programs write a text down.
func TestSecretsAreMaskedInEveryForm(t *testing.T) {
	t.Parallel()

	inJSON := func(text string) string {
		encoded, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}

		return strings.TrimSuffix(strings.TrimPrefix(string(encoded), `"`), `"`)
	}

	for form, write := range map[string]func(string) string{
		"as it is":        func(text string) string { return text },
		"in a query":      url.QueryEscape,
		"in a path":       url.PathEscape,
		"in JSON":         inJSON,
		"in a page":       html.EscapeString,
		"in Rails's page": func(text string) string { return strings.ReplaceAll(html.EscapeString(text), "&#34;", "&quot;") },
		"in base64":       func(text string) string { return base64.RawStdEncoding.EncodeToString([]byte(text)) },
		"in a URL's":      func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) },
		"in a login": func(text string) string {
			return base64.StdEncoding.EncodeToString([]byte("oauth2:" + text + "\n"))
		},
	} {
		for name, secret := range map[string]string{
			"access token": accessSecret, "runner token": runnerSecret, "password of a proxy": proxySecret, "cookie": "A1b2=C3&d4_E5", "second cookie": "h7_I8-j9.K0+L1",
		} {
			t.Run(name+" "+form, func(t *testing.T) {
				t.Parallel()

				written := write(secret)
				client := over(t, func(*http.Request) *http.Response {
					return response(http.StatusBadGateway, http.Header{"Content-Type": {"text/plain"}}, "sent: "+written)
				}, func(c *gitlabapi.Config) {
					c.Token = accessSecret
					c.Headers = map[string]string{"Proxy-Authorization": "Basic " + proxySecret, "Cookie": `session=A1b2=C3&d4_E5; other="h7_I8-j9.K0+L1"; theme=dark`}
				})

				_, err := client.VerifyToken(t.Context(), runnerSecret, "")
				if err == nil || !strings.Contains(err.Error(), "sent: ") || !strings.Contains(err.Error(), "[MASKED]") {
					t.Fatalf("got %v", err)
				}

				// What is left of base64 is what the text around it has a share in.
				if _, rest, _ := strings.Cut(err.Error(), "sent: "); len(strings.ReplaceAll(rest, "[MASKED]", "")) > 16 {
					t.Errorf("%s was shown as %s", written, rest)
				}
			})
		}
	}
}
