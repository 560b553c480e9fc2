package faulttest_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// One object of each type is created, updated and destroyed with every version of
// GitLab in which an answer changed.
func TestAccVersion_everyGitLab(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	made, changed := acctest.Config(t, "1-made"), acctest.Config(t, "2-changed")

	versions := gitlabsim.Versions()

	for i, version := range versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			if testing.Short() && i%3 != 0 && i != len(versions)-1 {
				t.Skip("one version in three, and the newest")
			}

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			g.AllowRegistration(t, true)

			group := g.Group(t)
			owner, other := g.Project(t, group), g.Project(t, group)

			foreign, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
			if err != nil {
				t.Fatal(err)
			}

			variables := config.Variables{
				"group_id": config.IntegerVariable(group.ID), "owner_id": config.IntegerVariable(owner.ID),
				"project": config.StringVariable(other.PathWithNamespace), "registration_token": config.StringVariable(owner.RunnersToken),
				"foreign_runner": config.IntegerVariable(foreign.ID),
			}
			empty := resource.ConfigPlanChecks{PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}

			resource.Test(t, resource.TestCase{
				ProtoV6ProviderFactories: g.Providers(),
				CheckDestroy: func(state *terraform.State) error {
					runners, _, err := g.API.Runners.ListAllRunners(nil)
					if err != nil || len(runners) != 1 {
						return fmt.Errorf("%d runners are left, want the one of another client (%w)", len(runners), err)
					}

					return g.CheckNoRunners(state)
				},
				Steps: []resource.TestStep{
					{
						Config: made, ConfigVariables: variables, ConfigPlanChecks: empty,
						Check: resource.TestCheckResourceAttr("data.gitlabrunner_runners.all", "ids.#", "6"),
					},
					{
						Config: changed, ConfigVariables: variables, ConfigPlanChecks: empty,
						Check: g.CheckRunner("gitlabrunner_runner.group", func(r *gitlab.RunnerDetails) error {
							if len(r.TagList) != 0 || r.MaximumTimeout != 0 || r.AccessLevel != "ref_protected" {
								return fmt.Errorf("GitLab has %v, %d, %s", r.TagList, r.MaximumTimeout, r.AccessLevel)
							}

							return nil
						}),
					},
				},
			})
		})
	}
}
