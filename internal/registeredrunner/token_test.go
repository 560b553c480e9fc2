package registeredrunner_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A registration token is created, reset, changed outside of Terraform and replaced,
// and the runner that was registered with it does not change.
func TestAccRegistrationToken_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g, project := legacy(t)
	group := g.Group(t)

	const token = "gitlabrunner_registration_token.it"

	config := func(owner, month string) string {
		return fmt.Sprintf(`
			resource "gitlabrunner_registration_token" "it" {
			  %s
			  rotate_when_changed = { month = %q }
			}

			resource "gitlabrunner_registered_runner" "it" {
			  registration_token = gitlabrunner_registration_token.it.token
			}`, owner, month)
	}
	ofProject := fmt.Sprintf("project = %q", project.PathWithNamespace)
	ofGroup := fmt.Sprintf("group = %q", group.FullPath)

	tokens := statecheck.CompareValue(compare.ValuesDiffer())
	runners := statecheck.CompareValue(compare.ValuesSame())

	// Each comparison counts its own steps.
	another := func() statecheck.StateCheck { return tokens.AddStateValue(token, tfjsonpath.New("token")) }
	sameRunner := func() statecheck.StateCheck { return runners.AddStateValue(address, tfjsonpath.New("id")) }

	isGitLabs := func(state *terraform.State) error {
		if got := state.RootModule().Resources[token].Primary.Attributes["token"]; got != present(t, g, project) {
			return fmt.Errorf("GitLab has another registration token than the state")
		}

		return nil
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{
				Config:            config(ofProject, "1"),
				ConfigPlanChecks:  action(token, plancheck.ResourceActionCreate),
				Check:             isGitLabs,
				ConfigStateChecks: []statecheck.StateCheck{another(), sameRunner(), statecheck.ExpectSensitiveValue(token, tfjsonpath.New("token"))},
			},
			{
				// The token is reset outside of Terraform, which GitLab does not show.
				PreConfig: func() {
					if _, _, err := g.API.Runners.ResetProjectRunnerRegistrationToken(project.ID); err != nil { //nolint:staticcheck // What GitLab still has is tested.
						t.Fatal(err)
					}
				},
				Config:           config(ofProject, "1"),
				ConfigPlanChecks: action(token, plancheck.ResourceActionNoop),
			},
			{
				Config: config(ofProject, "2"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(token, plancheck.ResourceActionUpdate),
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionUpdate),
				}},
				Check:             isGitLabs,
				ConfigStateChecks: []statecheck.StateCheck{another(), sameRunner()},
			},
			{
				// The runner is deleted outside of Terraform, and registered again.
				PreConfig: func() {
					found, _, err := g.API.Runners.ListAllRunners(nil)
					if err != nil || len(found) != 1 {
						t.Fatalf("%d runners, %v", len(found), err)
					}

					if _, err := g.API.Runners.RemoveRunner(found[0].ID); err != nil {
						t.Fatal(err)
					}
				},
				Config: config(ofProject, "2"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(token, plancheck.ResourceActionNoop),
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionCreate),
				}},
			},
			{
				Config:            config(ofGroup, "2"),
				ConfigPlanChecks:  action(token, plancheck.ResourceActionDestroyBeforeCreate),
				ConfigStateChecks: []statecheck.StateCheck{another()},
			},
		},
	})

	if got := present(t, g, project); got == project.RunnersToken {
		t.Error("GitLab has the token of the beginning")
	}
}
