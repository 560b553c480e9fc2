package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
)

func create(ctx context.Context, e *environment) error {
	expected := requests{"POST /user/runners", "POST /user/runners", "POST /user/runners"}
	if err := e.applyFleet(ctx, expected, "-auto-approve"); err != nil {
		return err
	}

	e.verified(fmt.Sprintf("GitLab has these %d runners, created by %d POSTs, and no token was printed.",
		len(e.fleet), len(expected)))

	return nil
}

// asConfigured is how GitLab shows the fleet of examples/demo.
func (e *environment) asConfigured() map[int64]string {
	return map[int64]string{
		e.fleet["shared"]: "instance_type, tags docker linux",
		e.fleet["team"]:   fmt.Sprintf("group_type of group %d, tags large linux", e.group),
		e.fleet["deploy"]: fmt.Sprintf("project_type of project %d, tags deploy", e.project),
	}
}

func planAgain(ctx context.Context, e *environment) error {
	if err := e.planIsEmpty(ctx); err != nil {
		return err
	}

	var expected requests
	for _, id := range e.fleet {
		expected = append(expected, fmt.Sprintf("GET /runners/%d", id))
	}

	if err := same("the requests of the plan", e.planned, expected); err != nil {
		return err
	}

	e.verified(fmt.Sprintf("Exit code 0 after %d requests: one GET per runner and nothing else.", len(e.planned)))

	return nil
}

func destroy(ctx context.Context, e *environment) error {
	var expected requests
	ids := append(slices.Collect(maps.Values(e.fleet)), e.adopted)
	if e.handedOn != 0 {
		ids = append(ids, e.handedOn)
	}

	for _, id := range ids {
		expected = append(expected, fmt.Sprintf("DELETE /runners/%d", id))
	}

	if err := e.apply(ctx, expected, "destroy", "-auto-approve"); err != nil {
		return err
	}

	if err := e.gitlabHas(ctx, nil); err != nil {
		return err
	}

	e.verified(fmt.Sprintf("%d DELETEs were sent, and GitLab has no runner left.", len(expected)))

	return nil
}
