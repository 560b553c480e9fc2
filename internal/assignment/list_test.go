package assignment_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A query finds an assignment by its runner and by its project, and omits the owner.
func TestAccAssignmentList_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "queries")

	g := acctest.New(t)
	group := g.Group(t)
	owner, other := g.Project(t, group), g.Project(t, group)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID})
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(func() { _, _ = g.API.Runners.RemoveRunner(runner.ID) })

	query := func(config string) string {
		return "provider \"gitlabrunner\" {}\n" + fmt.Sprintf(`
			list "gitlabrunner_project_assignment" "it" {
			  provider = gitlabrunner
			  config {
			    %s
			  }
			}`, config)
	}

	const it = "gitlabrunner_project_assignment.it"

	one := []querycheck.QueryResultCheck{
		querycheck.ExpectLength(it, 1),
		querycheck.ExpectIdentity(it, map[string]knownvalue.Check{
			"runner_id": knownvalue.Int64Exact(runner.ID), "project_id": knownvalue.Int64Exact(other.ID),
		}),
	}
	none := []querycheck.QueryResultCheck{querycheck.ExpectLength(it, 0)}

	made := fmt.Sprintf(`
		resource "gitlabrunner_project_assignment" "it" {
		  runner_id = %d
		  project   = %q
		}`, runner.ID, other.PathWithNamespace)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: made},
			{Query: true, Config: query(fmt.Sprintf("runner_id = %d", runner.ID)), QueryResultChecks: one},
			{Query: true, Config: query(fmt.Sprintf("project = %q", other.PathWithNamespace)), QueryResultChecks: one},
			{Query: true, Config: query(fmt.Sprintf("project = \"%d\"", owner.ID)), QueryResultChecks: none},
		},
	})
}
