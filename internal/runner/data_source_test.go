package runner_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestAccRunnerDataSource_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.New(t)

	const data = "data.gitlabrunner_runner.it"

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		CheckDestroy:             g.CheckNoRunners,
		Steps: []resource.TestStep{{
			Config: acctest.Config(t, "read"),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(data, tfjsonpath.New("description"), knownvalue.StringExact("nightly builds")),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("runner_type"), knownvalue.StringExact("instance_type")),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("is_shared"), knownvalue.Bool(true)),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("tag_list"), knownvalue.SetExact([]knownvalue.Check{
					knownvalue.StringExact("linux"), knownvalue.StringExact("nightly"),
				})),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("maximum_timeout"), knownvalue.Int64Exact(3600)),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("maintenance_note"), knownvalue.StringExact("call the platform team")),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("status"), knownvalue.StringExact("never_contacted")),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("online"), knownvalue.Null()),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("projects"), knownvalue.ListExact(nil)),
				statecheck.ExpectKnownValue(data, tfjsonpath.New("groups"), knownvalue.ListExact(nil)),
			},
		}},
	})
}

// Each version omits other fields, and none of these causes an error.
func TestProtoRunnerDataSource_everyVersion(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			project := g.Project(t, g.Group(t))
			proto := g.Proto(t, nil)
			runner := proto.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": project.ID})
			g.Manager(t, map[string]any{
				"runner_id": runner.ID(t), "system_id": "s_1", "version": "17.2.0", "platform": "linux", "architecture": "arm64",
				"ip_address": "10.0.0.7", "contacted_at": acctest.Start,
			})

			state, diagnostics := proto.Data(typeName, acctest.Values{"id": runner.ID(t)})
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "status", state.Get(t, "status"), "online")
			acctest.Equal(t, "version", state.Get(t, "version"), "17.2.0")
			acctest.Equal(t, "contacted_at", state.Get(t, "contacted_at"), "2030-01-02T03:04:05Z")

			var projects []tftypes.Value
			if err := state.Values(t)["projects"].As(&projects); err != nil || len(projects) != 1 {
				t.Fatalf("projects are %v, %v", projects, err)
			}

			var found map[string]tftypes.Value
			if err := projects[0].As(&found); err != nil {
				t.Fatal(err)
			}

			acctest.Equal(t, "the project's path", acctest.Text(found["path_with_namespace"]), project.PathWithNamespace)
			acctest.Equal(t, "the project's namespace", found["namespace"].IsNull(), false)
		})
	}
}

func TestProtoRunnerDataSource_notFound(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	_, diagnostics := proto.Data(typeName, acctest.Values{"id": 4711})
	acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(tfdiag.RunnerNotFound))
	acctest.Contains(t, acctest.Errors(diagnostics), "runner 4711", "404 Runner Not Found")

	_, diagnostics = proto.Data(typeName, acctest.Values{"id": 0})
	acctest.Diagnosed(t, diagnostics, acctest.At("id", tfdiag.IDInvalid))
}
