package main

import (
	"context"
	"fmt"
	"strings"
)

const (
	adopted    = "gitlabrunner_runner.adopted"
	importPlan = "import.tfplan"
)

// adoption is what somebody writes to bring a runner under Terraform.
const adoption = `import {
  to = gitlabrunner_runner.adopted
  id = "%d"
}

resource "gitlabrunner_runner" "adopted" {
  runner_type = "instance_type"
  description = "The build box under the desk"
  tag_list    = ["windows"]
}
`

func adopt(ctx context.Context, s *stage) error {
	number, err := s.gitlab.makeByHand(ctx, "The build box under the desk", "windows")
	if err != nil {
		return err
	}

	s.adopted = number
	s.act(">", fmt.Sprintf("make an instance runner in the admin area; its number is %d", number))

	configuration := fmt.Sprintf(adoption, number)
	if err := s.terraform.Write("adopted.tf", configuration); err != nil {
		return err
	}

	s.act(">", "write adopted.tf:")
	s.excerpt(strings.Split(strings.TrimSpace(configuration), "\n"))

	if err := s.plan(ctx, importPlan, "import "+adopted); err != nil {
		return err
	}

	if err := s.apply(ctx, nil, "apply", importPlan); err != nil {
		return err
	}

	if err := s.planIsEmpty(ctx); err != nil {
		return err
	}

	seen := s.asConfigured()
	seen[number] = "instance_type, tags windows"

	if err := s.sees(ctx, seen); err != nil {
		return err
	}

	s.verified("The plan imports one runner and changes none, the apply wrote nothing to GitLab, and the next plan is empty.")

	return nil
}
