package runner_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const address = "gitlabrunner_runner.it"

func action(want plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, want)}}
}

// settings are the settings of a runner in GitLab, as text.
func settings(r *gitlab.RunnerDetails) string {
	return fmt.Sprintf("%q paused=%v locked=%v untagged=%v tags=%v access=%s timeout=%d note=%q",
		r.Description, r.Paused, r.Locked, r.RunUntagged, len(r.TagList), r.AccessLevel, r.MaximumTimeout, r.MaintenanceNote)
}

// sees compares the settings of the runner in GitLab.
func sees(g *acctest.GitLab, want string) resource.TestCheckFunc {
	return g.CheckRunner(address, func(r *gitlab.RunnerDetails) error {
		if got := settings(r); got != want {
			return fmt.Errorf("GitLab has %s, want %s", got, want)
		}

		return nil
	})
}

// Create, import, update, drift, replacement and destroy of a runner.
func TestAccRunner_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)

	var id int64

	remember := func(state *terraform.State) (err error) {
		id, err = acctest.ID(state, address)

		return err
	}
	byHand := func(change *gitlab.UpdateRunnerDetailsOptions) func() {
		return func() {
			if _, _, err := g.API.Runners.UpdateRunnerDetails(id, change); err != nil {
				t.Fatal(err)
			}
		}
	}

	const (
		asCreated = `"nightly builds" paused=false locked=false untagged=false tags=2 access=not_protected timeout=3600 note="call the platform team"`
		asUpdated = `"all builds" paused=true locked=true untagged=true tags=1 access=ref_protected timeout=0 note=""`
	)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{
				Config:           acctest.Config(t, "create"),
				ConfigPlanChecks: action(plancheck.ResourceActionCreate),
				Check:            resource.ComposeAggregateTestCheckFunc(remember, sees(g, asCreated)),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("token"), knownvalue.StringRegexp(regexp.MustCompile(`^\S{20,}$`))),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("token_version"), knownvalue.NotNull()),
					statecheck.ExpectKnownValue(address, tfjsonpath.New("token_expires_at"), knownvalue.Null()),
					statecheck.ExpectSensitiveValue(address, tfjsonpath.New("token")),
				},
			},
			{
				ResourceName:      address,
				ImportState:       true,
				ImportStateVerify: true,
				// GitLab never shows a token again.
				ImportStateVerifyIgnore: []string{"token", "token_version", "token_issued_at"},
			},
			{
				Config:           acctest.Config(t, "create"),
				ConfigPlanChecks: action(plancheck.ResourceActionNoop),
			},
			{
				Config:           acctest.Config(t, "update"),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check:            sees(g, asUpdated),
			},
			{
				PreConfig: byHand(&gitlab.UpdateRunnerDetailsOptions{
					Paused: gitlab.Ptr(false), TagList: &[]string{"by", "hand"}, Description: gitlab.Ptr("by hand"),
				}),
				Config:           acctest.Config(t, "update"),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check:            sees(g, asUpdated),
			},
			{
				PreConfig: func() {
					if _, err := g.API.Runners.RemoveRunner(id); err != nil {
						t.Fatal(err)
					}
				},
				Config:           acctest.Config(t, "create"),
				ConfigPlanChecks: action(plancheck.ResourceActionCreate),
				Check:            sees(g, asCreated),
			},
		},
	})
}

