package authtoken_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A lost hand-off is reported, the store never gets null, and a change of
// rotate_when_changed writes a new token.
func TestAccToken_handoffLost(t *testing.T) {
	t.Parallel()

	for name, lose := range map[string]func(w *terraformDir, again string){
		"the store's write fails": func(w *terraformDir, again string) {
			w.sink.fail()
			w.configure(again)
			acctest.Contains(w.t, w.Run(1, "apply", "-auto-approve"), "the store is full")
		},
		"the run is targeted": func(w *terraformDir, again string) {
			w.configure(again)
			w.Run(0, "apply", "-auto-approve", "-target", "gitlabrunner_runner.it")
		},
		"the other provider configuration is asked": func(w *terraformDir, again string) {
			w.configure(strings.Replace(again, `ephemeral "gitlabrunner_authentication_token" "it" {`, `provider "gitlabrunner" {
  alias = "other"
}

ephemeral "gitlabrunner_authentication_token" "it" {
  provider      = gitlabrunner.other`, 1))
			w.Run(0, "apply", "-auto-approve")
			secret, _ := w.sink.secret()
			acctest.Equal(w.t, "what the store has", secret, "not handed on")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newTerraformDir(t)
			w.configure(fmt.Sprintf(recipe, "1"))
			w.Run(0, "apply", "-auto-approve")
			w.holds(1)
			w.FakeClock(t).Advance(time.Hour)

			again := fmt.Sprintf(recipe, "2")
			lose(w, again)

			before, writes := w.sink.secret()

			// No run writes another value for a lost token.
			w.configure(again)
			acctest.Reported(t, w.Run(0, "apply", "-auto-approve"), tfdiag.TokenMayBeLost)

			after, count := w.sink.secret()
			acctest.Equal(t, "the writes to the store", count, writes)
			acctest.Equal(t, "what the store has", after, before)

			w.configure(fmt.Sprintf(recipe, "3"))
			w.Run(0, "apply", "-auto-approve")
			acctest.Equal(t, "the traces of the token", w.Traces(w.holds(writes+1)), nil)
			w.Run(0, "plan", "-detailed-exitcode")
		})
	}
}

// A store that is replaced gets a new token.
func TestAccToken_handoffToNewStore(t *testing.T) {
	t.Parallel()

	w := newTerraformDir(t)
	w.configure(fmt.Sprintf(recipe, "1"))
	w.Run(0, "apply", "-auto-approve")
	w.holds(1)
	w.Run(0, "apply", "-auto-approve", "-replace", "sink_store.tokens")
	w.holds(2)
	w.Run(0, "plan", "-detailed-exitcode")
}

// A token that is lost in the first apply, or with the secret, is not replaced with
// null.
func TestAccToken_handoffLostAtFirst(t *testing.T) {
	t.Parallel()

	w := newTerraformDir(t)
	w.configure(fmt.Sprintf(recipe, "1"))
	w.sink.fail()
	acctest.Contains(t, w.Run(1, "apply", "-auto-approve"), "the store is full")
	acctest.Reported(t, w.Run(0, "apply", "-auto-approve"), tfdiag.TokenMayBeLost)

	secret, _ := w.sink.secret()
	acctest.Equal(t, "what the store has", secret, "not handed on")

	w.configure(fmt.Sprintf(recipe, "2"))
	w.Run(0, "apply", "-auto-approve")
	w.holds(2)
}

// After an import the token is unknown and its version is 0, so the token in the store
// does not change.
func TestAccToken_handoffAndImport(t *testing.T) {
	t.Parallel()

	w := newTerraformDir(t)
	w.configure(fmt.Sprintf(recipe, "1"))
	w.Run(0, "apply", "-auto-approve")
	first := w.holds(1)

	w.Run(0, "state", "rm", "gitlabrunner_runner.it")
	w.Run(0, "import", "gitlabrunner_runner.it", "1")
	w.Run(0, "apply", "-auto-approve")
	acctest.Equal(t, "what the store has", w.holds(1), first)
	w.Run(0, "plan", "-detailed-exitcode")

	w.configure(fmt.Sprintf(recipe, "2"))
	w.Run(0, "apply", "-auto-approve")
	w.holds(2)
}
