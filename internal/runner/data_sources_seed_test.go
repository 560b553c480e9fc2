package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// seeded is a fleet of 250 runners: 100 of the instance, 100 of a group, 50 of a
// project. Every second has the tag even, every fifth the tag five, every tenth is
// paused; of each ten the first is online, the second offline, the third stale, and
// the others were never in contact.
type seeded struct {
	*acctest.GitLab

	group   *gitlab.Group
	project *gitlab.Project
}

func seed(t *testing.T) *seeded {
	t.Helper()

	g := acctest.NewSim(t)
	s := &seeded{GitLab: g, group: g.Group(t)}
	s.project = g.Project(t, s.group)

	hours := func(n int) *time.Time {
		at := acctest.Start.Add(-time.Duration(n) * time.Hour)

		return &at
	}

	for i := range 250 {
		options := &gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type"), Paused: gitlab.Ptr(i%10 == 0)}

		switch {
		case i >= 200:
			options.RunnerType, options.ProjectID = gitlab.Ptr("project_type"), &s.project.ID
		case i >= 100:
			options.RunnerType, options.GroupID = gitlab.Ptr("group_type"), &s.group.ID
		}

		tags := []string{"all"}
		if i%2 == 0 {
			tags = append(tags, "even")
		}

		if i%5 == 0 {
			tags = append(tags, "five")
		}

		options.TagList = &tags

		runner, _, err := g.API.Users.CreateUserRunner(options)
		if err != nil {
			t.Fatal(err)
		}

		contact := map[int]*time.Time{0: hours(1), 1: hours(3), 2: hours(24 * 8)}[i%10]
		if contact != nil {
			g.Manager(t, map[string]any{"runner_id": runner.ID, "system_id": "s_1", "version": fmt.Sprintf("17.%d.0", i%3), "contacted_at": contact})
			g.Age(t, runner.ID, acctest.Start.Add(-24*9*time.Hour), contact)
		}
	}

	return s
}

func ids(t *testing.T, state acctest.State) []string {
	t.Helper()

	var elements []tftypes.Value
	if err := state.Values(t)["ids"].As(&elements); err != nil {
		t.Fatal(err)
	}

	texts := make([]string, len(elements))
	for i, element := range elements {
		texts[i] = acctest.Text(element)
	}

	return texts
}
