package acctest_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"

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
	w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
	fleet := read(t, filepath.Join(root, "guides", "first-fleet", "main.tf"))
	given := used(fleet, variables)
	given["passphrase"] = config.StringVariable("correct horse battery staple")

	values, err := json.Marshal(given)
	if err != nil {
		t.Fatal(err)
	}

	w.Write("main.tf", fleet)
	w.Write("encryption.tofu", read(t, filepath.Join(root, "guides", "opentofu", "encryption.tofu")))
	w.Write("terraform.tfvars.json", string(values))
	w.Run(0, "apply", "-auto-approve")
	w.Run(0, "plan", "-detailed-exitcode")

	state := read(t, filepath.Join(w.Folder, "terraform.tfstate"))
	acctest.Contains(t, state, "encrypted_data")

	if strings.Contains(state, "glrt-") {
		t.Error("a token is readable in the encrypted state")
	}
}
