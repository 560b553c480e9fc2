package provider_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A change in GitLab after the refresh is read before the provider writes.
func TestProtoShared_writesReadFirst(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		change func(*fleet) error
		write  func(*fleet)
		want   func(*fleet) string
	}{
		"an exclusive set": {
			change: func(f *fleet) error {
				f.Assign(f.t, f.projects[2], f.runners[exclusive])
				_, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runners[exclusive])

				return err
			},
			write: func(f *fleet) {
				f.change(exclusiveName, exclusive, f.exactly(f.projects[0], f.projects[1], f.projects[2]))
			},
			want: func(f *fleet) string { return "POST " + runnersOf(f.projects[0]) },
		},
		"a drain": {
			change: func(f *fleet) error {
				_, _, err := f.API.Runners.UpdateRunnerDetails(f.runners[bare], &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(true)})

				return err
			},
			write: func(f *fleet) { f.destroy(runnerName, bare) },
			want:  func(f *fleet) string { return fmt.Sprintf("DELETE /runners/%d", f.runners[bare]) },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t)
			f.change(runnerName, bare, acctest.Values{"drain_timeout": "1h"})
			f.nextRun()
			f.refresh()

			if err := test.change(f); err != nil {
				t.Fatal(err)
			}

			f.ClearJournal(t)
			test.write(f)
			acctest.Equal(t, "the writes", f.Writes(t), []string{test.want(f)})
		})
	}
}

// New assignments send one request each, one more for each project, and one for the
// first read of a runner, which is the only request of their plan.
func TestProtoShared_assignmentsOfManyRunnersToManyProjects(t *testing.T) {
	t.Parallel()

	f := newFleet(t)

	var (
		configs []acctest.Values
		posts   []string
	)

	for _, runner := range []int{assigned, alone} {
		for _, project := range f.projects[2:] {
			configs = append(configs, f.assignment(runner, project))
			posts = append(posts, "POST "+runnersOf(project))
		}
	}

	for _, config := range configs {
		acctest.Equal(t, "errors of the plan", acctest.Errors(f.proto.Plan(assignmentName, nil, config).Diagnostics), "")
	}

	f.requests("a plan", f.get(assigned), f.get(alone))
	f.nextRun()

	for _, config := range configs {
		f.make(assignmentName, config)
	}

	f.requests("an apply", append(posts, f.get(assigned), find(f.projects[2]), find(f.projects[3]))...)
}

// A path can lead to another project later, so its project is cached for a minute.
func TestProtoShared_paths(t *testing.T) {
	t.Parallel()

	f := newFleet(t)
	before := f.projects[2]
	f.make(assignmentName, f.assignment(assigned, before))

	if _, _, err := f.API.Projects.EditProject(before.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr(acctest.Name("renamed"))}); err != nil {
		t.Fatal(err)
	}

	after, _, err := f.API.Projects.CreateProject(&gitlab.CreateProjectOptions{
		Name: gitlab.Ptr(acctest.Name("project")), Path: &before.Path, NamespaceID: &before.Namespace.ID,
	})
	if err != nil {
		t.Fatal(err)
	}

	f.ClearJournal(t)
	f.make(assignmentName, f.assignment(alone, before))
	acctest.Equal(t, "the writes at once", f.Writes(t), []string{"POST " + runnersOf(before)})

	f.FakeClock(t).Advance(time.Minute)
	f.ClearJournal(t)
	f.make(assignmentName, f.assignment(alone, before))
	acctest.Equal(t, "the writes a minute later", f.Writes(t), []string{"POST " + runnersOf(after)})
}

// runnersOf is the path of the assignments to a project.
func runnersOf(project *gitlab.Project) string {
	return fmt.Sprintf("/projects/%d/runners", project.ID)
}

// find is the request for a project by its path.
func find(project *gitlab.Project) string {
	return "GET /projects/" + strings.ReplaceAll(project.PathWithNamespace, "/", "%2F")
}
