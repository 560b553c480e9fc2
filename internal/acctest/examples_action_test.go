package acctest_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Every action of an example sends requests when it is invoked by its name.
func TestAccExampleActions_invoked(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	files, err := filepath.Glob(filepath.Join(root, "actions", "*", "*.tf"))
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d examples: %v", len(files), err)
	}

	for _, file := range files {
		t.Run(strings.TrimPrefix(file, root+"/actions/"), func(t *testing.T) {
			t.Parallel()

			g, _, variables := newExampleFixture(t)
			text := read(t, file)
			w := newExampleDir(t, g, text, variables)
			w.Run(0, "apply", "-auto-approve")

			for _, found := range action.FindAllStringSubmatch(text, -1) {
				g.ClearJournal(t)
				acctest.Contains(t, w.Run(0, "apply", "-auto-approve", fmt.Sprintf("-invoke=action.%s.%s", found[1], found[2])), "Actions: 1 invoked")

				if len(g.Journal(t)) == 0 {
					t.Errorf("%s sent no request", found[0])
				}
			}
		})
	}
}
