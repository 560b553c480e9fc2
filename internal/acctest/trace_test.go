package acctest_test

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A search without a result proves something only if it finds every form.
func TestHolds(t *testing.T) {
	t.Parallel()

	const secret = `own+/&"<secret>?~of=the user`

	quoted, err := json.Marshal(map[string]string{"message": "no " + secret})
	if err != nil {
		t.Fatal(err)
	}

	texts := map[string]string{
		"plain": "a " + secret + " b", "query": url.Values{"token": {secret}}.Encode(), "path": "/x/" + url.PathEscape(secret), "JSON": string(quoted),
	}

	for _, before := range []string{"", "u", "us", "user:"} {
		texts["base64 behind "+before] = "x " + base64.StdEncoding.EncodeToString([]byte(before+secret+"\n"))
		texts["URL base64 behind "+before] = base64.RawURLEncoding.EncodeToString([]byte(before + secret))
	}

	for name, text := range texts {
		if !acctest.Holds([]byte(text), secret) {
			t.Errorf("not found in %s: %s", name, text)
		}
	}

	for _, text := range []string{"", strings.ToUpper(secret), base64.StdEncoding.EncodeToString([]byte(strings.ToUpper(secret)))} {
		if acctest.Holds([]byte(text), secret) {
			t.Errorf("found in %q", text)
		}
	}
}
