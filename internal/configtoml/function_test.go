package configtoml_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	"github.com/hashicorp/terraform-plugin-testing/config"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const machine = "terraform_data.machine"

// GitLab Runner can read the file of a runner, and GitLab accepts the token in it, also
// after a rotation.
func TestAccConfigTOML_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)
	again := func(text string) config.Variables { return config.Variables{"again": config.StringVariable(text)} }

	var tokens []string

	read := func(state *terraform.State) error {
		written := state.RootModule().Resources[machine].Primary.Attributes["output"]

		var file fileConfig
		if meta, err := toml.Decode(written, &file); err != nil || len(meta.Undecoded()) > 0 || len(file.Runners) != 2 {
			return fmt.Errorf("GitLab Runner cannot read the file (%w), or not all of it: %v", err, meta.Undecoded())
		}

		acctest.Equal(t, "concurrent", file.Concurrent, 6)
		acctest.Equal(t, "the runners", file.Runners[0].Name+" "+file.Runners[1].Name, "one two")
		acctest.Equal(t, "the volumes", file.Runners[0].Docker.Volumes, []string{"/cache", "/certs/client"})
		acctest.Equal(t, "the script", file.Runners[1].PreBuildScript, "set -eu\necho \"ready\"\n")

		for _, runner := range file.Runners {
			tokens = append(tokens, runner.Token)

			if _, err := g.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &runner.Token}); err != nil {
				return fmt.Errorf("GitLab refuses the token of %s: %w", runner.Name, err)
			}
		}

		return nil
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{
			{
				Config:          acctest.Config(t, "apply") + "output \"open\" {\n  value = local.file\n}\n",
				ConfigVariables: again("1"),
				ExpectError:     regexp.MustCompile(`Output refers to sensitive values`),
			},
			{
				Config: acctest.Config(t, "apply"), ConfigVariables: again("1"),
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectUnknownValue(machine, tfjsonpath.New("input"))}},
				Check:            read,
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectSensitiveValue(machine, tfjsonpath.New("input")),
					statecheck.ExpectKnownOutputValue("sensitive", knownvalue.Bool(true)),
				},
			},
			{Config: acctest.Config(t, "apply"), ConfigVariables: again("2"), Check: resource.ComposeAggregateTestCheckFunc(read, func(*terraform.State) error {
				if len(tokens) != 4 || tokens[0] == tokens[2] || tokens[1] != tokens[3] {
					return errors.New("the file does not have the one token that was rotated, and the other")
				}

				return nil
			})},
		},
	})
}

// The plan reports an error in the object while its token is still unknown.
func TestAccConfigTOML_planErrors(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		Steps: []resource.TestStep{{
			Config:      acctest.Config(t, "plan"),
			ExpectError: acctest.Expect(tfdiag.TOMLNullInList),
		}},
	})

	acctest.Equal(t, "the writes", g.Writes(t), nil)
}

// The example renders the file in the documentation.
func TestAccConfigTOML_example(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	const folder = "../../examples/functions/config_toml/"

	g := acctest.NewSim(t)

	shows := func(state *terraform.State) error {
		runner := state.RootModule().Resources["gitlabrunner_runner.build"].Primary
		written := fmt.Sprint(state.RootModule().Outputs["shown"].Value)
		masked := strings.NewReplacer(runner.Attributes["token"], "glrt-…", "id = "+runner.ID, "id = 42").Replace(written)
		acctest.Equal(t, "the file", masked, content(t, folder+"config.toml"))

		return nil
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		Steps: []resource.TestStep{{
			Config:          content(t, folder+"function.tf") + "output \"shown\" {\n  value     = local.config_toml\n  sensitive = true\n}\n",
			ConfigVariables: config.Variables{"group_id": config.IntegerVariable(g.Group(t).ID)},
			Check:           shows,
		}},
	})
}

// Terraform renders each section.
func TestAccConfigTOML_sections(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	given, want := make(map[string]config.Variable), make(map[string]knownvalue.Check)
	for name, section := range sections(t) {
		given[name], want[name] = config.StringVariable(section.json), knownvalue.StringExact(section.toml)
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: acctest.NewSim(t).Providers(),
		Steps: []resource.TestStep{{
			Config:          acctest.Config(t, "apply"),
			ConfigVariables: config.Variables{"sections": config.MapVariable(given)},
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownOutputValue("files", knownvalue.MapExact(want)),
			},
		}},
	})
}
