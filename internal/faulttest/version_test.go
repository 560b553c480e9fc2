package faulttest_test

import (
	"encoding/json"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// One object of each type is created, updated and destroyed with every version of
// GitLab in which an answer changed.
func TestAccVersion_everyGitLab(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	configs := map[string]string{"1-made": acctest.Config(t, "1-made"), "2-changed": acctest.Config(t, "2-changed")}
	versions := gitlabsim.Versions()

	for i, version := range versions {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			if testing.Short() && i%3 != 0 && i != len(versions)-1 {
				t.Skip("one version in three, and the newest")
			}

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			g.AllowRegistration(t, true)

			group := g.Group(t)
			owner, other := g.Project(t, group), g.Project(t, group)

			foreign, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
			if err != nil {
				t.Fatal(err)
			}

			variables, err := json.Marshal(map[string]any{
				"group_id": group.ID, "owner_id": owner.ID, "project": other.PathWithNamespace,
				"registration_token": owner.RunnersToken, "foreign_runner": foreign.ID,
			})
			if err != nil {
				t.Fatal(err)
			}

			w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
			w.Write("terraform.tfvars.json", string(variables))

			for _, step := range []string{"1-made", "2-changed"} {
				w.Write("main.tf", configs[step])
				w.Run(0, "apply", "-auto-approve")
				w.Run(0, "plan", "-detailed-exitcode", "-refresh=false")
				w.Run(0, "plan", "-detailed-exitcode")
			}

			var outputs struct {
				GroupRunner struct{ Value int64 } `json:"group_runner"`
				IDs         struct{ Value []any }
			}

			if err := json.Unmarshal([]byte(w.Output("output", "-json")), &outputs); err != nil {
				t.Fatal(err)
			}

			acctest.Equal(t, "the runners of the data source", len(outputs.IDs.Value), 6)

			details, _, err := g.API.Runners.GetRunnerDetails(outputs.GroupRunner.Value)
			if err != nil {
				t.Fatal(err)
			}

			acctest.Equal(t, "the tags", details.TagList, nil)
			acctest.Equal(t, "the timeout", details.MaximumTimeout, 0)
			acctest.Equal(t, "the access level", details.AccessLevel, "ref_protected")

			w.Run(0, "destroy", "-auto-approve")
			acctest.Equal(t, "the runners that are left, of another client", countRunners(t, g), 1)
		})
	}
}
