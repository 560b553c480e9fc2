package acctest_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A file that only OpenTofu reads encrypts the state of the first fleet: no token is
// readable in it, and the next plan is empty.
func TestAccExamples_encryptedState(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	if !acctest.IsTofu() {
		t.Skip("Terraform has no encryption of states")
	}

	g, _, variables := newExampleFixture(t)
	fleet := read(t, filepath.Join(root, "guides", "first-fleet", "main.tf"))
	w := newExampleDir(t, g, fleet, variables)
	w.Environment = append(w.Environment, "TF_VAR_passphrase=correct horse battery staple")
	w.Write("encryption.tofu", read(t, filepath.Join(root, "guides", "opentofu", "encryption.tofu")))
	w.Run(0, "apply", "-auto-approve")
	w.Run(0, "plan", "-detailed-exitcode")

	state := read(t, filepath.Join(w.Folder, "terraform.tfstate"))
	acctest.Contains(t, state, "encrypted_data")

	if strings.Contains(state, "glrt-") {
		t.Error("a token is readable in the encrypted state")
	}
}
