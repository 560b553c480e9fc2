package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	shared = "gitlabrunner_runner.shared"

	rotationPlan = "rotation.tfplan"

	day = 24 * time.Hour
)

// rotated are the attributes that a rotation changes.
const rotated = "rotate_at, token, token_expires_at, token_issued_at, token_version"

// handoff is a runner with a token in no state, and the store that the token is
// handed on to.
const handoff = `resource "gitlabrunner_runner" "quiet" {
  runner_type = "instance_type"
  store_token = false
}

ephemeral "gitlabrunner_authentication_token" "quiet" {
  runner_id     = gitlabrunner_runner.quiet.id
  token_version = gitlabrunner_runner.quiet.token_version
}

resource "terraform_data" "store" {
  triggers_replace = gitlabrunner_runner.quiet.token_version

  provisioner "local-exec" {
    command     = "printf %s \"$TOKEN\" > store.txt"
    environment = { TOKEN = ephemeral.gitlabrunner_authentication_token.quiet.token }
  }
}

output "quiet_runner" {
  value = gitlabrunner_runner.quiet.id
}
`

func rotate(ctx context.Context, e *environment) error {
	before, err := e.tokens(ctx)
	if err != nil {
		return err
	}

	e.action(">", "let 30 days pass on GitLab's clock")

	if err := e.gitlab.AdvanceClock(ctx, 30*day); err != nil {
		return err
	}

	if err := e.plan(ctx, rotationPlan, "update "+shared+": "+rotated, "update "+team+": "+rotated); err != nil {
		return err
	}

	for _, reason := range []string{"Token rotation is due: age", "Token rotation is due: expiry"} {
		if !strings.Contains(e.planOutput, reason) {
			return fmt.Errorf("the plan does not give the reason %q", reason)
		}
	}

	if err := e.gitlab.AdvanceClock(ctx, day); err != nil {
		return err
	}

	expected := requests{e.reset("team"), e.reset("shared")}
	if err := e.apply(ctx, expected, "apply", rotationPlan); err != nil {
		return err
	}

	if err := e.replaced(ctx, before, "team", "shared"); err != nil {
		return err
	}

	e.verified("The plan gave both reasons. Two resets, and GitLab rejects the old tokens.")

	return nil
}

func rotateAtOnce(ctx context.Context, e *environment) error {
	before, err := e.tokens(ctx)
	if err != nil {
		return err
	}

	const change = `incident = "seen in a job log"`

	e.action(">", "write incident.auto.tfvars: "+change)

	if err := e.terraform.Write("incident.auto.tfvars", change+"\n"); err != nil {
		return err
	}

	if err := e.apply(ctx, requests{e.reset("deploy")}, "apply", "-auto-approve"); err != nil {
		return err
	}

	if err := e.replaced(ctx, before, "deploy"); err != nil {
		return err
	}

	e.verified("One reset, and GitLab rejects the leaked token.")

	return nil
}

func handOn(ctx context.Context, e *environment) error {
	e.action(">", "write handoff.tf: a runner with store_token = false, and its store")

	if err := e.terraform.Write("handoff.tf", handoff); err != nil {
		return err
	}

	if err := e.apply(ctx, requests{"POST /user/runners"}, "apply", "-auto-approve"); err != nil {
		return err
	}

	answer, err := e.answer(ctx, "output", "-json", "quiet_runner")
	if err != nil {
		return err
	}

	if err := json.Unmarshal([]byte(answer), &e.handedOn); err != nil {
		return err
	}

	stored, err := os.ReadFile(filepath.Join(e.terraform.Folder, "store.txt"))
	if err != nil {
		return err
	}

	if accepted, err := e.gitlab.accepts(ctx, string(stored)); err != nil || !accepted {
		return fmt.Errorf("GitLab refuses the token that was handed on: %w", err)
	}

	for _, name := range []string{"terraform.tfstate", "terraform.tfstate.backup"} {
		kept, err := os.ReadFile(filepath.Join(e.terraform.Folder, name))
		if err != nil {
			return err
		}

		if strings.Contains(string(kept), string(stored)) {
			return fmt.Errorf("the token is in %s", name)
		}
	}

	e.verified("The file contains a token that GitLab accepts, and the state contains none.")

	return nil
}

// reset is the request that replaces a runner's token.
func (e *environment) reset(name string) string {
	return fmt.Sprintf("POST /runners/%d/reset_authentication_token", e.fleet[name])
}

// tokens are those in the state, by the runners' names.
func (e *environment) tokens(ctx context.Context) (map[string]string, error) {
	answer, err := e.answer(ctx, "show", "-json")
	if err != nil {
		return nil, err
	}

	return tokensOf(answer)
}

// replaced checks that GitLab refuses the old tokens of these runners, and accepts
// the tokens in the state.
func (e *environment) replaced(ctx context.Context, before map[string]string, names ...string) error {
	now, err := e.tokens(ctx)
	if err != nil {
		return err
	}

	for _, name := range names {
		old, err := e.gitlab.accepts(ctx, before[name])
		if err != nil {
			return err
		}

		fresh, err := e.gitlab.accepts(ctx, now[name])
		if err != nil {
			return err
		}

		if old || !fresh {
			return fmt.Errorf("the old token of %s is accepted: %t; the one in the state: %t", name, old, fresh)
		}
	}

	return nil
}
