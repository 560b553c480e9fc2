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

func changeByHand(ctx context.Context, s *stage) error {
	s.act(">", fmt.Sprintf("pause runner %d, tag it debug and linux", s.fleet["team"]))

	if err := s.gitlab.pauseAndTag(ctx, s.fleet["team"], "debug", "linux"); err != nil {
		return err
	}

	s.act(">", fmt.Sprintf("delete runner %d", s.fleet["deploy"]))

	if err := s.gitlab.remove(ctx, s.fleet["deploy"]); err != nil {
		return err
	}

	left := s.asConfigured()
	delete(left, s.fleet["deploy"])
	left[s.fleet["team"]] = fmt.Sprintf("group_type of group %d, tags debug linux, paused", s.group)

	if err := s.sees(ctx, left); err != nil {
		return err
	}

	s.verified(fmt.Sprintf("GitLab shows runner %d paused and with these tags, and has no runner %d.", s.fleet["team"], s.fleet["deploy"]))

	return nil
}

func showDrift(ctx context.Context, s *stage) error {
	err := s.plan(ctx, driftPlan,
		"create "+deploy,
		"update "+team+": paused, tag_list",
		"update output.runner_ids", // the number of the runner that is made again
	)
	if err != nil {
		return err
	}

	s.verified("The plan creates one runner, updates only paused and tag_list of another, and does nothing else.")

	return nil
}

func repair(ctx context.Context, s *stage) error {
	expected := requests{"POST /user/runners", fmt.Sprintf("PUT /runners/%d", s.fleet["team"])}
	if err := s.apply(ctx, expected, "apply", driftPlan); err != nil {
		return err
	}

	if err := s.readFleet(ctx); err != nil {
		return err
	}

	if err := s.sees(ctx, s.asConfigured()); err != nil {
		return err
	}

	if err := s.planIsEmpty(ctx); err != nil {
		return err
	}

	s.verified("One POST and one PUT repaired the fleet; the next plan is empty.")

	return nil
}
