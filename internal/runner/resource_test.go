package runner_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

func TestAccRunner_scratch(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)
	g := acctest.New(t)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{{
			Config: `resource "gitlabrunner_runner" "it" { runner_type = "instance_type" }`,
			Check: g.CheckRunner("gitlabrunner_runner.it", func(r *gitlab.RunnerDetails) error {
				t.Log(r, g.Journal(t))
				return nil
			}),
		}},
	})
}
