package gitlabsim_test

import (
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"
)

// The emulator and its tests follow GitLab's documentation and do not import the client,
// so that a mistake in one is not repeated in the other.
func TestImports(t *testing.T) {
	t.Parallel()

	const module = "github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/"

	allowed := map[string]bool{module + "clock": true, module + "gitlabsim": true}

	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}

	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") {
			continue
		}

		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}

		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}

			// Only paths outside of the standard library begin with a domain.
			first, _, _ := strings.Cut(path, "/")
			if strings.Contains(first, ".") && !allowed[path] {
				t.Errorf("%s imports %s", entry.Name(), path)
			}
		}
	}
}