// Every setting is set, changed and cleared, each with one request that has no other
// setting, and the plan after it is empty.
func TestAccRunner_update(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)

	w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
	apply := func(setting, summary, want string) {
		t.Helper()
		w.Write("main.tf", fmt.Sprintf(`
terraform {
  required_providers {
    gitlabrunner = { source = "gitlabrunner/gitlabrunner" }
  }
}

resource "gitlabrunner_runner" "it" {
  runner_type = "instance_type"
  %s
}
`, setting))
		acctest.Contains(t, w.Run(0, "apply", "-auto-approve"), summary)

		r, _, err := g.API.Runners.GetRunnerDetails(1)
		if err != nil {
			t.Fatal(err)
		}

		acctest.Equal(t, "the runner with "+setting, settings(r), want)
		w.Run(0, "plan", "-detailed-exitcode", "-refresh=false")
		w.Run(0, "plan", "-detailed-exitcode")
	}

	const asNothing = `"" paused=false locked=false untagged=true tags=0 access=not_protected timeout=0 note=""`

	apply("", "1 added, 0 changed, 0 destroyed", asNothing)

	for _, change := range []struct{ setting, want string }{
		{`description = "one"`, `"one" paused=false locked=false untagged=true tags=0 access=not_protected timeout=0 note=""`},
		{`description = "two"`, `"two" paused=false locked=false untagged=true tags=0 access=not_protected timeout=0 note=""`},
		{`description = ""`, asNothing},
		{`paused = true`, `"" paused=true locked=false untagged=true tags=0 access=not_protected timeout=0 note=""`},
		{`paused = false`, asNothing},
		{`locked = true`, `"" paused=false locked=true untagged=true tags=0 access=not_protected timeout=0 note=""`},
		{``, asNothing},
		{`tag_list = ["a", "b"]`, `"" paused=false locked=false untagged=true tags=2 access=not_protected timeout=0 note=""`},
		{`tag_list = ["b"]`, `"" paused=false locked=false untagged=true tags=1 access=not_protected timeout=0 note=""`},
		{`tag_list = []`, asNothing},
		{`access_level = "ref_protected"`, `"" paused=false locked=false untagged=true tags=0 access=ref_protected timeout=0 note=""`},
		{``, asNothing},
		{`maximum_timeout = 600`, `"" paused=false locked=false untagged=true tags=0 access=not_protected timeout=600 note=""`},
		{`maximum_timeout = 7200`, `"" paused=false locked=false untagged=true tags=0 access=not_protected timeout=7200 note=""`},
		{`maximum_timeout = null`, asNothing},
		{`maintenance_note = "ours"`, `"" paused=false locked=false untagged=true tags=0 access=not_protected timeout=0 note="ours"`},
		{`maintenance_note = ""`, asNothing},
	} {
		g.ClearJournal(t)
		apply(change.setting, "0 added, 1 changed, 0 destroyed", change.want)
		acctest.Equal(t, "the writes for "+change.setting, g.Writes(t), []string{"PUT /runners/1"})
	}

	w.Run(0, "destroy", "-auto-approve")
	acctest.Equal(t, "the last writes", g.Writes(t), []string{"PUT /runners/1", "DELETE /runners/1"})
}

// A group runner and a project runner are created, and replaced when their owner
// changes.
func TestAccRunner_owners(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)
	group := g.Group(t)
	first, second := g.Project(t, group), g.Project(t, group)

	config := func(owner string, id int64) string {
		return fmt.Sprintf("resource \"gitlabrunner_runner\" \"it\" {\n  runner_type = \"%s_type\"\n  %s_id = %d\n}\n", owner, owner, id)
	}
	ofType := func(want string) resource.TestCheckFunc {
		return g.CheckRunner(address, func(r *gitlab.RunnerDetails) error {
			if r.RunnerType != want {
				return fmt.Errorf("GitLab has a runner of type %s, want %s", r.RunnerType, want)
			}

			return nil
		})
	}
	imported := resource.TestStep{
		ResourceName: address, ImportState: true, ImportStateVerify: true,
		ImportStateVerifyIgnore: []string{"token", "token_version", "token_issued_at"},
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{Config: config("group", group.ID), Check: ofType("group_type")},
			imported,
			{Config: config("project", first.ID), ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate), Check: ofType("project_type")},
			imported,
			{Config: config("project", second.ID), ConfigPlanChecks: action(plancheck.ResourceActionDestroyBeforeCreate), Check: ofType("project_type")},
		},
	})
}

// GitLab does not report the owner of a runner with several projects. The import
// assumes one, and another configured owner is adopted.
func TestAccRunner_importUncertainOwner(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	group := g.Group(t)
	first, owner := g.Project(t, group), g.Project(t, group)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID})
	if err != nil {
		t.Fatal(err)
	}

	g.Assign(t, first, runner.ID)
	g.ClearJournal(t)

	config := func(project int64) string {
		return fmt.Sprintf(`
			import {
			  to = gitlabrunner_runner.it
			  id = %q
			}

			resource "gitlabrunner_runner" "it" {
			  runner_type = "project_type"
			  project_id  = %d
			}`, fmt.Sprint(runner.ID), project)
	}

	noWrites := func(*terraform.State) error {
		if writes := g.Writes(t); len(writes) > 0 {
			return fmt.Errorf("an import wrote: %v", writes)
		}

		return nil
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		Steps: []resource.TestStep{
			{
				Config:           config(owner.ID),
				ConfigPlanChecks: action(plancheck.ResourceActionUpdate),
				Check:            noWrites,
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownValue(address, tfjsonpath.New("project_id"), knownvalue.Int64Exact(owner.ID)),
				},
			},
			{
				// The owner is certain now, so another one replaces the runner.
				Config:             config(first.ID),
				PlanOnly:           true,
				ExpectNonEmptyPlan: true,
				ConfigPlanChecks: resource.ConfigPlanChecks{PostApplyPreRefresh: []plancheck.PlanCheck{
					plancheck.ExpectResourceAction(address, plancheck.ResourceActionDestroyBeforeCreate),
				}},
			},
		},
	})
}
