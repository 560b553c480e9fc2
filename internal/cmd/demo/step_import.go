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

// adoption is a configuration that imports a runner.
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

func adopt(ctx context.Context, e *environment) error {
	id, err := e.gitlab.makeByHand(ctx, "The build box under the desk", "windows")
	if err != nil {
		return err
	}

	e.adopted = id
	e.action(">", fmt.Sprintf("make an instance runner in the admin area; its id is %d", id))

	configuration := fmt.Sprintf(adoption, id)
	if err := e.terraform.Write("adopted.tf", configuration); err != nil {
		return err
	}

	e.action(">", "write adopted.tf:")
	e.excerpt(strings.Split(strings.TrimSpace(configuration), "\n"))

	if err := e.plan(ctx, importPlan, "import "+adopted); err != nil {
		return err
	}

	if err := e.apply(ctx, nil, "apply", importPlan); err != nil {
		return err
	}

	if err := e.planIsEmpty(ctx); err != nil {
		return err
	}

	seen := e.asConfigured()
	seen[id] = "instance_type, tags windows"

	if err := e.gitlabHas(ctx, seen); err != nil {
		return err
	}

	e.verified("The plan imports one runner and changes none, the apply wrote nothing to GitLab, and the next plan is empty.")

	return nil
}
