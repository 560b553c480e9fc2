package registeredrunner_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/compare"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const address = "gitlabrunner_registered_runner.it"

func action(address string, want plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, want)}}
}

// sees compares the runner in GitLab, as text.
func sees(g *acctest.GitLab, want string) resource.TestCheckFunc {
	return g.CheckRunner(address, func(r *gitlab.RunnerDetails) error {
		got := fmt.Sprintf("%q paused=%v locked=%v untagged=%v tags=%v access=%s timeout=%d note=%q",
			r.Description, r.Paused, r.Locked, r.RunUntagged, len(r.TagList), r.AccessLevel, r.MaximumTimeout, r.MaintenanceNote)
		if got != want {
			return fmt.Errorf("GitLab has %s, want %s", got, want)
		}

		return nil
	})
}

// Registration, update, rotation and deletion of a registered runner.
func TestAccRegisteredRunner_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g, project := legacy(t)
	token := config.Variables{"registration_token": config.StringVariable(project.RunnersToken)}

	var id int64

	remember := func(state *terraform.State) (err error) {
		id, err = acctest.ID(state, address)

		return err
	}

	const (
		asCreated = `"nightly builds" paused=false locked=false untagged=false tags=2 access=not_protected timeout=3600 note="call the platform team"`
		asUpdated = `"all builds" paused=true locked=true untagged=true tags=1 access=ref_protected timeout=0 note=""`
	)

	rotated := statecheck.CompareValue(compare.ValuesDiffer())

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy: resource.ComposeAggregateTestCheckFunc(g.CheckNoRunners, func(*terraform.State) error {
			if writes := g.Writes(t); !slices.Equal(writes, []string{"DELETE /runners"}) {
				return fmt.Errorf("the destroy took %v, want the runner to be deleted as itself", writes)
			}

			return nil
		}),
		Steps: []resource.TestStep{
			{
				Config: acctest.Config(t, "create"), ConfigVariables: token,
				ConfigPlanChecks: action(address, plancheck.ResourceActionCreate),
				Check:            resource.ComposeAggregateTestCheckFunc(remember, sees(g, asCreated)),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("runner_type"), knownvalue.StringExact("project_type")),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("token_expires_at"), knownvalue.Null()),
					statecheck.ExpectSensitiveValue(address, tfjsonpath.New("token")),
					statecheck.ExpectSensitiveValue(address, tfjsonpath.New("registration_token")),
					rotated.AddStateValue(address, tfjsonpath.New("token")),
				},
			},
			{
				ConfigVariables: token,
				ResourceName:    address, ImportState: true, ImportStateVerify: true,
				// GitLab does not show these values.
				ImportStateVerifyIgnore: []string{"token", "token_version", "token_issued_at", "registration_token", "rotate_when_changed"},
			},
			{
				Config: acctest.Config(t, "create"), ConfigVariables: token,
				ConfigPlanChecks: action(address, plancheck.ResourceActionNoop),
			},
			{
				// The registration token is removed from the configuration, and rotate_when_changed changes.
				Config:            acctest.Config(t, "update"),
				ConfigPlanChecks:  action(address, plancheck.ResourceActionUpdate),
				Check:             sees(g, asUpdated),
				ConfigStateChecks: []statecheck.StateCheck{rotated.AddStateValue(address, tfjsonpath.New("token"))},
			},
			{
				PreConfig: func() {
					change := &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(false), TagList: &[]string{"by", "hand"}, Description: gitlab.Ptr("by hand")}
					if _, _, err := g.API.Runners.UpdateRunnerDetails(id, change); err != nil {
						t.Fatal(err)
					}
				},
				Config:           acctest.Config(t, "update"),
				ConfigPlanChecks: action(address, plancheck.ResourceActionUpdate),
				Check:            sees(g, asUpdated),
			},
			{
				PreConfig: func() {
					if _, err := g.API.Runners.RemoveRunner(id); err != nil {
						t.Fatal(err)
					}
				},
				Config: acctest.Config(t, "create"), ConfigVariables: token,
				ConfigPlanChecks: action(address, plancheck.ResourceActionCreate),
				Check: resource.ComposeAggregateTestCheckFunc(sees(g, asCreated), func(*terraform.State) error {
					g.ClearJournal(t)

					return nil
				}),
			},
		},
	})
}

// An import needs no registration token, and the plan after it is empty.
func TestAccRegisteredRunner_import(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g, project := legacy(t)

	runner, _, err := g.API.Runners.RegisterNewRunner(&gitlab.RegisterNewRunnerOptions{Token: &project.RunnersToken, Description: gitlab.Ptr("by hand")})
	if err != nil {
		t.Fatal(err)
	}

	g.ClearJournal(t)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{{
			Config: fmt.Sprintf(`
				import {
				  to = gitlabrunner_registered_runner.it
				  id = "%d"
				}

				resource "gitlabrunner_registered_runner" "it" {
				  description = "by hand"
				}`, runner.ID),
			ConfigPlanChecks: action(address, plancheck.ResourceActionNoop),
			Check: func(*terraform.State) error {
				if writes := g.Writes(t); len(writes) > 0 {
					return fmt.Errorf("an import wrote: %v", writes)
				}

				return nil
			},
		}},
	})
}

// A runner is registered with a write-only registration token, and another version of it
// is only stored.
func TestAccRegisteredRunner_writeOnlyToken(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g, project := legacy(t)

	write := func(version int) resource.TestStep {
		return resource.TestStep{
			Config: fmt.Sprintf(`
				variable "registration_token" {
				  type      = string
				  ephemeral = true
				}

				resource "gitlabrunner_registered_runner" "it" {
				  registration_token_wo         = var.registration_token
				  registration_token_wo_version = %d
				}`, version),
			ConfigVariables: config.Variables{"registration_token": config.StringVariable(project.RunnersToken)},
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(address, tfjsonpath.New("registration_token"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("registration_token_wo"), knownvalue.Null()),
				statecheck.ExpectKnownValue(address, tfjsonpath.New("runner_type"), knownvalue.StringExact("project_type")),
			},
		}
	}

	first, second := write(1), write(2)
	second.PreConfig = func() { g.ClearJournal(t) }
	second.ConfigPlanChecks = action(address, plancheck.ResourceActionUpdate)
	second.Check = func(*terraform.State) error {
		if writes := g.Writes(t); len(writes) > 0 {
			return fmt.Errorf("another version wrote: %v", writes)
		}

		return nil
	}

	resource.Test(t, resource.TestCase{
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_11_0)},
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps:                    []resource.TestStep{first, second},
	})
}
