package authtoken_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const revokeName = "gitlabrunner_revoke_authentication_token"

// One request revokes the token, and its replacement is never shown.
func TestProtoRevokeAction_basic(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	acctest.Equal(t, "the token is accepted before", s.accepts(s.first), true)
	s.ClearJournal(t)

	done := s.Invoke(revokeName, acctest.Values{"runner_id": s.runner})
	progress := strings.Join(done.Progress, "\n")

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the requests", s.Requests(t), []string{s.resetByID()})
	acctest.Equal(t, "the token is accepted", s.accepts(s.first), false)
	acctest.Contains(t, progress, fmt.Sprintf("runner %d", s.runner), "config.toml", "rotate_when_changed", "verify_on_refresh")
	acctest.Equal(t, "a token is in the message", strings.Contains(progress, "glrt-"), false)
}

// The revoked token stays in the state until an entry of rotate_when_changed changes
// or a refresh checks the token.
func TestProtoRevokeAction_tokenInState(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		verifies bool
		rotates  bool
	}{
		"no check":          {},
		"verify_on_refresh": {verifies: true, rotates: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := newFixture(t)
			verifies := acctest.Values{"verify_on_refresh": test.verifies}
			s.create(s.rotating("", "", "1", verifies))

			revoked := s.get("token")
			acctest.Equal(t, "errors", acctest.Errors(s.Invoke(revokeName, acctest.Values{"runner_id": s.runner}).Diagnostics), "")

			_, rotates := s.NextPlan(s.rotating("", "", "1", verifies))
			acctest.Equal(t, "the next plan rotates", rotates, test.rotates)
			acctest.Equal(t, "the token in state", s.get("token"), revoked)

			config := s.rotating("", "", "2", verifies)
			plan, rotates := s.NextPlan(config)
			acctest.Equal(t, "a changed trigger rotates", rotates, true)
			s.ApplyPlan(plan, config)
			acctest.Equal(t, "the token is accepted", s.accepts(s.get("token")), true)
		})
	}
}

func TestProtoRevokeAction_failures(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	_, token := s.User(t, "api")
	config := acctest.Values{"runner_id": s.runner}

	done := s.GitLab.Proto(t, acctest.Values{"token": token}).Invoke(revokeName, config)
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.RevokeToken.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), string(tfdiag.TokenStaysValid))
	acctest.Equal(t, "the token is accepted", s.accepts(s.first), true)

	done = s.Invoke(revokeName, acctest.Values{"runner_id": 404})
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.RevokeToken.Because(tfdiag.RunnerNotFound))

	acctest.Diagnosed(t, s.PlanAction(revokeName, acctest.Values{"runner_id": 0}), acctest.At("runner_id", tfdiag.IDInvalid))
	acctest.Equal(t, "errors", acctest.Errors(s.PlanAction(revokeName, acctest.Values{"runner_id": acctest.Unknown})), "")
}

// A revocation is repeated after a lost answer, because revoking twice does no harm.
func TestProtoRevokeAction_lostAnswer(t *testing.T) {
	t.Parallel()

	s := newFixture(t)
	config := acctest.Values{"runner_id": s.runner}
	path := fmt.Sprintf("/api/v4/runners/%d/reset_authentication_token", s.runner)

	s.Fault(t, acctest.Fault{Path: path, Drop: "after"})
	acctest.Equal(t, "errors", acctest.Errors(s.Invoke(revokeName, config).Diagnostics), "")
	acctest.Equal(t, "the writes", s.Writes(t), []string{s.resetByID(), s.resetByID()})
	acctest.Equal(t, "the token is accepted", s.accepts(s.first), false)

	s.Fault(t, acctest.Fault{Path: path, Drop: "after", Times: 2})

	done := s.GitLab.Proto(t, acctest.Values{"retries": 1}).Invoke(revokeName, config)
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.RevokeToken.Because(tfdiag.Lost))

	// The refusal of the second attempt does not show whether the first one succeeded.
	s.Fault(t, acctest.Fault{Path: path, Drop: "after"})
	s.Fault(t, acctest.Fault{Path: path, Status: 403, Body: forbidden})
	acctest.Diagnosed(t, s.Invoke(revokeName, config).Diagnostics, tfdiag.RevokeToken.Because(tfdiag.Lost))
}

// The runner is not managed by Terraform, so that any text in the form of a token in
// the outputs and logs is the new token.
func TestAccRevokeAction_invoked(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	w := newTerraformDir(t)
	w.SkipBelow(14, 14, "actions")

	s := fixtureIn(t, w.GitLab)
	s.runner, s.first = s.newRunner()

	w.configure(fmt.Sprintf("action %q \"it\" {\n  config {\n    runner_id = %d\n  }\n}\n", revokeName, s.runner))
	acctest.Contains(t, w.Run(0, "apply", "-auto-approve", "-invoke=action."+revokeName+".it"),
		fmt.Sprintf("runner %d", s.runner), "Actions: 1 invoked")
	acctest.Equal(t, "the token is accepted", s.accepts(s.first), false)
	acctest.Equal(t, "the traces of a token", w.Traces("glrt-"), nil)

	// The search includes the log.
	acctest.Contains(t, fmt.Sprint(w.Traces("reset_authentication_token")), "trace.log")
}

// A change of another resource triggers the revocation.
func TestAccRevokeAction_triggered(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	g := acctest.NewSim(t)
	s := fixtureIn(t, g)
	s.runner, s.first = s.newRunner()

	config := fmt.Sprintf(`
resource "terraform_data" "leaks" {
  input = "%%s"

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.%[1]s.it]
    }
  }
}

action %[1]q "it" {
  config {
    runner_id = %[2]d
  }
}
`, revokeName, s.runner)

	accepted := func(want bool) resource.TestCheckFunc {
		return func(*terraform.State) error {
			if got := s.accepts(s.first); got != want {
				return fmt.Errorf("that GitLab accepts the token is %t", got)
			}

			return nil
		}
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: fmt.Sprintf(config, "none"), Check: accepted(true)},
			{Config: fmt.Sprintf(config, "one"), Check: accepted(false)},
		},
	})
}
