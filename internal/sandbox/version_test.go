package sandbox_test

import (
	"os"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// The version that is built is the one that the changelog and the README describe.
func TestVersion(t *testing.T) {
	t.Parallel()

	for file, want := range map[string]string{
		"../../CHANGELOG.md": "# Changelog\n\n## " + sandbox.Version + " (",
		"../../README.md":    "\nVersion " + sandbox.Version + " ",
	} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}

		if !strings.Contains(string(text), want) {
			t.Errorf("%s does not contain %q", file, want)
		}
	}
}
