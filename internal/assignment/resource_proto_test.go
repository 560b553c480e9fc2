package assignment_test

import (
	"fmt"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

const (
	single    = "gitlabrunner_project_assignment"
	exclusive = "gitlabrunner_project_assignments_exclusive"
)

// fleet is a project runner with its owner and some projects more, and a
// Maintainer of all of them.
type fleet struct {
	*acctest.GitLab

	group    *gitlab.Group
	runner   int64
	owner    *gitlab.Project
	projects []*gitlab.Project
	// maintainer is the token of somebody who is no administrator.
	maintainer string
}

func newFleet(t *testing.T, projects int, options ...gitlabsim.Option) *fleet {
	t.Helper()

	return newFleetOf(t, projects, acctest.NewSim(t, options...))
}

// newFleetOf is newFleet in a GitLab of the test's own.
func newFleetOf(t *testing.T, projects int, g *acctest.GitLab) *fleet {
	t.Helper()

	f := &fleet{GitLab: g, group: g.Group(t)}

	user, token := g.User(t, "api")
	g.Join(t, f.group, user, gitlab.MaintainerPermissions)
	f.maintainer = token

	// The owner is not the project with the lowest id, so that a guess fails.
	for range projects {
		f.projects = append(f.projects, g.Project(t, f.group))
	}

	f.owner = g.Project(t, f.group)
	f.runner = f.make(t, "project_type", f.owner.ID)
	g.Forget(t)

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

func TestProtoAssignment_badInputIsRefusedOnItsAttribute(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for name, config := range map[string]acctest.Values{
		"runner_id": {"runner_id": 0, "project": "1"},
		"project":   {"runner_id": 1, "project": "project"},
	} {
		acctest.Contains(t, acctest.Errors(proto.Validate(single, config)), name+": ")
	}

	for _, id := range []string{"", "42", "42:project", "x:1"} {
		_, diagnostics := proto.Import(single, id)
		acctest.Contains(t, acctest.Errors(diagnostics), "Invalid import id", "42:group/project")
	}

	if diagnostics := proto.Plan(single, nil, acctest.Values{"runner_id": acctest.Unknown, "project": acctest.Unknown}).Diagnostics; len(diagnostics) > 0 {
		t.Errorf("unknown values: %v", acctest.Errors(diagnostics))
	}
}

// Each reason for which GitLab refuses has its own next step.
func TestProtoAssignment_createExplainsEveryRefusal(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		prepare func(*testing.T, *fleet) acctest.Values
		asRoot  bool
		wants   []string
	}{
		"a group runner": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.make(t, "group_type", 0), "project": text(f.projects[0].ID)}
			},
			asRoot: true,
			wants:  []string{"runner_id: Runner cannot be assigned", "is a group runner"},
		},
		"an instance runner": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.make(t, "instance_type", 0), "project": text(f.projects[0].ID)}
			},
			wants: []string{"is an instance runner", "serves every project already"},
		},
		"a locked runner": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.lock(t)

				return acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
			},
			wants: []string{"403 Forbidden", "is locked", "Set locked = false, apply"},
		},
		"no right in the project": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				other := f.Group(t)
				if _, _, err := f.API.Groups.UpdateGroup(other.ID, &gitlab.UpdateGroupOptions{Visibility: gitlab.Ptr(gitlab.PublicVisibility)}); err != nil {
					t.Fatal(err)
				}

				project, _, err := f.API.Projects.CreateProject(&gitlab.CreateProjectOptions{
					Name: gitlab.Ptr("public"), NamespaceID: &other.ID, Visibility: gitlab.Ptr(gitlab.PublicVisibility),
				})
				if err != nil {
					t.Fatal(err)
				}

				return acctest.Values{"runner_id": f.runner, "project": text(project.ID)}
			},
			wants: []string{"403 Forbidden", "Assigning a runner needs the scope `api`"},
		},
		"an invisible project": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.runner, "project": text(f.Project(t, f.Group(t)).ID)}
			},
			wants: []string{"404 Project Not Found", "may not see it"},
		},
		"no such runner": {
			prepare: func(_ *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": 4711, "project": f.projects[0].PathWithNamespace}
			},
			wants: []string{"404 Runner Not Found", "runner 4711"},
		},
		"the plan's limit": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.make(t, "project_type", f.projects[0].ID)
				request, err := f.API.NewRequest("PUT", "application/plan_limits", map[string]any{"plan_name": "default", "ci_registered_project_runners": 1}, nil)
				if err != nil {
					t.Fatal(err)
				}
				if _, err := f.API.Do(request, nil); err != nil {
					t.Fatal(err)
				}

				return acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
			},
			wants: []string{"400 Bad Request", "as many runners as its plan allows"},
		},
		"another organization": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.Fault(t, acctest.Fault{
					Method: "POST", Path: "/api/v4/projects/*", Status: 400,
					Body: `{"message":"runner can only be assigned to projects in the same organization - project_not_in_same_organization"}`,
				})

				return acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
			},
			wants: []string{"in the same organization", "different organizations"},
		},
		"assigned already": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.Assign(t, f.projects[0], f.runner)

				return acctest.Values{"runner_id": f.runner, "project": f.projects[0].PathWithNamespace}
			},
			wants: []string{"400 Bad Request", "is assigned to this project already", "to = gitlabrunner_project_assignment.NAME", `id = "1:1"`},
		},
		"the owner": {
			prepare: func(_ *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.runner, "project": f.owner.PathWithNamespace}
			},
			asRoot: true,
			wants:  []string{"project: Project owns the runner", "remove it from the configuration"},
		},
		"the owner, as far as one can see": {
			prepare: func(_ *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.runner, "project": f.owner.PathWithNamespace}
			},
			wants: []string{"probably owns the runner", "Only if another project owns the runner"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 1)
			config := test.prepare(t, f)
			token := f.maintainer

			if test.asRoot {
				token = f.Token
			}

			proto := f.Proto(t, acctest.Values{"token": token})

			plan := proto.Plan(single, nil, config)
			found := acctest.Errors(plan.Diagnostics)

			if found == "" {
				_, diagnostics := proto.Apply(single, plan)
				found = acctest.Errors(diagnostics)
			}

			acctest.Contains(t, found, test.wants...)
		})
	}
}

