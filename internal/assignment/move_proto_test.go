package assignment_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// enabled is a fleet with an assignment of the official provider, and its state. The
// newest public source of that resource is of 2022; today's documentation describes
// the same attributes.
func enabled(t *testing.T, spelling func(*gitlab.Project) string) (*fleet, acctest.Source) {
	t.Helper()

	f := newFleet(t, 1)
	f.Assign(t, f.projects[0], f.runner)
	f.ClearJournal(t)

	project := spelling(f.projects[0])

	return f, acctest.Source{
		TypeName: "gitlab_project_runner_enablement",
		State:    fmt.Sprintf(`{"id":"%s:%d","project":%q,"runner_id":%d}`, project, f.runner, project, f.runner),
	}
}

func byID(project *gitlab.Project) string   { return text(project.ID) }
func byPath(project *gitlab.Project) string { return project.PathWithNamespace }

// A move sends no request, and the plans after it are empty, with a refresh and
// without one.
func TestProtoAssignment_move(t *testing.T) {
	t.Parallel()

	for name, spelling := range map[string]func(*gitlab.Project) string{"by id": byID, "by path": byPath} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f, source := enabled(t, spelling)
			project := f.projects[0]
			config := acctest.Values{"runner_id": f.runner, "project": spelling(project)}

			// A Maintainer can move the assignment too.
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})
			f.ClearJournal(t)

			moved, diagnostics := proto.Move(single, source)
			acctest.Equal(t, "errors of the move", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the requests of the move", f.Journal(t), nil)
			acctest.Equal(t, "the plan without a refresh is empty", proto.Plan(single, &moved, config).Value.Equal(moved.Value), true)

			read, diagnostics := proto.Read(single, moved)
			acctest.Equal(t, "diagnostics of the refresh", acctest.Errors(diagnostics)+acctest.Warnings(diagnostics), "")
			acctest.Equal(t, "the requests of the refresh", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner)})
			acctest.Equal(t, "id", read.Get(t, "id"), fmt.Sprintf("%d:%d", f.runner, project.ID))
			acctest.Equal(t, "project", read.Get(t, "project"), spelling(project))
			acctest.Equal(t, "project_id", read.Get(t, "project_id"), fmt.Sprint(project.ID))
			acctest.Equal(t, "the identity", proto.IdentityText(t, single, read.Identity), fmt.Sprintf("project_id=%d runner_id=%d", project.ID, f.runner))
			acctest.Equal(t, "project_path", read.Get(t, "project_path"), project.PathWithNamespace)

			if plan := proto.Plan(single, &read, config); !plan.Value.Equal(read.Value) {
				t.Errorf("the plan after the move is not empty: %v, was %v", plan.Value, read.Value)
			}

			acctest.Equal(t, "the writes", f.Writes(t), nil)
		})
	}
}

// A project that the runner's details do not show is looked up by its path.
func TestProtoAssignment_moveByFormerPath(t *testing.T) {
	t.Parallel()

	f, source := enabled(t, byPath)
	project := f.projects[0]

	if _, _, err := f.API.Projects.EditProject(project.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr("renamed")}); err != nil {
		t.Fatal(err)
	}

	proto := f.Proto(t, nil)
	moved, _ := proto.Move(single, source)

	read, diagnostics := proto.Read(single, moved)
	acctest.Equal(t, "diagnostics", acctest.Errors(diagnostics)+acctest.Warnings(diagnostics), "")
	acctest.Equal(t, "project_id", read.Get(t, "project_id"), fmt.Sprint(project.ID))
	acctest.Equal(t, "project", read.Get(t, "project"), project.PathWithNamespace)

	plan := proto.Plan(single, &read, acctest.Values{"runner_id": f.runner, "project": project.PathWithNamespace})
	acctest.Equal(t, "the plan is empty", plan.Value.Equal(read.Value), true)
}

// A moved assignment that was deleted is removed from the state. One to a project
// that the caller cannot see is an error while only the path is known, because GitLab
// answers both alike.
func TestProtoAssignment_moveOfMissingAssignment(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		remove func(*testing.T, *fleet) error
		as     func(*testing.T, *fleet) string
		gone   bool
	}{
		"unassigned": {
			remove: func(_ *testing.T, f *fleet) error {
				_, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runner)

				return err
			},
			gone: true,
		},
		"the project deleted": {
			remove: func(_ *testing.T, f *fleet) error {
				_, err := f.API.Projects.DeleteProject(f.projects[0].ID, nil)

				return err
			},
			gone: true,
		},
		"the project hidden": {
			remove: func(*testing.T, *fleet) error { return nil },
			as: func(t *testing.T, f *fleet) string {
				user, token := f.User(t, "api")
				f.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)

				return token
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f, source := enabled(t, byPath)
			if err := test.remove(t, f); err != nil {
				t.Fatal(err)
			}

			var config acctest.Values
			if test.as != nil {
				config = acctest.Values{"token": test.as(t, f)}
			}

			proto := f.Proto(t, config)
			moved, _ := proto.Move(single, source)

			read, diagnostics := proto.Read(single, moved)
			acctest.Equal(t, "gone", read.Gone(), test.gone)

			if test.gone {
				acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			} else {
				acctest.Diagnosed(t, diagnostics, tfdiag.ReadAssignment.Because(tfdiag.MovedByPath))
				acctest.Contains(t, acctest.Errors(diagnostics), f.projects[0].PathWithNamespace)
			}
		})
	}
}

// A destroy of an assignment that was moved by its path, without a refresh, finds the
// project first.
func TestProtoAssignment_moveAndDelete(t *testing.T) {
	t.Parallel()

	f, source := enabled(t, byPath)
	proto := f.Proto(t, nil)
	moved, _ := proto.Move(single, source)

	_, diagnostics := proto.Apply(single, proto.Plan(single, &moved, nil))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID})

	// If the project is not found, the destroy fails.
	_, diagnostics = proto.Apply(single, proto.Plan(single, &moved, nil))
	acctest.Equal(t, "errors of the second delete", acctest.Errors(diagnostics), "")

	if _, err := f.API.Projects.DeleteProject(f.projects[0].ID, nil); err != nil {
		t.Fatal(err)
	}

	_, diagnostics = proto.Apply(single, proto.Plan(single, &moved, nil))
	acctest.Diagnosed(t, diagnostics, tfdiag.FindProject.Because(tfdiag.ProjectNotFound))
}
