package runner_test

import (
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

func TestProtoRunnerList_displayNames(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	one, other := g.Project(t, group), g.Project(t, group)

	// Several groups have a subgroup with this name.
	platform, _, err := g.API.Groups.CreateGroup(&gitlab.CreateGroupOptions{Name: gitlab.Ptr("Platform"), Path: gitlab.Ptr("platform"), ParentID: &group.ID})
	if err != nil {
		t.Fatal(err)
	}

	for _, options := range []*gitlab.CreateUserRunnerOptions{
		{RunnerType: gitlab.Ptr("instance_type")},
		{RunnerType: gitlab.Ptr("group_type"), GroupID: &platform.ID, Description: gitlab.Ptr("build linux"), Paused: gitlab.Ptr(true)},
		{RunnerType: gitlab.Ptr("project_type"), ProjectID: &one.ID, Description: gitlab.Ptr("GPU\nand more")},
		{RunnerType: gitlab.Ptr("project_type"), ProjectID: &one.ID, Description: gitlab.Ptr("old")},
	} {
		if _, _, err := g.API.Users.CreateUserRunner(options); err != nil {
			t.Fatal(err)
		}
	}

	g.Assign(t, other, 4)

	for runner, ago := range map[int64]time.Duration{2: time.Minute, 3: 3 * time.Hour, 4: 30 * 24 * time.Hour} {
		contact := acctest.Start.Add(-ago)
		g.Age(t, runner, contact, &contact)
	}

	proto := g.Proto(t, nil)

	for include, want := range map[bool][]string{
		false: {
			"#1 (no description) (instance runner, never contacted)",
			"#2 build linux (group runner, paused, online)",
			"#3 GPU and more (project runner, offline)",
			"#4 old (project runner, stale)",
		},
		true: {
			"#1 (no description) (instance runner, never contacted)",
			"#2 build linux (group runner of " + group.FullPath + "/platform, paused, online)",
			"#3 GPU and more (project runner of " + one.PathWithNamespace + ", offline)",
			"#4 old (project runner of 2 projects, stale)",
		},
	} {
		var names []string

		listed, _ := proto.List(typeName, acctest.Query{Config: acctest.Values{"all": true}, Include: include})
		for _, result := range listed {
			names = append(names, result.DisplayName)
		}

		acctest.Equal(t, "the names", names, want)
	}
}
