package authtoken_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// tokens are the resources that have a token.
var tokens = []string{typeName, "gitlabrunner_runner", "gitlabrunner_registered_runner"}

// verifies configures a resource with a token, with an expression for
// verify_on_refresh after other configuration.
func (d *terraformDir) verifies(t *testing.T, before, resource, verifies string) {
	t.Helper()

	var attribute string

	switch resource {
	case typeName:
		id, _ := fixtureIn(t, d.GitLab).newRunner()
		attribute = fmt.Sprintf("runner_id = %d", id)
	case "gitlabrunner_runner":
		attribute = `runner_type = "instance_type"`
	default:
		d.AllowRegistration(t, true)
		attribute = fmt.Sprintf("registration_token = %q", d.Project(t, d.Group(t)).RunnersToken)
	}

	d.configure(fmt.Sprintf("%s\nresource %q \"it\" {\n  %s\n  verify_on_refresh = %s\n}\n\noutput \"id\" {\n  value = %s.it.%s\n}\n",
		before, resource, attribute, verifies, resource, map[bool]string{true: "runner_id", false: "id"}[resource == typeName]))
}

// runner is the ID of the runner of the resource.
func (d *terraformDir) runner(t *testing.T) int64 {
	t.Helper()

	id, err := strconv.ParseInt(strings.TrimSpace(d.Run(0, "output", "-raw", "id")), 10, 64)
	if err != nil {
		t.Fatal(err)
	}

	return id
}

// The next plan rotates a token that was reset outside of Terraform, and its apply
// sends one reset. A runner without contact stays stale. Up to 18.1 GitLab counts each
// check as a contact of the runner, but of no manager.
func TestAccVerification(t *testing.T) {
	t.Parallel()

	versions := map[string]bool{string(gitlabsim.Newest): false, "18.0": true, "16.11": true}

	for _, resource := range tokens {
		for version, counts := range versions {
			// The protocol test has every resource on every version.
			if testing.Short() && counts && resource != typeName {
				continue
			}

			t.Run(resource+" "+version, func(t *testing.T) {
				t.Parallel()

				d := newTerraformDir(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
				d.verifies(t, "", resource, "true")
				d.Run(0, "apply", "-auto-approve")

				s := fixtureIn(t, d.GitLab)
				s.runner = d.runner(t)
				last := s.silent(t)
				status := "stale"

				if counts {
					last, status = s.FakeClock(t).Now(), "online"
				}

				d.Run(0, "plan", "-detailed-exitcode")
				d.Run(0, "plan", "-detailed-exitcode")
				acctest.Equal(t, "the writes of two refreshes", d.Writes(t), []string{check, check})
				s.lastSeen(t, last, status)

				if _, _, err := d.API.Runners.ResetRunnerAuthenticationToken(s.runner); err != nil {
					t.Fatal(err)
				}

				d.ClearJournal(t)
				acctest.Reported(t, d.Run(2, "plan", "-detailed-exitcode", "-out", "repair.tfplan"), tfdiag.TokenRejected)
				acctest.Equal(t, "the writes of the plan", d.Writes(t), []string{check, verify})
				d.ClearJournal(t)
				d.Run(0, "apply", "repair.tfplan")
				acctest.Equal(t, "the writes of the apply", d.Writes(t), []string{fmt.Sprintf("POST /runners/%d/reset_authentication_token", s.runner)})
				d.ClearJournal(t)
				d.Run(0, "plan", "-detailed-exitcode")
				acctest.Equal(t, "the writes of the plan after the repair", d.Writes(t), []string{check})
				s.lastSeen(t, last, status)
				acctest.Equal(t, "the check is in a path or a query", strings.Contains(fmt.Sprint(d.Journal(t)), ownSystemID), false)
			})
		}
	}
}

// lastSeen checks the last contact and the status of the runner, and that its only
// manager has no new contact.
func (s *fixture) lastSeen(t *testing.T, last time.Time, status string) {
	t.Helper()

	runner, _, err := s.API.Runners.GetRunnerDetails(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "the last contact", runner.ContactedAt.Equal(last), true)
	acctest.Equal(t, "the status of the runner", runner.Status, status)
	acctest.Equal(t, "the managers", s.managers(), []string{"s_silent"})

	managers, _, err := s.API.Runners.ListRunnerManagers(s.runner)
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "the last contact of the machine", managers[0].ContactedAt.Equal(s.FakeClock(t).Now().AddDate(0, 0, -20)), true)
}

// GitLab rejects the token, and verify_on_refresh is known only after apply. The token
// is reset once if it is true, and kept otherwise.
func TestAccVerification_knownAfterApply(t *testing.T) {
	t.Parallel()

	for _, resource := range tokens {
		for verifies, resets := range map[string]int{"true": 1, "false": 0} {
			t.Run(resource+" "+verifies, func(t *testing.T) {
				t.Parallel()

				d := newTerraformDir(t)
				d.verifies(t, decided, resource, "terraform_data.decided.output")
				d.Run(0, "apply", "-auto-approve", "-var", "window=true")

				if _, _, err := d.API.Runners.ResetRunnerAuthenticationToken(d.runner(t)); err != nil {
					t.Fatal(err)
				}

				d.ClearJournal(t)
				acctest.Reported(t, d.Run(0, "apply", "-auto-approve", "-var", "run=2", "-var", "window="+verifies), tfdiag.TokenRejectedPossibly)

				sent := slices.DeleteFunc(d.Writes(t), func(write string) bool { return !strings.HasSuffix(write, "/reset_authentication_token") })
				acctest.Equal(t, "the resets", len(sent), resets)
				d.Run(0, "plan", "-detailed-exitcode", "-var", "run=2", "-var", "window="+verifies)
			})
		}
	}
}
