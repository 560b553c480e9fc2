package authtoken_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// recipe has the form of every recipe in the guide: the ID of the store in
// rotate_when_changed, a text instead of null, and a write only in the run that
// creates a token.
const recipe = `
resource "sink_store" "tokens" {}

resource "gitlabrunner_runner" "it" {
  runner_type = "instance_type"
  store_token = false

  rotate_after = "30d"
  rotate_when_changed = {
    store = sink_store.tokens.id
    again = "%s"
  }
}

ephemeral "gitlabrunner_authentication_token" "it" {
  runner_id     = gitlabrunner_runner.it.id
  token_version = gitlabrunner_runner.it.token_version
}

resource "sink_secret" "it" {
  store            = sink_store.tokens.id
  value_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.it.token, "not handed on")
  value_wo_version = gitlabrunner_runner.it.token_version

  lifecycle {
    create_before_destroy = true
    ignore_changes        = [value_wo_version]
    replace_triggered_by  = [gitlabrunner_runner.it.token_version]
  }
}
`

// The token is written to its store, by a direct apply and by the apply of a plan that
// was saved a day before, and is in no file of Terraform.
func TestAccToken_handoff(t *testing.T) {
	t.Parallel()

	w := newTerraformDir(t)
	w.configure(fmt.Sprintf(recipe, "1"))
	w.Run(0, "apply", "-auto-approve")
	first := w.holds(1)

	w.Run(0, "plan", "-detailed-exitcode")
	// Not by its exit code: Terraform 1.11 exits with 2 for every resource with a number.
	acctest.Contains(t, w.Run(0, "plan", "-refresh-only"), "No changes.")

	w.FakeClock(t).Advance(30 * 24 * time.Hour)
	acctest.Reported(t, w.Run(2, "plan", "-detailed-exitcode", "-out", "due.tfplan"), tfdiag.TokenAgeReached)

	w.FakeClock(t).Advance(24 * time.Hour)
	w.Run(0, "apply", "due.tfplan")
	second := w.holds(2)
	acctest.Equal(t, "the token is another", second != first, true)
	w.Run(0, "plan", "-detailed-exitcode")

	for _, secret := range []string{first, second} {
		acctest.Equal(t, "the traces of a token", w.Traces(secret), nil)
	}

	// The search includes the plan, the backup of the state and the log.
	if found := fmt.Sprint(w.Traces("gitlabrunner_runner")); !strings.Contains(found, "due.tfplan/tfplan") ||
		!strings.Contains(found, "terraform.tfstate.backup") || !strings.Contains(found, "trace.log") {
		t.Errorf("searched in %s only", found)
	}
}

// The token of a runner of another configuration is adopted and then rotated.
func TestAccToken_handoffOfAdoptedToken(t *testing.T) {
	t.Parallel()

	const adopting = `
variable "present" {
  type      = string
  ephemeral = true
  default   = null
}

resource "gitlabrunner_authentication_token" "it" {
  runner_id                = %d
  store_token              = false
  current_token_wo         = var.present
  current_token_wo_version = 1

  rotate_when_changed = { again = "%d" }
}

ephemeral "gitlabrunner_authentication_token" "it" {
  runner_id     = gitlabrunner_authentication_token.it.runner_id
  token_version = gitlabrunner_authentication_token.it.token_version
}

resource "sink_secret" "it" {
  value_wo         = coalesce(ephemeral.gitlabrunner_authentication_token.it.token, "not handed on")
  value_wo_version = gitlabrunner_authentication_token.it.token_version

  lifecycle {
    ignore_changes       = [value_wo_version]
    replace_triggered_by = [gitlabrunner_authentication_token.it.token_version]
  }
}
`

	w := newTerraformDir(t)

	made, _, err := w.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		t.Fatal(err)
	}

	// A machine uses the runner.
	acctest.Equal(t, "the machine is accepted", fixtureIn(t, w.GitLab).accepts(made.Token), true)

	w.configure(fmt.Sprintf(adopting, made.ID, 1))
	acctest.Reported(t, w.Run(1, "apply", "-auto-approve"), tfdiag.TokenInUse)

	w.Environment = append(w.Environment, "TF_VAR_present="+made.Token)
	w.Run(0, "apply", "-auto-approve")
	acctest.Equal(t, "the adopted token", w.holds(1), made.Token)
	w.Run(0, "plan", "-detailed-exitcode")

	w.configure(fmt.Sprintf(adopting, made.ID, 2))
	w.Run(0, "apply", "-auto-approve")

	for _, secret := range []string{made.Token, w.holds(2)} {
		acctest.Equal(t, "the traces of a token", w.Traces(secret), nil)
	}
}

// A program gets the token in its environment.
func TestAccToken_handoffToProgram(t *testing.T) {
	t.Parallel()

	const program = `
resource "gitlabrunner_runner" "it" {
  runner_type    = "instance_type"
  store_token    = false
  rotate_when_changed = { again = "%d" }
}

ephemeral "gitlabrunner_authentication_token" "it" {
  runner_id     = gitlabrunner_runner.it.id
  token_version = gitlabrunner_runner.it.token_version
}

resource "terraform_data" "store" {
  triggers_replace = gitlabrunner_runner.it.token_version

  provisioner "local-exec" {
    command     = "printf '%%s\n' \"$RUNNER_TOKEN\" >> '%s'"
    environment = { RUNNER_TOKEN = ephemeral.gitlabrunner_authentication_token.it.token }
  }
}
`

	w := newTerraformDir(t)
	file := filepath.Join(t.TempDir(), "store")

	for n := range 2 {
		w.configure(fmt.Sprintf(program, n, file))
		w.Run(0, "apply", "-auto-approve")
		w.Run(0, "apply", "-auto-approve")
	}

	stored, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	tokens := strings.Fields(string(stored))
	acctest.Equal(t, "the tokens that the program got", len(tokens), 2)

	for n, token := range tokens {
		acctest.Equal(t, "the token is accepted", fixtureIn(t, w.GitLab).accepts(token), n == 1)
		acctest.Equal(t, "the traces of a token", w.Traces(token), nil)
	}
}

// A rotation that may be due is decided by applying the source of the value first:
// the token then stays in its store. Without this step, the plan already replaces the
// secret, and an apply that keeps the token overwrites it.
func TestAccToken_handoffOfAPossibleRotation(t *testing.T) {
	t.Parallel()

	possible := decided + strings.Replace(fmt.Sprintf(recipe, "1"), `again = "1"`, `again = terraform_data.decided.output`, 1)

	w := newTerraformDir(t)
	w.configure(possible)
	w.Run(0, "apply", "-auto-approve")
	first := w.holds(1)

	acctest.Reported(t, w.Run(2, "plan", "-detailed-exitcode", "-var", "run=2"), tfdiag.TokenSomeValuesUnknown)
	w.Run(0, "apply", "-auto-approve", "-var", "run=2", "-target", "terraform_data.decided")
	// Terraform 1.16 destroys the previous object of the source only now.
	w.Run(0, "apply", "-auto-approve", "-var", "run=2")
	w.Run(0, "plan", "-detailed-exitcode", "-var", "run=2")
	acctest.Equal(t, "the token in the store", w.holds(1), first)
}
