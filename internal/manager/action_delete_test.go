package manager_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const deleteName = "gitlabrunner_delete_runner_manager"

// twoMachines is a runner with two runner managers.
type twoMachines struct {
	*acctest.GitLab

	runner int64
	token  string
}

func newTwoMachines(t *testing.T, options ...gitlabsim.Option) *twoMachines {
	t.Helper()

	g := acctest.NewSim(t, options...)

	made, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	if err != nil {
		t.Fatal(err)
	}

	for _, id := range []string{"s_1", "s_2"} {
		g.Manager(t, map[string]any{"runner_id": made.ID, "system_id": id})
	}

	g.ClearJournal(t)

	return &twoMachines{g, made.ID, made.Token}
}

// left are the system IDs of the managers in GitLab.
func (m *twoMachines) left(t *testing.T) []string {
	t.Helper()

	managers, _, err := m.API.Runners.ListRunnerManagers(m.runner, nil)
	if err != nil {
		t.Fatal(err)
	}

	var ids []string
	for _, manager := range managers {
		ids = append(ids, manager.SystemID)
	}

	return ids
}

func TestProtoDeleteManagerAction_basic(t *testing.T) {
	t.Parallel()

	for _, version := range []string{"16.11", "18.0", string(gitlabsim.Newest)} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			m := newTwoMachines(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			anonymous := *m.GitLab
			anonymous.Token = ""
			proto := anonymous.Proto(t, nil)
			config := acctest.Values{"token": m.token, "system_id": "s_1"}

			for _, want := range []string{"The runner manager s_1 is deleted.", "The runner has no runner manager s_1"} {
				m.ClearJournal(t)

				done := proto.Invoke(deleteName, config)
				acctest.Diagnosed(t, done.Diagnostics)
				acctest.Contains(t, strings.Join(done.Progress, "\n"), want)
				acctest.Equal(t, "the writes", m.Writes(t), []string{"DELETE /runners/managers"})
				acctest.Equal(t, "the machines", m.left(t), []string{"s_2"})
			}
		})
	}
}

func TestProtoDeleteManagerAction_refused(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		fault acctest.Fault
		want  tfdiag.Cause
	}{
		"refused token":    {acctest.Fault{Status: 403, Body: `{"message":"403 Forbidden"}`}, tfdiag.RunnerTokenRefused},
		"gateway":          {acctest.Fault{Status: 403, Body: `{"message":"Forbidden"}`}, tfdiag.Forbidden},
		"maintenance mode": {acctest.Fault{Status: 403, Body: `{"message":"You cannot perform write operations on a read-only instance"}`}, tfdiag.ReadOnly},
		"unknown endpoint": {acctest.Fault{Status: 404, Body: `{"error":"404 Not Found"}`}, tfdiag.NoSuchEndpoint},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			m := newTwoMachines(t)
			test.fault.Path = "/api/v4/runners/managers"
			m.Fault(t, test.fault)

			done := m.Proto(t, nil).Invoke(deleteName, acctest.Values{"token": m.token, "system_id": "s_1"})
			acctest.Diagnosed(t, done.Diagnostics, tfdiag.DeleteManager.Because(test.want))
			acctest.Equal(t, "the token is in the error", strings.Contains(acctest.Errors(done.Diagnostics), m.token), false)
			acctest.Equal(t, "the machines", m.left(t), []string{"s_1", "s_2"})
		})
	}
}

func TestProtoDeleteManagerAction_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for attribute, value := range map[string]string{"token": "", "system_id": ""} {
		config := acctest.Values{"token": "x", "system_id": "s_1"}
		config[attribute] = value
		acctest.Diagnosed(t, proto.PlanAction(deleteName, config), acctest.At(attribute, tfdiag.TextEmpty))
	}

	acctest.Diagnosed(t, proto.PlanAction(deleteName, acctest.Values{"token": "x", "system_id": strings.Repeat("s", 65)}), acctest.At("system_id", tfdiag.TextTooLong))
	acctest.Diagnosed(t, proto.PlanAction(deleteName, acctest.Values{"token": "glpat-0123456789abcdefghij", "system_id": "s_1"}), acctest.At("token", tfdiag.NoAuthenticationToken))
}

// A machine is deleted when the resource that it runs on is destroyed.
func TestAccDeleteManagerAction_triggered(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraformProper(t, "actions")

	m := newTwoMachines(t)
	config := fmt.Sprintf(`
resource "terraform_data" "machine" {
  input = "%%s"

  lifecycle {
    action_trigger {
      events  = [after_update]
      actions = [action.%[1]s.it]
    }
  }
}

action %[1]q "it" {
  config {
    token     = %[2]q
    system_id = "s_1"
  }
}
`, deleteName, m.token)

	has := func(want ...string) resource.TestCheckFunc {
		return func(*terraform.State) error {
			if got := m.left(t); fmt.Sprint(got) != fmt.Sprint(want) {
				return fmt.Errorf("the machines are %v, want %v", got, want)
			}

			return nil
		}
	}

	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: m.Providers(),
		TerraformVersionChecks:   []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_14_0)},
		Steps: []resource.TestStep{
			{Config: fmt.Sprintf(config, "up"), Check: has("s_1", "s_2")},
			{Config: fmt.Sprintf(config, "down"), Check: has("s_2")},
		},
	})
}
