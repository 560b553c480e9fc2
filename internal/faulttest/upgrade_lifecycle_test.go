package faulttest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// recorded are the resources of testdata/state/nested_rotation.json, each with
// a rotation. That state was written while the rotation was an object
// (`token_rotation`, `rotation`) and the resets of a registration token depended
// on `triggers`. No release wrote it, so nothing converts it.
const recorded = `
terraform {
  required_providers {
    gitlabrunner = { source = "gitlabrunner/gitlabrunner" }
  }
}

resource "gitlabrunner_runner" "build" {
  runner_type     = "project_type"
  project_id      = 2
  description     = "kept"
  tag_list        = ["linux"]
  maximum_timeout = 900
  drain_timeout   = "1h"
  # rotation of the runner
}

resource "gitlabrunner_registered_runner" "build" {
  registration_token = "kept-out"
  description        = "kept"
  # rotation of the registered runner
}

resource "gitlabrunner_authentication_token" "build" {
  runner_id       = 3
  reset_on_create = true
  # rotation of the token
}

resource "gitlabrunner_registration_token" "build" {
  project = "2"
  # rotation of the registration token
}
`

// rotating is the configuration with these rotations.
func rotating(runner, registered, token, registration string) string {
	return strings.NewReplacer(
		"# rotation of the runner", runner, "# rotation of the registered runner", registered,
		"# rotation of the token", token, "# rotation of the registration token", registration,
	).Replace(recorded)
}

// A state with the former names of the rotation loses no token. Terraform refuses a
// configuration with a former name, a configuration without a rotation has an empty
// plan, and one with the current names only stores the new values.
func TestAccUpgrade_fromNestedRotation(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	writtenFor(t, g)

	w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})

	state, err := os.ReadFile(filepath.Join("testdata", "state", "nested_rotation.json"))
	if err != nil {
		t.Fatal(err)
	}

	w.Write("terraform.tfstate", strings.ReplaceAll(string(state), "registry.terraform.io", acctest.Registry()))

	w.Write("main.tf", rotating(
		`token_rotation = { after = "30d", triggers = { image = "1" } }`, `token_rotation = { after = "30d" }`,
		`rotation = { before_expiry = "2d", triggers = { image = "1" } }`, `triggers = { image = "1" }`,
	))

	refused := w.Run(1, "plan", "-no-color")
	for _, name := range []string{"token_rotation", "rotation", "triggers"} {
		acctest.Contains(t, refused, `An argument named "`+name+`" is not expected here.`)
	}

	g.ClearJournal(t)
	w.Write("main.tf", recorded)
	w.Run(0, "plan", "-no-color", "-detailed-exitcode")

	w.Write("main.tf", rotating(
		"rotate_after = \"30d\"\nrotate_when_changed = { image = \"1\" }", `rotate_after = "30d"`,
		"rotate_before_expiry = \"2d\"\nrotate_when_changed = { image = \"1\" }", `rotate_when_changed = { image = "1" }`,
	))
	acctest.Contains(t, w.Run(0, "apply", "-no-color", "-auto-approve"), "0 added, 4 changed, 0 destroyed")
	w.Run(0, "plan", "-no-color", "-detailed-exitcode")

	for _, request := range g.Journal(t) {
		if request.Method != "GET" {
			t.Errorf("%s %s was sent: recording the rotation must not send it", request.Method, request.Path)
		}
	}

	after, err := os.ReadFile(filepath.Join(w.Folder, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "tokens in the state", strings.Count(string(after), `"glrt-kept"`), 3)
}
