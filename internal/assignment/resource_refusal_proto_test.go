package assignment_test

import (
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

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
			acctest.Contains(t, acctest.Errors(diagnostics), "Unable to delete project assignment", "403 Forbidden", "does not unassign a runner from its owner", "terraform state rm gitlabrunner_project_assignment.NAME")

			if version != "16.11" {
				f.lock(t)

				_, diagnostics = proto.Apply(single, proto.Plan(single, &state, nil))
				acctest.Contains(t, acctest.Errors(diagnostics), "is locked", "Set `locked = false`")
			}
		})
	}
}
