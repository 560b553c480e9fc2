package faulttest_test

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// build builds the provider as a program of its own, into a folder that goes
// with the test.
func build(t *testing.T) string {
	t.Helper()

	folder := t.TempDir()
	if _, err := terraform.Build(t.Context(), filepath.Join("..", ".."), ".", filepath.Join(folder, terraform.ProviderFile)); err != nil {
		t.Fatal(err)
	}

	return folder
}

// use is the environment in which a workshop takes the provider from a folder.
func use(w *acctest.Workshop, folder string) []string {
	w.Write("terraform.rc", fmt.Sprintf(`
provider_installation {
  dev_overrides {
    "registry.terraform.io/gitlabrunner/gitlabrunner" = %q
  }
}
`, filepath.ToSlash(folder)))

	return append(w.Environment, "TF_CLI_CONFIG_FILE="+filepath.Join(w.Folder, "terraform.rc"))
}
