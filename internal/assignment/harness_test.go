package assignment_test

import (
	"fmt"
	"slices"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

const (
	single    = "gitlabrunner_project_assignment"
	exclusive = "gitlabrunner_project_assignments_exclusive"
)

// fleet is a project runner with its owner and further projects, and a Maintainer of
// all of them.
type fleet struct {
	*acctest.GitLab

	group    *gitlab.Group
	runner   int64
	owner    *gitlab.Project
	projects []*gitlab.Project
	// maintainer is the token of a user that is not an administrator.
	maintainer string
}

func newFleet(t *testing.T, projects int, options ...gitlabsim.Option) *fleet {
	t.Helper()

	return newFleetOf(t, projects, acctest.NewSim(t, options...))
}

// newFleetOf is newFleet in the given GitLab.
func newFleetOf(t *testing.T, projects int, g *acctest.GitLab) *fleet {
	t.Helper()

	f := &fleet{GitLab: g, group: g.Group(t)}

	user, token := g.User(t, "api")
	g.Join(t, f.group, user, gitlab.MaintainerPermissions)
	f.maintainer = token

	// The owner is not the project with the lowest ID, so that the candidate is wrong.
	for range projects {
		f.projects = append(f.projects, g.Project(t, f.group))
	}

	f.owner = g.Project(t, f.group)
	f.runner = f.make(t, "project_type", f.owner.ID)
	g.ClearJournal(t)

	return f
}

func (f *fleet) make(t *testing.T, runnerType string, project int64) int64 {
	t.Helper()

	options := &gitlab.CreateUserRunnerOptions{RunnerType: &runnerType}
	switch runnerType {
	case "project_type":
		options.ProjectID = &project
	case "group_type":
		options.GroupID = &f.group.ID
	}

	runner, _, err := f.API.Users.CreateUserRunner(options)
	if err != nil {
		t.Fatal(err)
	}

	return runner.ID
}

// ids are the projects that GitLab has for the runner.
func (f *fleet) ids(t *testing.T) []int64 {
	t.Helper()

	runner, _, err := f.API.Runners.GetRunnerDetails(f.runner)
	if err != nil {
		t.Fatal(err)
	}

	var ids []int64
	for _, project := range runner.Projects {
		ids = append(ids, project.ID)
	}

	return ids
}

func (f *fleet) lock(t *testing.T) {
	t.Helper()

	if _, _, err := f.API.Runners.UpdateRunnerDetails(f.runner, &gitlab.UpdateRunnerDetailsOptions{Locked: gitlab.Ptr(true)}); err != nil {
		t.Fatal(err)
	}
}

func text(id int64) string { return fmt.Sprint(id) }

func sorted(texts ...string) []string {
	slices.Sort(texts)

	return texts
}

// terraform is a folder with a configuration of the provider for a caller.
func (f *fleet) terraform(t *testing.T, token string) *acctest.TerraformDir {
	t.Helper()

	dir := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": f.Providers()["gitlabrunner"]})
	dir.Write("provider.tf", fmt.Sprintf("terraform {\n  required_providers {\n    gitlabrunner = { source = \"gitlabrunner/gitlabrunner\" }\n  }\n}\n\n"+
		"provider \"gitlabrunner\" {\n  token = %q\n}\n", token))

	return dir
}
