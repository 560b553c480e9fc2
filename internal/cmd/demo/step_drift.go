package main

import (
	"context"
	"fmt"
)

const (
	team   = "gitlabrunner_runner.team"
	deploy = "gitlabrunner_runner.deploy"

	driftPlan = "drift.tfplan"
)

func changeByHand(ctx context.Context, e *environment) error {
	e.action(">", fmt.Sprintf("pause runner %d, tag it debug and linux", e.fleet["team"]))

	if err := e.gitlab.pauseAndTag(ctx, e.fleet["team"], "debug", "linux"); err != nil {
		return err
	}

	e.action(">", fmt.Sprintf("delete runner %d", e.fleet["deploy"]))

	if err := e.gitlab.remove(ctx, e.fleet["deploy"]); err != nil {
		return err
	}

	left := e.asConfigured()
	delete(left, e.fleet["deploy"])
	left[e.fleet["team"]] = fmt.Sprintf("group_type of group %d, tags debug linux, paused", e.group)

	if err := e.gitlabHas(ctx, left); err != nil {
		return err
	}

	e.verified(fmt.Sprintf("GitLab shows runner %d paused and with these tags, and has no runner %d.", e.fleet["team"], e.fleet["deploy"]))

	return nil
}

func showDrift(ctx context.Context, e *environment) error {
	err := e.plan(ctx, driftPlan,
		"create "+deploy,
		"update "+team+": paused, tag_list",
		"update output.runner_ids", // the id of the runner that is made again
	)
	if err != nil {
		return err
	}

	e.verified("The plan creates one runner, updates only paused and tag_list of another, and does nothing else.")

	return nil
}

func repair(ctx context.Context, e *environment) error {
	expected := requests{"POST /user/runners", fmt.Sprintf("PUT /runners/%d", e.fleet["team"])}
	if err := e.applyFleet(ctx, expected, driftPlan); err != nil {
		return err
	}

	if err := e.planIsEmpty(ctx); err != nil {
		return err
	}

	e.verified("One POST and one PUT repaired the fleet; the next plan is empty.")

	return nil
}
