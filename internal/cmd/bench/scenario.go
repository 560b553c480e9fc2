package main

import (
	"context"
	"embed"
	"fmt"
	"time"
)

//go:embed config
var configurations embed.FS

// scenario is something that people do with Terraform, and what it should cost.
type scenario struct {
	name  string
	title string
	limit budget
	ideal ideal
	// set makes what is there before, and returns what is measured.
	set func(context.Context, *instance) (play, error)
	// own is the same work without a provider: Terraform's own part.
	own play
}

// scenarios are those for a fleet of so many runners.
func scenarios(runners int) []scenario {
	assignments, listed, projects := runners*assignmentsPerRunner, runners*2, runners/2
	pages := (listed + perPage - 1) / perPage

	return []scenario{
		{
			name:  "plan",
			title: fmt.Sprintf("plan over %s runners and %s assignments", number(runners), number(assignments)),
			ideal: ideal{{planning, runners, terraformAtOnce}},
			set:   fleet{runners: runners, assignments: assignments}.plan,
			own:   ownFleet{runners, assignments}.plan(),
		},
		{
			name:  "create",
			title: fmt.Sprintf("apply that creates %s runners", number(runners)),
			ideal: ideal{{applying, runners, terraformAtOnce}},
			set:   fleet{runners: runners}.create,
			own:   ownFleet{runners: runners}.create(),
		},
		{
			name:  "change",
			title: fmt.Sprintf("one attribute changed on %s runners", number(runners)),
			ideal: ideal{{planning, runners, terraformAtOnce}, {applying, runners, terraformAtOnce}},
			set:   fleet{runners: runners}.change,
			own:   ownFleet{runners: runners}.change(),
		},
		{
			name:  "list",
			title: fmt.Sprintf("data source over %s runners", number(listed)),
			ideal: ideal{{planning, 1, 1}, {planning, pages - 1, providerAtOnce}},
			set:   list{runners: listed}.plan,
			own:   ownList(listed, false),
		},
		{
			name:  "details",
			title: fmt.Sprintf("data source over %s runners with details", number(listed)),
			ideal: ideal{{planning, 1, 1}, {planning, pages - 1, providerAtOnce}, {planning, listed, providerAtOnce}},
			set:   list{runners: listed, details: true}.plan,
			own:   ownList(listed, true),
		},
		{
			name:  "exclusive",
			title: fmt.Sprintf("exclusive set of %s projects", number(projects)),
			// In each walk: who is asking, and what the runner has. Then once more what
			// it has, since no write rests on what was read a while ago.
			ideal: ideal{{planning, 2, 1}, {applying, 3, 1}, {applying, projects, exclusiveAtOnce}},
			set:   exclusive{projects: projects}.apply,
			own:   ownSet(projects),
		},
		{
			name:  "budget",
			title: fmt.Sprintf("plan over %s runners, 200 requests in 6 s allowed", number(runners)),
			limit: budget{200, 6 * time.Second}, // GitLab.com's 2,000 a minute, scaled down
			ideal: ideal{{planning, runners, terraformAtOnce}},
			set:   fleet{runners: runners}.plan,
			own:   ownFleet{runners: runners}.plan(),
		},
		{
			name:  "large",
			title: fmt.Sprintf("plan over %s runners", number(10*runners)),
			ideal: ideal{{planning, 10 * runners, terraformAtOnce}},
			set:   fleet{runners: 10 * runners}.plan,
			own:   ownFleet{runners: 10 * runners}.plan(),
		},
	}
}
