package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

func create(ctx context.Context, s *stage) error {
	expected := requests{"POST /user/runners", "POST /user/runners", "POST /user/runners"}
	if err := s.apply(ctx, expected, "apply", "-auto-approve"); err != nil {
		return err
	}

	if err := s.readFleet(ctx); err != nil {
		return err
	}

	if err := s.sees(ctx, s.asConfigured()); err != nil {
		return err
	}

	s.verified(fmt.Sprintf("GitLab has these %d runners, created by %d POSTs, and no token was printed.",
		len(s.fleet), len(expected)))

	return nil
}

// asConfigured is how GitLab shows the fleet of examples/demo.
func (s *stage) asConfigured() map[int64]string {
	return map[int64]string{
		s.fleet["shared"]: "instance_type, tags docker linux",
		s.fleet["team"]:   fmt.Sprintf("group_type of group %d, tags large linux", s.group),
		s.fleet["deploy"]: fmt.Sprintf("project_type of project %d, tags deploy", s.project),
	}
}

func planAgain(ctx context.Context, s *stage) error {
	if err := s.planIsEmpty(ctx); err != nil {
		return err
	}

	var expected requests
	for _, number := range s.fleet {
		expected = append(expected, fmt.Sprintf("GET /runners/%d", number))
	}

	if err := same("the requests of the plan", s.planned, expected); err != nil {
		return err
	}

	s.verified(fmt.Sprintf("Exit code 0 after %d requests: one GET per runner and nothing else.", len(s.planned)))

	return nil
}

func destroy(ctx context.Context, s *stage) error {
	var expected requests
	numbers := append(slices.Collect(maps.Values(s.fleet)), s.adopted)
	if s.handedOn != 0 {
		numbers = append(numbers, s.handedOn)
	}

	for _, number := range numbers {
		expected = append(expected, fmt.Sprintf("DELETE /runners/%d", number))
	}

	if err := s.apply(ctx, expected, "destroy", "-auto-approve"); err != nil {
		return err
	}

	if err := s.sees(ctx, nil); err != nil {
		return err
	}

	s.verified(fmt.Sprintf("%d DELETEs were sent, and GitLab has no runner left.", len(expected)))

	return nil
}
