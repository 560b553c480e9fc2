package provider_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// Ten runners with thirty assignments and five tokens are created with one request
// each, and planned again with one request for each runner.
func TestAccShared_fleet(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	group := g.Group(t)
	owner := g.Project(t, group)

	var projects []config.Variable
	for range 3 {
		projects = append(projects, config.StringVariable(g.Project(t, group).PathWithNamespace))
	}

	g.ClearJournal(t)

	// asked checks the number of requests of each kind since the last call.
	asked := func(want map[string]int) acctest.After {
		return func() error {
			got := make(map[string]int)
			for _, request := range g.Journal(t) {
				got[kindOf(request)]++
			}

			g.ClearJournal(t)

			if fmt.Sprint(got) != fmt.Sprint(want) {
				return fmt.Errorf("the requests are %v, want %v", got, want)
			}

			return nil
		}
	}
	fleet := resource.TestStep{
		Config:          acctest.Config(t, "fleet"),
		ConfigVariables: config.Variables{"owner": config.IntegerVariable(owner.ID), "projects": config.ListVariable(projects...)},
	}
	made, again := fleet, fleet

	made.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{asked(nil)}
	made.ConfigStateChecks = []statecheck.StateCheck{asked(map[string]int{
		"POST /user/runners":                           10,
		"GET /projects/:id":                            3,
		"POST /projects/:id/runners":                   30,
		"POST /runners/:id/reset_authentication_token": 5,
	})}

	again.PreConfig = func() { g.ClearJournal(t) }
	again.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{plancheck.ExpectEmptyPlan(), asked(map[string]int{"GET /runners/:id": 10})}

	resource.Test(t, resource.TestCase{ProtoV6ProviderFactories: g.Providers(), Steps: []resource.TestStep{made, again}})
}

var identifiers = regexp.MustCompile(`/(runners|projects)/([0-9]+|group-[^/]+)`)

// kindOf is a request without its IDs.
func kindOf(request sandbox.Request) string {
	return identifiers.ReplaceAllString(request.String(), "/$1/:id")
}
