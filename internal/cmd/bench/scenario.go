package main

import (
	"context"
	"embed"
	"fmt"
	"time"
)

//go:embed config
var configurations embed.FS

// scenario is a typical use of Terraform, and what it should cost.
type scenario struct {
	name  string
	title string
	limit budget
	ideal ideal
	// setUp makes the objects in GitLab, and returns the workload to measure.
	setUp func(context.Context, objects) (workload, error)
}

// scenarios are the scenarios for a number of runners.
func scenarios(runners int) []scenario {
	assignments, listed, projects := runners*assignmentsPerRunner, runners*5, runners/2
	pages := (listed + perPage - 1) / perPage

	return []scenario{
		{
			name:  "plan",
			title: fmt.Sprintf("plan over %s runners and %s assignments", number(runners), number(assignments)),
			ideal: ideal{{planning, runners, terraformAtOnce}},
			setUp: fleet{runners: runners, assignments: assignments}.plan,
		},
		{
			name:  "create",
			title: fmt.Sprintf("apply that creates %s runners", number(runners)),
			ideal: ideal{{applying, runners, terraformAtOnce}},
			setUp: fleet{runners: runners}.create,
		},
		{
			name:  "change",
			title: fmt.Sprintf("one attribute changed on %s runners", number(runners)),
			ideal: ideal{{planning, runners, terraformAtOnce}, {applying, runners, terraformAtOnce}},
			setUp: fleet{runners: runners}.change,
		},
		{
			name:  "list",
			title: fmt.Sprintf("data source over %s runners", number(listed)),
			ideal: ideal{{planning, 1, 1}, {planning, pages - 1, providerAtOnce}},
			setUp: list{runners: listed}.plan,
		},
		{
			name:  "details",
			title: fmt.Sprintf("data source over %s runners with details", number(listed)),
			ideal: ideal{{planning, 1, 1}, {planning, pages - 1, providerAtOnce}, {planning, listed, providerAtOnce}},
			setUp: list{runners: listed, details: true}.plan,
		},
		{
			name:  "exclusive",
			title: fmt.Sprintf("exclusive set of %s projects", number(projects)),
			// In each walk: the current user, and the runner. Then the runner once more,
			// immediately before the writes.
			ideal: ideal{{planning, 2, 1}, {applying, 3, 1}, {applying, projects, providerAtOnce}},
			setUp: exclusive{projects: projects}.apply,
		},
		{
			name:  "budget",
			title: fmt.Sprintf("plan over %s runners, 100 requests in 3 s allowed", number(runners)),
			limit: budget{100, 3 * time.Second}, // GitLab.com's 2,000 a minute, in shorter windows
			ideal: ideal{{planning, runners, terraformAtOnce}},
			setUp: fleet{runners: runners}.plan,
		},
		{
			name:  "large",
			title: fmt.Sprintf("plan over %s runners", number(10*runners)),
			ideal: ideal{{planning, 10 * runners, terraformAtOnce}},
			setUp: fleet{runners: 10 * runners}.plan,
		},
	}
}
