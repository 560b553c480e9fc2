package acctest_test

import (
	"path/filepath"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// testedModule is the example of a module with tests.
const testedModule = "guides/test-your-modules"

// The tests of the example pass: one with mocks alone, the other with the emulator.
func TestAccExamples_testedModule(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for file, requests := range map[string]bool{"mocks.tftest.hcl": false, "emulator.tftest.hcl": true} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithSeed(gitlabsim.SeedDemo))
			w := acctest.NewBuiltDir(t, g, nil)

			for _, name := range []string{"main.tf", file} {
				w.Write(name, read(t, filepath.Join(root, filepath.FromSlash(testedModule), name)))
			}

			before := runners(t, g)
			g.ClearJournal(t)

			acctest.Contains(t, w.Run(0, "test", "-no-color"), "Success!", "0 failed")

			acctest.Equal(t, "requests were sent", len(g.Journal(t)) > 0, requests)
			acctest.Equal(t, "the runners in GitLab", runners(t, g), before)
		})
	}
}

func runners(t *testing.T, g *acctest.GitLab) int {
	t.Helper()

	found, _, err := g.API.Runners.ListAllRunners(nil)
	if err != nil {
		t.Fatal(err)
	}

	return len(found)
}
