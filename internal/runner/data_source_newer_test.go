package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// The expiry of a token and the visibility of a project are null where a release
// of GitLab does not report them.
func TestProtoRunner_newerFields(t *testing.T) {
	t.Parallel()

	for version, want := range map[string]string{
		string(gitlabsim.Newest): "2030-01-02T13:04:05Z private",
		"19.4":                   "null private",
		"18.6":                   "null null",
	} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := g.Proto(t, nil)
			project := g.Project(t, g.Group(t))
			g.ExpireTokens(t, 10*time.Hour)

			made, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &project.ID})
			if err != nil {
				t.Fatal(err)
			}

			one, diagnostics := proto.Data("gitlabrunner_runner", acctest.Values{"id": made.ID})
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the fields", newer(t, one.Values(t)), want)

			all, diagnostics := proto.Data("gitlabrunner_runners", acctest.Values{"all": true, "details": true})
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the fields in a list", newer(t, acctest.List(t, all.Values(t)["runners"])[0]), want)
		})
	}
}

func newer(t *testing.T, runner map[string]tftypes.Value) string {
	t.Helper()

	return fmt.Sprint(acctest.Text(runner["token_expires_at"]), " ", acctest.Text(acctest.List(t, runner["projects"])[0]["visibility"]))
}