func TestProtoAssignment_ownerIsNeverOfferedForImport(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	proto := f.Proto(t, nil)

	// The runner is not known at plan, so the apply finds out.
	plan := proto.Plan(single, nil, acctest.Values{"runner_id": acctest.Unknown, "project": text(f.owner.ID)})
	plan.Value = proto.With(plan.Value, acctest.Values{"runner_id": f.runner})

	_, diagnostics := proto.Apply(single, plan)
	found := acctest.Errors(diagnostics)

	acctest.Contains(t, found, "owns runner", "remove it from the configuration")

	if strings.Contains(found, "import {") {
		t.Errorf("an import of the owner is offered:\n%s", found)
	}
}

// The answer to the first request got lost; the second says that it is done.
func TestProtoAssignment_lostAnswerIsNoFailure(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	f.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/projects/*", Status: 502, After: true})

	state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})

	acctest.Equal(t, "id", state.Get(t, "id"), fmt.Sprintf("%d:%d", f.runner, f.projects[0].ID))
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})
}

func TestProtoAssignment_whatIsHiddenIsNotGone(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	state := f.Proto(t, nil).Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})

	// Somebody who maintains the owner but does not belong to the project.
	stranger, token := f.User(t, "api")
	f.JoinProject(t, f.owner, stranger, gitlab.MaintainerPermissions)
	proto := f.Proto(t, acctest.Values{"token": token})

	f.Fault(t, acctest.Fault{Path: fmt.Sprintf("/api/v4/projects/%d/runners", f.projects[0].ID), Status: 403, Body: `{"message":"403 Forbidden"}`})

	read, diagnostics := proto.Read(single, state)
	acctest.Equal(t, "gone", read.Gone(), false)
	acctest.Contains(t, acctest.Warnings(diagnostics), "Assignment cannot be checked")
}

func TestProtoAssignment_gone(t *testing.T) {
	t.Parallel()

	for name, remove := range map[string]func(*fleet) error{
		"unassigned": func(f *fleet) error {
			_, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runner)
			return err
		},
		"the project deleted": func(f *fleet) error { _, err := f.API.Projects.DeleteProject(f.projects[0].ID, nil); return err },
		"the runner deleted":  func(f *fleet) error { _, err := f.API.Runners.RemoveRunner(f.runner); return err },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 1)
			proto := f.Proto(t, nil)
			state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})

			if err := remove(f); err != nil {
				t.Fatal(err)
			}

			read, diagnostics := proto.Read(single, state)
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "gone", read.Gone(), true)

			_, diagnostics = proto.Apply(single, proto.Plan(single, &state, nil))
			acctest.Equal(t, "errors of the delete", acctest.Errors(diagnostics), "")
		})
	}
}

// The owner stays on every version, and a locked runner is explained.
func TestProtoAssignment_deleteExplainsEveryRefusal(t *testing.T) {
	t.Parallel()

	for _, version := range []string{"16.11", "18.0", "19.4"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 1, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})

			// An assignment of the owner can only come from a state of long ago.
			state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})
			owner := state
			owner.Value = proto.With(state.Value, acctest.Values{"project": text(f.owner.ID), "project_id": f.owner.ID})

			if version == "16.11" {
				if _, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runner); err != nil {
					t.Fatal(err)
				}
			}

			_, diagnostics := proto.Apply(single, proto.Plan(single, &owner, nil))
			acctest.Contains(t, acctest.Errors(diagnostics), "Unable to delete project assignment", "403 Forbidden", "does not take a runner away from the project that owns it")

			if version != "16.11" {
				f.lock(t)

				_, diagnostics = proto.Apply(single, proto.Plan(single, &state, nil))
				acctest.Contains(t, acctest.Errors(diagnostics), "is locked", "Set locked = false")
			}
		})
	}
}

// Who loses sight of a private project does not lose the assignment.
func TestProtoAssignment_lostSightIsNotGone(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	elsewhere := f.Project(t, f.Group(t))
	user, token := f.User(t, "api")
	f.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)
	f.JoinProject(t, elsewhere, user, gitlab.MaintainerPermissions)

	proto := f.Proto(t, acctest.Values{"token": token})
	state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": elsewhere.PathWithNamespace})

	if _, err := f.API.ProjectMembers.DeleteProjectMember(elsewhere.ID, user.ID); err != nil {
		t.Fatal(err)
	}

	read, diagnostics := proto.Read(single, state)
	acctest.Equal(t, "gone", read.Gone(), false)
	acctest.Contains(t, acctest.Warnings(diagnostics), "Assignment cannot be checked", elsewhere.PathWithNamespace, "or whether the project was deleted")
}

func TestProtoAssignment_ownerCannotBeImported(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)

	_, diagnostics := f.Proto(t, nil).Import(single, fmt.Sprintf("%d:%s", f.runner, f.owner.PathWithNamespace))
	acctest.Contains(t, acctest.Errors(diagnostics), "project: Project owns the runner")
}
