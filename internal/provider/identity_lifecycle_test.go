package provider_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// An import by the identity in the state finds the same runner and assignment, and
// its plan changes nothing.
func TestAccIdentity_importsWhatItIdentifies(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	group := g.Group(t)
	owner, other := g.Project(t, group), g.Project(t, group)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID})
	if err != nil {
		t.Fatal(err)
	}

	g.Assign(t, other, runner.ID)
	g.ClearJournal(t)

	const (
		assignment = "gitlabrunner_project_assignment.it"
		address    = "gitlabrunner_runner.it"
	)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{{
			Config: acctest.Config(t, "1-import"),
			ConfigVariables: config.Variables{
				"runner_id":  config.IntegerVariable(runner.ID),
				"owner_id":   config.IntegerVariable(owner.ID),
				"project_id": config.IntegerVariable(other.ID),
				"project":    config.StringVariable(other.PathWithNamespace),
			},
			ConfigPlanChecks: resource.ConfigPlanChecks{
				PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop),
					plancheck.ExpectResourceAction(assignment, plancheck.ResourceActionNoop),
				},
				PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
			},
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectIdentity(address, map[string]knownvalue.Check{"id": knownvalue.Int64Exact(runner.ID)}),
				statecheck.ExpectIdentity(assignment, map[string]knownvalue.Check{
					"runner_id": knownvalue.Int64Exact(runner.ID), "project_id": knownvalue.Int64Exact(other.ID),
				}),
				acctest.After(func() error {
					acctest.Equal(t, "writes", len(g.Writes(t)), 0)

					return nil
				}),
			},
		}},
	})
}
