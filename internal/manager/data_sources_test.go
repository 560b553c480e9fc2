package manager_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const typeName = "gitlabrunner_runner_managers"

// machines creates a runner with three managers: one in contact, one in contact before,
// and one in contact long ago.
func machines(t *testing.T, g *acctest.GitLab) int64 {
	t.Helper()

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		t.Fatal(err)
	}

	for i, ago := range []time.Duration{time.Hour, 3 * time.Hour, 2400 * time.Hour} {
		g.Manager(t, map[string]any{
			"runner_id": runner.ID, "system_id": fmt.Sprintf("s_%d", i), "version": "18.2.0", "revision": "abc", "platform": "linux",
			"architecture": "amd64", "ip_address": "10.0.0.7", "created_at": acctest.Start.Add(-3000 * time.Hour), "contacted_at": acctest.Start.Add(-ago),
		})
	}

	return runner.ID
}

func TestProtoManagers_everyVersion(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			runner := machines(t, g)
			proto := g.Proto(t, nil)

			for status, want := range map[any]string{
				nil: "s_0 s_1 s_2", "online": "s_0", "offline": "s_1", "stale": "s_2", "never_contacted": "",
			} {
				state, diagnostics := proto.Data(typeName, acctest.Values{"runner_id": runner, "status": status})
				if text := acctest.Errors(diagnostics); text != "" {
					t.Fatal(text)
				}

				var got []string
				for _, manager := range acctest.List(t, state.Values(t)["managers"]) {
					got = append(got, acctest.Text(manager["system_id"]))
				}

				if strings.Join(got, " ") != want {
					t.Errorf("managers of status %v are %v, want %s", status, got, want)
				}
			}
		})
	}
}

func TestProtoManagers_errors(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	_, withoutRole := g.User(t, "api")

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("group_type"), GroupID: &group.ID})
	if err != nil {
		t.Fatal(err)
	}

	for name, test := range map[string]struct {
		token  string
		config acctest.Values
		want   tfdiag.ID
	}{
		"no such runner": {g.Token, acctest.Values{"runner_id": 4711}, tfdiag.ListManagers.Because(tfdiag.RunnerNotFound)},
		"no role":        {withoutRole, acctest.Values{"runner_id": runner.ID}, tfdiag.ListManagers.Because(tfdiag.Forbidden)},
		"invalid id":     {g.Token, acctest.Values{"runner_id": 0}, acctest.At("runner_id", tfdiag.IDInvalid)},
		"invalid status": {g.Token, acctest.Values{"runner_id": 1, "status": "paused"}, acctest.At("status", tfdiag.ValueNotAllowed)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, diagnostics := g.Proto(t, acctest.Values{"token": test.token}).Data(typeName, test.config)
			acctest.Diagnosed(t, diagnostics, test.want)
		})
	}
}

func TestAccManagers_basic(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	runner := machines(t, g)
	first := tfjsonpath.New("managers").AtSliceIndex(0)

	const data = "data.gitlabrunner_runner_managers.it"

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: g.Providers(),
		Steps: []resource.TestStep{{
			Config: fmt.Sprintf("data \"gitlabrunner_runner_managers\" \"it\" {\n  runner_id = %d\n}\n", runner),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue(data, tfjsonpath.New("managers"), knownvalue.ListSizeExact(3)),
				statecheck.ExpectKnownValue(data, first, knownvalue.ObjectExact(map[string]knownvalue.Check{
					"id":                   knownvalue.NotNull(),
					"system_id":            knownvalue.StringExact("s_0"),
					"status":               knownvalue.StringExact("online"),
					"job_execution_status": knownvalue.StringExact("idle"),
					"version":              knownvalue.StringExact("18.2.0"),
					"revision":             knownvalue.StringExact("abc"),
					"platform":             knownvalue.StringExact("linux"),
					"architecture":         knownvalue.StringExact("amd64"),
					"ip_address":           knownvalue.StringExact("10.0.0.7"),
					"created_at":           knownvalue.StringExact(acctest.Start.Add(-3000 * time.Hour).Format(time.RFC3339)),
					"contacted_at":         knownvalue.StringExact(acctest.Start.Add(-time.Hour).Format(time.RFC3339)),
				})),
			},
		}},
	})
}
