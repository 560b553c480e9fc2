package acctest_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// newerMembers reads and sends what GitLab has in its newest releases only.
const newerMembers = `
terraform {
  required_providers {
    gitlabrunner = { source = "gitlabrunner/gitlabrunner" }
  }
}

resource "gitlabrunner_runner" "it" {
  runner_type = "project_type"
  project_id  = %d
}

resource "gitlabrunner_registered_runner" "it" {
  registration_token = %q

  info = {
    name         = "builder"
    version      = "19.4.0"
    revision     = "abcdef"
    platform     = "linux"
    architecture = "arm64"
  }
}

data "gitlabrunner_runner" "it" {
  id = gitlabrunner_runner.it.id
}

data "gitlabrunner_runner" "registered" {
  id = gitlabrunner_registered_runner.it.id
}

data "gitlabrunner_runners" "it" {
  all        = true
  details    = true
  depends_on = [gitlabrunner_runner.it, gitlabrunner_registered_runner.it]
}

ephemeral "gitlabrunner_token_verification" "it" {
  token = gitlabrunner_runner.it.token
}

ephemeral "gitlabrunner_token_verification" "machine" {
  token     = gitlabrunner_runner.it.token
  system_id = "s_machine"
}

resource "terraform_data" "verified" {
  lifecycle {
    precondition {
      condition     = ephemeral.gitlabrunner_token_verification.it.valid && ephemeral.gitlabrunner_token_verification.it.runner_id == null
      error_message = "The check of the token has another answer."
    }

    precondition {
      condition     = ephemeral.gitlabrunner_token_verification.machine.valid && ephemeral.gitlabrunner_token_verification.machine.runner_id == gitlabrunner_runner.it.id
      error_message = "The verification of the token has another answer."
    }

    precondition {
      condition     = ephemeral.gitlabrunner_token_verification.machine.token_expires_at == gitlabrunner_runner.it.token_expires_at
      error_message = "The verification of the token has another expiry."
    }
  }
}

output "seen" {
  value = {
    id              = gitlabrunner_runner.it.id
    expiry          = [data.gitlabrunner_runner.it.token_expires_at, gitlabrunner_runner.it.token_expires_at]
    expiry_in_lists = data.gitlabrunner_runners.it.runners[*].token_expires_at
    visibility      = data.gitlabrunner_runner.it.projects[*].visibility
    creator         = [data.gitlabrunner_runner.it.created_by != null, data.gitlabrunner_runner.registered.created_by != null]
    name            = data.gitlabrunner_runner.registered.name
  }
}
`

// What the newest releases of GitLab add arrives through a real Terraform, and
// the next plan is empty. Releases without a member have null.
func TestAccNewerMembers(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for version, want := range map[string]string{
		string(gitlabsim.Newest): `2030-01-11T03:04:05Z 2030-01-11T03:04:05Z [2030-01-11T03:04:05Z 2030-01-11T03:04:05Z] [private] [true false] builder`,
		"18.6":                   `null 2030-01-11T03:04:05Z [null null] [null] [true false] builder`,
		"16.11":                  `null 2030-01-11T03:04:05Z [null null] [null] [false false] builder`,
	} {
		if testing.Short() && version != string(gitlabsim.Newest) {
			continue
		}

		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			g.AllowRegistration(t, true)
			g.ExpireTokens(t, 9*24*time.Hour)

			project := g.Project(t, g.Group(t))
			w := acctest.NewBuiltDir(t, g, nil)
			w.SkipBelow(10, 11, "ephemeral resources")
			w.Write("main.tf", fmt.Sprintf(newerMembers, project.ID, project.RunnersToken))
			w.Run(0, "apply", "-auto-approve")
			w.Run(0, "plan", "-detailed-exitcode")

			var seen struct {
				ID               int64
				Expiry, Creator  []any
				Name, Visibility any
				ExpiryInLists    []any `json:"expiry_in_lists"`
			}

			if err := json.Unmarshal([]byte(w.Output("output", "-json", "seen")), &seen); err != nil {
				t.Fatal(err)
			}

			got := fmt.Sprint(seen.Expiry[0], " ", seen.Expiry[1], " ", seen.ExpiryInLists, " ", seen.Visibility, " ", seen.Creator, " ", seen.Name)
			acctest.Equal(t, "what Terraform sees", strings.ReplaceAll(got, "<nil>", "null"), want)

			managers, _, err := g.API.Runners.ListRunnerManagers(seen.ID)
			if err != nil {
				t.Fatal(err)
			}

			acctest.Equal(t, "the managers", len(managers), 1)
			acctest.Equal(t, "the system ID", managers[0].SystemID, "s_machine")
			w.Run(0, "destroy", "-auto-approve")
		})
	}
}
