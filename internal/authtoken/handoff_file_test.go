package authtoken_test

import (
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// wholeFile is the recipe with a store that takes the whole file of GitLab Runner.
var wholeFile = strings.NewReplacer(
	`coalesce(ephemeral.gitlabrunner_authentication_token.it.token, "not handed on")`,
	`provider::gitlabrunner::config_toml({
    concurrent = 4
    runners = [{
      url      = "https://gitlab.example.com"
      token    = coalesce(ephemeral.gitlabrunner_authentication_token.it.token, "not handed on")
      executor = "shell"
    }]
  })`,
	"%s", "1",
).Replace(recipe)

// A text that contains the ephemeral token is ephemeral too: a write-only argument
// accepts it, and the token is in no file of Terraform.
func TestAccToken_handoffOfFile(t *testing.T) {
	t.Parallel()

	w := newTerraformDir(t)
	w.configure(wholeFile)

	holds := func(writes int) string {
		t.Helper()

		var file struct {
			Concurrent int
			Runners    []struct{ Token, Executor string }
		}

		written, count := w.sink.secret()
		if _, err := toml.Decode(written, &file); err != nil || len(file.Runners) != 1 {
			t.Fatalf("the store has %d runners: %v", len(file.Runners), err)
		}

		acctest.Equal(t, "the writes to the store", count, writes)
		acctest.Equal(t, "the runner is accepted with what the store has", fixtureIn(t, w.GitLab).accepts(file.Runners[0].Token), true)

		return file.Runners[0].Token
	}

	w.Run(0, "apply", "-auto-approve")
	first := holds(1)
	w.Run(0, "plan", "-detailed-exitcode")

	w.FakeClock(t).Advance(30 * 24 * time.Hour)
	w.Run(2, "plan", "-detailed-exitcode", "-out", "due.tfplan")
	w.Run(0, "apply", "due.tfplan")
	second := holds(2)
	acctest.Equal(t, "the token is another", second != first, true)

	for _, secret := range []string{first, second} {
		acctest.Equal(t, "the traces of a token", w.Traces(secret), nil)
	}

	// Terraform refuses it in an argument that is stored.
	w.configure(wholeFile + "\noutput \"kept\" {\n  value = provider::gitlabrunner::config_toml({ token = ephemeral.gitlabrunner_authentication_token.it.token })\n}\n")
	acctest.Contains(t, strings.ToLower(w.Run(1, "plan")), "ephemeral value")
}
