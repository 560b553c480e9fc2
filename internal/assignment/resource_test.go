package assignment_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const address = "gitlabrunner_project_assignment.it"

func action(want plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, want)}}
}

// Create, import, update, drift, replacement and destroy of an assignment.
func TestAccAssignment_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)
	group := g.Group(t)
	owner, first, second := g.Project(t, group), g.Project(t, group), g.Project(t, group)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID})
	if err != nil {
		t.Fatal(err)
	}

	write := func(project string) string {
		return fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project   = %q\n}\n", runner.ID, project)
	}
	assigned := func(want ...int64) resource.TestCheckFunc {
		return func(*terraform.State) error {
			details, _, err := g.API.Runners.GetRunnerDetails(runner.ID)
			if err != nil {
				return err
			}

			var got []int64
			for _, project := range details.Projects {
				got = append(got, project.ID)
			}

			if fmt.Sprint(got) != fmt.Sprint(want) {
				return fmt.Errorf("GitLab has the projects %v, want %v", got, want)
			}

			return nil
		}
	}
	id := knownvalue.StringExact(fmt.Sprintf("%d:%d", runner.ID, first.ID))
	renamed := acctest.Name("renamed")

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             assigned(owner.ID),
		Steps: []resource.TestStep{
			{
				Config:           write(first.PathWithNamespace),
				ConfigPlanChecks: action(plancheck.ResourceActionCreate),
				Check:            assigned(owner.ID, first.ID),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), id),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("project"), knownvalue.StringExact(first.PathWithNamespace)),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("project_id"), knownvalue.Int64Exact(first.ID)),
				},
			},
			{
				ResourceName: address, ImportState: true, ImportStateVerify: true,
				ImportStateId: fmt.Sprintf("%d:%s", runner.ID, first.PathWithNamespace),
			},
			{
				// Another spelling of the project is neither a replacement nor a write.
				Config:           write(fmt.Sprint(first.ID)),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check:            assigned(owner.ID, first.ID),
			},
			{
				ResourceName: address, ImportState: true, ImportStateVerify: true,
			},
			{
				PreConfig: func() {
					if _, _, err := g.API.Projects.EditProject(first.ID, &gitlab.EditProjectOptions{Path: &renamed}); err != nil {
						t.Fatal(err)
					}
				},
				Config:           write(group.FullPath + "/" + strings.ToUpper(renamed)),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("id"), id),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("project_path"), knownvalue.StringExact(group.FullPath+"/"+renamed)),
				},
			},
			{
				PreConfig: func() {
					if _, err := g.API.Runners.DisableProjectRunner(first.ID, runner.ID); err != nil {
						t.Fatal(err)
					}
				},
				Config:           write(fmt.Sprint(first.ID)),
				ConfigPlanChecks: action(plancheck.ResourceActionCreate),
				Check:            assigned(owner.ID, first.ID),
			},
			{
				Config:           write(fmt.Sprint(second.ID)),
				ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate),
				Check:            assigned(owner.ID, second.ID),
			},
		},
	})
}

// A Maintainer creates, changes and destroys a fleet, each in one apply: runners,
// many assignments of one, and the exclusive set of another.
func TestAccAssignment_fleetOfAMaintainer(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)
	group := g.Group(t)
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.MaintainerPermissions)

	owner := g.Project(t, group)

	var projects []config.Variable
	for range 20 {
		projects = append(projects, config.StringVariable(g.Project(t, group).PathWithNamespace))
	}

	variables := func(some []config.Variable) config.Variables {
		return config.Variables{
			"token": config.StringVariable(token), "owner": config.IntegerVariable(owner.ID), "projects": config.SetVariable(some...),
		}
	}
	// has checks the number of runners and the number of their projects.
	has := func(runners, projects int) acctest.After {
		return func() error {
			list, _, err := g.API.Runners.ListProjectRunners(owner.ID, &gitlab.ListProjectRunnersOptions{Type: gitlab.Ptr("project_type")})
			if err != nil || len(list) != runners {
				return fmt.Errorf("GitLab has %d runners, want %d (%w)", len(list), runners, err)
			}

			for _, runner := range list {
				details, _, err := g.API.Runners.GetRunnerDetails(runner.ID)
				if err != nil || len(details.Projects) != projects {
					return fmt.Errorf("runner %d has %d projects, want %d (%w)", runner.ID, len(details.Projects), projects, err)
				}
			}

			return nil
		}
	}
	step := func(name string, some []config.Variable, check acctest.After) resource.TestStep {
		return resource.TestStep{
			Config:            acctest.Config(t, name),
			ConfigVariables:   variables(some),
			ConfigStateChecks: []statecheck.StateCheck{check},
		}
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		Steps: []resource.TestStep{
			step("fleet", projects, has(2, 21)),
			step("fleet", projects[:10], has(2, 11)),
			step("fleet", projects[5:], has(2, 16)),
			step("nothing", nil, has(0, 0)),
		},
	})
}

// Assignments that are added and removed outside of Terraform are undone.
func TestAccExclusive_drift(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	f := newFleet(t, 3)

	const it = "gitlabrunner_project_assignments_exclusive.it"

	written := fmt.Sprintf("resource \"gitlabrunner_project_assignments_exclusive\" \"it\" {\n  runner_id = %d\n  projects  = [%q, \"%d\"]\n}\n",
		f.runner, f.projects[0].PathWithNamespace, f.projects[1].ID)

	exactly := func(*terraform.State) error {
		if got, want := fmt.Sprint(f.ids(t)), fmt.Sprint([]int64{f.projects[0].ID, f.projects[1].ID, f.owner.ID}); got != want {
			return fmt.Errorf("GitLab has the projects %s, want %s", got, want)
		}

		return nil
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: f.Providers(),
		CheckDestroy:             exactly, // A destroy stops managing, and changes nothing.
		Steps: []resource.TestStep{
			{Config: written, Check: exactly},
			{
				ResourceName: it, ImportState: true, ImportStateId: text(f.runner),
				ImportStateCheck: func(states []*terraform.InstanceState) error {
					if got := states[0].Attributes["projects.#"]; got != "3" {
						return fmt.Errorf("imported %s projects, want 3: of several it is not known which owns the runner", got)
					}

					return nil
				},
			},
			{
				PreConfig: func() {
					f.Assign(t, f.projects[2], f.runner)

					if _, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runner); err != nil {
						t.Fatal(err)
					}

					f.ClearJournal(t)
				},
				Config: written,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(it, plancheck.ResourceActionUpdate),
				}},
				Check: resource.ComposeAggregateTestCheckFunc(exactly, func(*terraform.State) error {
					if got, want := fmt.Sprint(f.Writes(t)), fmt.Sprint([]string{f.post(0), f.delete(2)}); got != want {
						return fmt.Errorf("the writes are %s, want %s", got, want)
					}

					return nil
				}),
			},
		},
	})
}
