package authtoken_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const unregisterName = "gitlabrunner_unregister_runner"

// exists reports whether GitLab has the runner.
func (s *fixture) exists(t *testing.T) bool {
	t.Helper()

	_, _, err := s.API.Runners.GetRunnerDetails(s.runner)
	if err != nil && !errors.Is(err, gitlab.ErrNotFound) {
		t.Fatal(err)
	}

	return err == nil
}

func TestProtoUnregisterAction_basic(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			s.ClearJournal(t)

			// No access token is needed.
			anonymous := *s.GitLab
			anonymous.Token = ""
			proto := anonymous.Proto(t, nil)
			config := acctest.Values{"token": s.first}

			done := proto.Invoke(unregisterName, config)
			acctest.Diagnosed(t, done.Diagnostics)
			acctest.Equal(t, "the writes", s.Writes(t), []string{check, "DELETE /runners"})
			acctest.Equal(t, "GitLab has the runner", s.exists(t), false)
			acctest.Contains(t, strings.Join(done.Progress, "\n"), "is unregistered")
			acctest.Equal(t, "the token is in a message", strings.Contains(fmt.Sprint(done.Progress), s.first), false)

			again := proto.Invoke(unregisterName, config)
			acctest.Diagnosed(t, again.Diagnostics, acctest.At("token", tfdiag.TokenOfNoRunner))
			hides(t, "the error", again.Diagnostics, s.first)
		})
	}
}

// Nothing is deleted if GitLab refuses the token, or if the check of the token fails.
func TestProtoUnregisterAction_refused(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.rotatesItself(s.first)
	s.ClearJournal(t)

	acctest.Diagnosed(t, s.Invoke(unregisterName, acctest.Values{"token": s.first}).Diagnostics, acctest.At("token", tfdiag.TokenOfNoRunner))
	acctest.Equal(t, "the writes", s.Writes(t), []string{check, verify})

	s.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners/managers", Status: 403, Body: `{"message":"Forbidden"}`})

	done := s.Invoke(unregisterName, acctest.Values{"token": s.first})
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.CheckRunnerToken.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), string(tfdiag.NothingDeleted))
	acctest.Equal(t, "GitLab has the runner", s.exists(t), true)

	acctest.Diagnosed(t, s.PlanAction(unregisterName, acctest.Values{"token": ""}), acctest.At("token", tfdiag.TextEmpty))
	acctest.Diagnosed(t, s.PlanAction(unregisterName, acctest.Values{"token": "glpat-0123456789abcdefghij"}), acctest.At("token", tfdiag.NoAuthenticationToken))
	acctest.Equal(t, "errors of an unknown token", acctest.Errors(s.PlanAction(unregisterName, acctest.Values{"token": acctest.Unknown})), "")
}

// GitLab refuses the token of the second attempt, because the first one deleted
// the runner.
func TestProtoUnregisterAction_lostAnswer(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners", Drop: "after"})
	acctest.Diagnosed(t, s.Invoke(unregisterName, acctest.Values{"token": s.first}).Diagnostics)
	acctest.Equal(t, "GitLab has the runner", s.exists(t), false)

	s = newFixture(t)
	s.Fault(t, acctest.Fault{Method: "DELETE", Path: "/api/v4/runners", Drop: "after", Times: 2})

	done := s.GitLab.Proto(t, acctest.Values{"retries": 0}).Invoke(unregisterName, acctest.Values{"token": s.first})
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.UnregisterRunner.Because(tfdiag.Lost))
}

// The token leaves no trace in files and logs. Terraform 1.16 drops an ephemeral
// one, which the error says, and keeps a sensitive one.
func TestAccUnregisterAction_invoked(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	for _, kind := range []string{"ephemeral", "sensitive"} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()

			d := newTerraformDir(t)
			d.SkipBelow(14, 14, "actions")

			s := fixtureIn(t, d.GitLab)
			s.runner, s.first = s.newRunner()
			d.Environment = append(d.Environment, "TF_VAR_runner_token="+s.first)

			d.configure(fmt.Sprintf("variable \"runner_token\" {\n  %s = true\n}\n\naction %q \"it\" {\n  config {\n    token = var.runner_token\n  }\n}\n", kind, unregisterName))

			invoke := []string{"apply", "-auto-approve", "-invoke=action." + unregisterName + ".it"}
			dropped := kind == "ephemeral" && d.IsAtLeast(16, 16)

			if dropped {
				acctest.Reported(t, d.Run(1, invoke...), tfdiag.EphemeralValueMissing)
			} else {
				acctest.Contains(t, d.Run(0, invoke...), "is unregistered", "Actions: 1 invoked")
			}

			acctest.Equal(t, "GitLab has the runner", s.exists(t), dropped)
			acctest.Equal(t, "the traces of the token", d.Traces(s.first), nil)

			if !dropped {
				acctest.Reported(t, d.Run(1, invoke...), tfdiag.TokenOfNoRunner)
			}
		})
	}
}

// A resource that triggers the action passes the ephemeral token, with every
// Terraform.
func TestAccUnregisterAction_triggered(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	d := newTerraformDir(t)
	d.SkipBelow(14, 14, "actions")

	s := fixtureIn(t, d.GitLab)
	s.runner, s.first = s.newRunner()
	d.Environment = append(d.Environment, "TF_VAR_runner_token="+s.first)

	d.configure(fmt.Sprintf(`
variable "runner_token" {
  ephemeral = true
}

resource "terraform_data" "machine" {
  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.%[1]s.it]
    }
  }
}

action %[1]q "it" {
  config {
    token = var.runner_token
  }
}
`, unregisterName))
	acctest.Contains(t, d.Run(0, "apply", "-auto-approve"), "is unregistered")
	acctest.Equal(t, "GitLab has the runner", s.exists(t), false)
	acctest.Equal(t, "the traces of the token", d.Traces(s.first), nil)
}

// Terraform 1.16 invokes the action without the ephemeral token.
func TestProtoUnregisterAction_droppedToken(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	s.ClearJournal(t)

	done := s.GitLab.Proto(t, nil).InvokeUnvalidated(unregisterName, acctest.Values{"token": nil})
	acctest.Diagnosed(t, done.Diagnostics, acctest.At("token", tfdiag.EphemeralValueMissing))
	acctest.Equal(t, "the requests", len(s.Journal(t)), 0)
}
