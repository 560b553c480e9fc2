package runner_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/querycheck"
	"github.com/hashicorp/terraform-plugin-testing/querycheck/queryfilter"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A query finds the runner of the resource.
func TestAccRunnerList_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "queries")

	g := acctest.New(t)
	group := g.Group(t)

	made := fmt.Sprintf(`
		resource "gitlabrunner_runner" "it" {
		  count            = 3
		  runner_type      = "group_type"
		  group_id         = %d
		  description      = "builds ${count.index}"
		  tag_list         = count.index < 2 ? ["gpu", "linux"] : ["linux"]
		  paused           = count.index == 1
		  maximum_timeout  = 3600
		  maintenance_note = "call us"
		}`, group.ID)

	query := fmt.Sprintf(`
		provider "gitlabrunner" {}

		list "gitlabrunner_runner" "gpu" {
		  provider         = gitlabrunner
		  include_resource = true

		  config {
		    group    = %[1]q
		    type     = "group_type"
		    tag_list = ["gpu"]
		  }
		}

		list "gitlabrunner_runner" "first" {
		  provider = gitlabrunner
		  limit    = 1

		  config {
		    group = %[1]q
		    type  = "group_type"
		  }
		}

		list "gitlabrunner_runner" "none" {
		  provider = gitlabrunner

		  config {
		    group    = %[1]q
		    tag_list = ["gpu", "no such tag"]
		  }
		}`, group.FullPath)

	const gpu = "gitlabrunner_runner.gpu"

	paused := queryfilter.ByDisplayName(knownvalue.StringRegexp(regexp.MustCompile(`^#\d+ builds 1 \(group runner of ` + group.FullPath + `, paused, never contacted\)$`)))

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{Config: made},
			{
				Query:  true,
				Config: query,
				QueryResultChecks: []querycheck.QueryResultCheck{
					querycheck.ExpectLength(gpu, 2),
					querycheck.ExpectLength("gitlabrunner_runner.first", 1),
					querycheck.ExpectLength("gitlabrunner_runner.none", 0),
					querycheck.ExpectResourceKnownValues(gpu, paused, []querycheck.KnownValueCheck{
						{Path: tfjsonpath.New("group_id"), KnownValue: knownvalue.Int64Exact(group.ID)},
						{Path: tfjsonpath.New("paused"), KnownValue: knownvalue.Bool(true)},
						{Path: tfjsonpath.New("maximum_timeout"), KnownValue: knownvalue.Int64Exact(3600)},
						{Path: tfjsonpath.New("maintenance_note"), KnownValue: knownvalue.StringExact("call us")},
						{Path: tfjsonpath.New("token"), KnownValue: knownvalue.Null()},
						{Path: tfjsonpath.New("tag_list"), KnownValue: knownvalue.SetExact([]knownvalue.Check{
							knownvalue.StringExact("gpu"), knownvalue.StringExact("linux"),
						})},
					}),
				},
			},
		},
	})
}
