package registeredrunner_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A registered runner of the official provider keeps both of its tokens. The source
// states are those of the source code of that provider.
func TestProtoRegisteredRunner_move(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		state  func(id int64, registration, authentication string) string
		config func(registration string) acctest.Values
		known  bool
	}{
		"registered": {
			state: func(id int64, registration, authentication string) string {
				return fmt.Sprintf(`{"id":"%d","registration_token":%q,"authentication_token":%q,"status":"online","description":"build","paused":false,`+
					`"locked":true,"run_untagged":true,"tag_list":["linux"],"access_level":"not_protected","maximum_timeout":0,"maintenance_note":""}`,
					id, registration, authentication)
			},
			config: func(registration string) acctest.Values { return with(registration, nil) },
			known:  true,
		},
		"imported": {
			state: func(id int64, _, _ string) string {
				return fmt.Sprintf(`{"id":"%d","registration_token":null,"authentication_token":null,"status":"online","description":"build","paused":false,`+
					`"locked":true,"run_untagged":true,"tag_list":["linux"],"access_level":"not_protected","maximum_timeout":0}`, id)
			},
			config: func(string) acctest.Values { return acctest.Values{} },
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t)
			proto := g.Proto(t, nil)

			runner, _, err := g.API.Runners.RegisterNewRunner(&gitlab.RegisterNewRunnerOptions{
				Token: &project.RunnersToken, Description: gitlab.Ptr("build"), Locked: gitlab.Ptr(true), TagList: &[]string{"linux"},
			})
			if err != nil {
				t.Fatal(err)
			}

			config := test.config(project.RunnersToken)
			config["description"], config["locked"], config["tag_list"] = "build", true, []string{"linux"}
			token := "null"
			if test.known {
				token = runner.Token
			}

			g.ClearJournal(t)

			moved, diagnostics := proto.Move(runnerType, acctest.Source{TypeName: "gitlab_runner", State: test.state(runner.ID, project.RunnersToken, runner.Token)})
			acctest.Equal(t, "errors of the move", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the requests of the move", g.Journal(t), nil)
			acctest.Equal(t, "token", moved.Get(t, "token"), token)
			acctest.Equal(t, "the identity", proto.IdentityText(t, runnerType, moved.Identity), fmt.Sprintf("id=%d", runner.ID))

			plan := proto.Plan(runnerType, &moved, config)
			acctest.Equal(t, "the plan without a refresh is empty", plan.Value.Equal(moved.Value), true)

			read, diagnostics := proto.Read(runnerType, moved)
			acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "runner_type", read.Get(t, "runner_type"), "project_type")
			acctest.Equal(t, "token after the refresh", read.Get(t, "token"), token)

			if plan := proto.Plan(runnerType, &read, config); !plan.Value.Equal(read.Value) {
				t.Errorf("the plan after the move is not empty: %v, was %v", plan.Value, read.Value)
			}

			acctest.Equal(t, "the writes", g.Writes(t), nil)
		})
	}
}
