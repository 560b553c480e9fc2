package authtoken_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// decided is a value that is known only after apply whenever the variable "run"
// changes.
const decided = `
variable "window" { default = "10h" }
variable "run" { default = "1" }

resource "terraform_data" "decided" {
  input            = var.window
  triggers_replace = var.run
}
`

// A token is due by the window in the state, and the configured window is known only
// after apply. It is rotated once if it is due by the new window, and keeps its values
// otherwise.
func TestAccRotation_windowKnownAfterApply(t *testing.T) {
	t.Parallel()

	for name, config := range map[string]func(t *testing.T, w *terraformDir) string{
		"runner": func(*testing.T, *terraformDir) string {
			return `
resource "gitlabrunner_runner" "it" {
  runner_type  = "instance_type"
  rotate_after = terraform_data.decided.output
}
`
		},
		"registered_runner": func(t *testing.T, w *terraformDir) string {
			w.AllowRegistration(t, true)

			return fmt.Sprintf(`
resource "gitlabrunner_registered_runner" "it" {
  registration_token = %q
  rotate_after       = terraform_data.decided.output
}
`, w.Project(t, w.Group(t)).RunnersToken)
		},
		"authentication_token": func(t *testing.T, w *terraformDir) string {
			id, _ := fixtureIn(t, w.GitLab).newRunner()

			return fmt.Sprintf(`
resource "gitlabrunner_authentication_token" "it" {
  runner_id    = %d
  rotate_after = terraform_data.decided.output
}
`, id)
		},
		"authentication_token, before expiry": func(t *testing.T, w *terraformDir) string {
			w.ExpireTokens(t, 20*time.Hour)

			id, _ := fixtureIn(t, w.GitLab).newRunner()

			return fmt.Sprintf(`
resource "gitlabrunner_authentication_token" "it" {
  runner_id            = %d
  rotate_before_expiry = var.window == "10h" ? terraform_data.decided.output : "1m"
}
`, id)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newTerraformDir(t)
			w.configure(decided + config(t, w))
			w.Run(0, "apply", "-auto-approve")

			w.FakeClock(t).Advance(11 * time.Hour)
			w.ClearJournal(t)
			acctest.Reported(t, w.Run(2, "plan", "-detailed-exitcode", "-var", "run=2", "-out", "due.tfplan"), tfdiag.TokenWindowUnknown)
			w.Run(0, "apply", "due.tfplan")
			acctest.Equal(t, "the resets of a due token", len(w.Writes(t)), 1)
			w.Run(0, "plan", "-detailed-exitcode", "-var", "run=2")

			w.FakeClock(t).Advance(11 * time.Hour)
			w.ClearJournal(t)
			w.Run(0, "apply", "-auto-approve", "-var", "run=3", "-var", "window=1000h")
			acctest.Equal(t, "the resets of a token that is not due", len(w.Writes(t)), 0)
			w.Run(0, "plan", "-detailed-exitcode", "-var", "run=3", "-var", "window=1000h")
		})
	}
}

// Terraform refuses a misspelt attribute. It would ignore one of a nested object.
func TestAccRotation_misspeltAttribute(t *testing.T) {
	t.Parallel()

	var (
		config strings.Builder
		names  []string
	)

	for _, resource := range []string{
		"gitlabrunner_runner", "gitlabrunner_registered_runner", "gitlabrunner_authentication_token", "gitlabrunner_registration_token",
	} {
		for _, name := range []string{"rotate_afer", "rotate_before_expire", "rotate_when_change", "token_rotation", "rotation", "triggers"} {
			fmt.Fprintf(&config, "resource %q %q {\n  %s = null\n}\n", resource, name, name)
			names = append(names, fmt.Sprintf("in resource %q %q:", resource, name), fmt.Sprintf("An argument named %q is not expected here", name))
		}
	}

	w := newTerraformDir(t)
	w.configure(config.String())
	acctest.Contains(t, w.Run(1, "validate"), names...)
}
