package main

import (
	"context"
	"encoding/json"
	"errors"
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

// rotated is what a rotation changes of a runner.
const rotated = "rotate_at, token, token_expires_at, token_issued_at, token_version"

// handoff is a runner whose token is in no state, and the store that gets it.
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

func rotate(ctx context.Context, s *stage) error {
	before, err := s.tokens(ctx)
	if err != nil {
		return err
	}

	s.act(">", "let 30 days go by on GitLab's clock")

	if err := s.gitlab.advance(ctx, 30*day); err != nil {
		return err
	}

	if err := s.plan(ctx, rotationPlan, "update "+shared+": "+rotated, "update "+team+": "+rotated); err != nil {
		return err
	}

	// Terraform shows one of several warnings of a kind.
	if !strings.Contains(s.planSaid, "Token rotation is due") {
		return errors.New("the plan does not say why")
	}

	if err := s.gitlab.advance(ctx, day); err != nil {
		return err
	}

	expected := requests{s.reset("team"), s.reset("shared")}
	if err := s.apply(ctx, expected, "apply", rotationPlan); err != nil {
		return err
	}

	if err := s.replaced(ctx, before, "team", "shared"); err != nil {
		return err
	}

	s.verified("The plan said why. Two resets, and GitLab rejects the old tokens.")

	return nil
}

func rotateAtOnce(ctx context.Context, s *stage) error {
	before, err := s.tokens(ctx)
	if err != nil {
		return err
	}

	const change = `incident = "seen in a job log"`

	s.act(">", "write incident.auto.tfvars: "+change)

	if err := s.terraform.Write("incident.auto.tfvars", change+"\n"); err != nil {
		return err
	}

	if err := s.apply(ctx, requests{s.reset("deploy")}, "apply", "-auto-approve"); err != nil {
		return err
	}

	if err := s.replaced(ctx, before, "deploy"); err != nil {
		return err
	}

	s.verified("One reset, and GitLab rejects the leaked token.")

	return nil
}

func handOn(ctx context.Context, s *stage) error {
	s.act(">", "write handoff.tf: a runner with store_token = false, and its store")

	if err := s.terraform.Write("handoff.tf", handoff); err != nil {
		return err
	}

	if err := s.apply(ctx, requests{"POST /user/runners"}, "apply", "-auto-approve"); err != nil {
		return err
	}

	answer, err := s.ask(ctx, "output", "-json", "quiet_runner")
	if err != nil {
		return err
	}

	if err := json.Unmarshal([]byte(answer), &s.handedOn); err != nil {
		return err
	}

	stored, err := os.ReadFile(filepath.Join(s.terraform.Folder, "store.txt"))
	if err != nil {
		return err
	}

	if accepted, err := s.gitlab.accepts(ctx, string(stored)); err != nil || !accepted {
		return fmt.Errorf("GitLab refuses the token that was handed on: %w", err)
	}

	for _, name := range []string{"terraform.tfstate", "terraform.tfstate.backup"} {
		kept, err := os.ReadFile(filepath.Join(s.terraform.Folder, name))
		if err != nil {
			return err
		}

		if strings.Contains(string(kept), string(stored)) {
			return fmt.Errorf("the token is in %s", name)
		}
	}

	s.verified("The file contains a token that GitLab accepts, and the state contains none.")

	return nil
}

// reset is the request that replaces a runner's token.
func (s *stage) reset(name string) string {
	return fmt.Sprintf("POST /runners/%d/reset_authentication_token", s.fleet[name])
}

// tokens are those in the state, by the runners' names.
func (s *stage) tokens(ctx context.Context) (map[string]string, error) {
	answer, err := s.ask(ctx, "show", "-json")
	if err != nil {
		return nil, err
	}

	return tokensOf(answer)
}

// replaced checks that GitLab refuses the old tokens of these runners, and that
// those in the state are the ones that it takes.
func (s *stage) replaced(ctx context.Context, before map[string]string, names ...string) error {
	now, err := s.tokens(ctx)
	if err != nil {
		return err
	}

	for _, name := range names {
		old, err := s.gitlab.accepts(ctx, before[name])
		if err != nil {
			return err
		}

		fresh, err := s.gitlab.accepts(ctx, now[name])
		if err != nil {
			return err
		}

		if old || !fresh {
			return fmt.Errorf("the old token of %s is accepted: %t; the one in the state: %t", name, old, fresh)
		}
	}

	return nil
}
