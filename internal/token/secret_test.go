package token_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// hides checks that no message holds a token.
func hides(t *testing.T, where string, diagnostics []*tfprotov6.Diagnostic, secrets ...string) {
	t.Helper()

	for _, diagnostic := range diagnostics {
		for _, secret := range secrets {
			if strings.Contains(diagnostic.Summary+diagnostic.Detail, secret) {
				t.Errorf("%s: a token is in the message: %s", where, diagnostic.Summary)
			}
		}
	}
}
