package authtoken_test

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/standin"
)

// Every recipe of the guide "Keep tokens out of state" writes a token only in the run
// that creates it, and leaves it in no file of Terraform. Its store is a stand-in
// with the attributes that the recipe uses.
func TestAccToken_recipes(t *testing.T) {
	t.Parallel()

	files, err := filepath.Glob("../../examples/guides/keep-tokens-out-of-state/*.tf")
	if err != nil || len(files) != 7 {
		t.Fatalf("found %d recipes, want 7: %v", len(files), err)
	}

	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			t.Parallel()

			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}

			var (
				name    = regexp.MustCompile(`"hashicorp/(\w+)"`).FindStringSubmatch(string(text))[1]
				store   = &standin.Store{Name: name}
				address = acctest.Registry() + "/hashicorp/" + name
				w       = newTerraformDirBeside(t, acctest.Servers{address: providerserver.NewProtocol6WithError(store)})
			)

			w.Write("main.tf", string(text))
			w.Write("terraform.tfvars", variables(w, string(text)))

			w.Run(0, "apply", "-auto-approve")
			first := w.delivered(store, 1)
			w.Run(0, "plan", "-detailed-exitcode")

			w.FakeClock(t).Advance(30 * 24 * time.Hour)
			w.Run(0, "apply", "-auto-approve")
			second := w.delivered(store, 2)
			w.Run(0, "plan", "-detailed-exitcode")

			acctest.Equal(t, "the token is another", second != first, true)

			for _, secret := range []string{first, second} {
				acctest.Equal(t, "the traces of a token", w.Traces(secret), nil)
			}
		})
	}
}

// variables gives a value to each variable of a recipe.
func variables(w *terraformDir, text string) string {
	w.t.Helper()

	var values strings.Builder

	for _, match := range regexp.MustCompile(`(?m)^variable "(\w+)"`).FindAllStringSubmatch(text, -1) {
		value := `"any"`
		if match[1] == "group_id" {
			value = fmt.Sprint(w.Group(w.t).ID)
		}

		fmt.Fprintf(&values, "%s = %s\n", match[1], value)
	}

	return values.String()
}

// delivered checks the number of writes to a store, and that GitLab accepts the last
// secret, which it returns.
func (w *terraformDir) delivered(s *standin.Store, times int) string {
	w.t.Helper()

	secrets := s.Secrets()
	if len(secrets) != times {
		w.t.Fatalf("the store was written to %d times, want %d", len(secrets), times)
	}

	token := regexp.MustCompile(`glrt-[\w.-]+`).FindString(secrets[times-1])
	acctest.Equal(w.t, "a runner is accepted with what the store has", fixtureIn(w.t, w.GitLab).accepts(token), true)

	return token
}
