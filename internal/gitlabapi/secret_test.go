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

// GitLab or a proxy may repeat the secrets of a request in any encoding.
func TestMask_hidesEveryForm(t *testing.T) {
	t.Parallel()

	inJSON := func(text string) string {
		encoded, err := json.Marshal(text)
		if err != nil {
			t.Fatal(err)
		}

		return strings.TrimSuffix(strings.TrimPrefix(string(encoded), `"`), `"`)
	}

	for form, write := range map[string]func(string) string{
		"plain":           func(text string) string { return text },
		"in a query":      url.QueryEscape,
		"in a path":       url.PathEscape,
		"in JSON":         inJSON,
		"in HTML":         html.EscapeString,
		"in Rails's HTML": func(text string) string { return strings.ReplaceAll(html.EscapeString(text), "&#34;", "&quot;") },
		"in base64":       func(text string) string { return base64.RawStdEncoding.EncodeToString([]byte(text)) },
		"in base64url":    func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) },
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

				// Characters of base64 that depend on the text around remain.
				if _, rest, _ := strings.Cut(err.Error(), "sent: "); len(strings.ReplaceAll(rest, "[MASKED]", "")) > 16 {
					t.Errorf("%s was shown as %s", written, rest)
				}
			})
		}
	}
}
