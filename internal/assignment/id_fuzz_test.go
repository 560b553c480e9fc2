package assignment

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// Any text is either refused, or names a runner and one project without characters
// that change the path of a request.
func FuzzImportID(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		runner, project, ok := parseID(text)
		if !ok {
			if runner != 0 || project != "" {
				t.Errorf("%q is refused, and %d and %q", text, runner, project)
			}

			return
		}

		if runner < 1 {
			t.Errorf("%q is runner %d", text, runner)
		}

		if id, isNumber := framework.ParseID(project); isNumber {
			if again, number, ok := parseID(formatID(runner, id)); !ok || again != runner || number != fmt.Sprint(id) {
				t.Errorf("%q is %d and %s, which is %d and %s (%v)", text, runner, project, again, number, ok)
			}

			return
		}

		if strings.ContainsAny(project, "?#%:\\") || strings.ContainsFunc(project, func(r rune) bool { return unicode.IsControl(r) || unicode.IsSpace(r) }) {
			t.Errorf("%q is the project %q", text, project)
		}

		for _, segment := range strings.Split(project, "/") {
			if strings.Trim(segment, ".") == "" {
				t.Errorf("%q is the project %q, which leads elsewhere", text, project)
			}
		}
	})
}
