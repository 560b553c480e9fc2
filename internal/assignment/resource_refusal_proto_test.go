package assignment_test

import (
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Each refusal of GitLab has its own next step.
func TestProtoAssignment_createRefusals(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		prepare func(*testing.T, *fleet) acctest.Values
		asRoot  bool
		want    tfdiag.ID
	}{
		"a group runner": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.make(t, "group_type", 0), "project": text(f.projects[0].ID)}
			},
			asRoot: true,
			want:   acctest.At("runner_id", tfdiag.GroupNotAssigned),
		},
		"an instance runner": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.make(t, "instance_type", 0), "project": text(f.projects[0].ID)}
			},
			want: acctest.At("runner_id", tfdiag.InstanceNotAssigned),
		},
		"a locked runner": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.lock(t)

				return acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
			},
			want: tfdiag.AssignRunner.Because(tfdiag.RunnerLocked),
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
			want: tfdiag.AssignRunner.Because(tfdiag.Forbidden),
		},
		"an invisible project": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.runner, "project": text(f.Project(t, f.Group(t)).ID)}
			},
			want: tfdiag.FindProject.Because(tfdiag.ProjectNotFound),
		},
		"no such runner": {
			prepare: func(_ *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": 4711, "project": f.projects[0].PathWithNamespace}
			},
			want: acctest.At("runner_id", tfdiag.ReadRunner.Because(tfdiag.RunnerNotFound)),
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
			want: tfdiag.AssignRunner.Because(tfdiag.RunnerLimit),
		},
		"another organization": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.Fault(t, acctest.Fault{
					Method: "POST", Path: "/api/v4/projects/*", Status: 400,
					Body: `{"message":"runner can only be assigned to projects in the same organization - project_not_in_same_organization"}`,
				})

				return acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
			},
			want: tfdiag.AssignRunner.Because(tfdiag.OtherOrganization),
		},
		"assigned already": {
			prepare: func(t *testing.T, f *fleet) acctest.Values {
				f.Assign(t, f.projects[0], f.runner)

				return acctest.Values{"runner_id": f.runner, "project": f.projects[0].PathWithNamespace}
			},
			want: tfdiag.AssignRunner.Because(tfdiag.AlreadyAssigned),
		},
		"the owner": {
			prepare: func(_ *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.runner, "project": f.owner.PathWithNamespace}
			},
			asRoot: true,
			want:   acctest.At("project", tfdiag.AssignmentOfOwner),
		},
		"the owner, as far as one can see": {
			prepare: func(_ *testing.T, f *fleet) acctest.Values {
				return acctest.Values{"runner_id": f.runner, "project": f.owner.PathWithNamespace}
			},
			want: tfdiag.AssignRunner.Because(tfdiag.IsLikelyOwner),
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
			if acctest.Errors(plan.Diagnostics) != "" {
				acctest.Diagnosed(t, plan.Diagnostics, test.want)

				return
			}

			_, diagnostics := proto.Apply(single, plan)
			acctest.Diagnosed(t, diagnostics, test.want)
		})
	}
}

// The refusals for an owner and for a locked runner have their own next steps.
func TestProtoAssignment_deleteRefusals(t *testing.T) {
	t.Parallel()

	for _, version := range []string{"16.11", "18.0", "19.4"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 1, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})

			// Only an old state can have an assignment to the owner.
			state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})
			owner := state
			owner.Value = proto.With(state.Value, acctest.Values{"project": text(f.owner.ID), "project_id": f.owner.ID})

			if version == "16.11" {
				if _, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runner); err != nil {
					t.Fatal(err)
				}
			}

			_, diagnostics := proto.Apply(single, proto.Plan(single, &owner, nil))
			acctest.Diagnosed(t, diagnostics, tfdiag.UnassignRunner.Because(tfdiag.OwnerKept))

			if version != "16.11" {
				f.lock(t)

				_, diagnostics = proto.NextRun().Apply(single, proto.Plan(single, &state, nil))
				acctest.Diagnosed(t, diagnostics, tfdiag.UnassignRunner.Because(tfdiag.RunnerLocked))
			}
		})
	}
}
