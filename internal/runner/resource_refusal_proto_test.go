package runner_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A create whose answer is lost is not repeated, because GitLab may have created the
// runner.
func TestProtoRunner_createLost(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"502 after it was made":  {Status: 502, After: true},
		"dropped after":          {Drop: "after"},
		"dropped before":         {Drop: "before"},
		"500 without making one": {Status: 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			proto := g.Proto(t, nil)
			g.ClearJournal(t)

			fault.Method, fault.Path = "POST", "/api/v4/user/runners"
			g.Fault(t, fault)

			_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, nil, instance(acctest.Values{"description": "lost one"})))

			acctest.Diagnosed(t, diagnostics, tfdiag.CreateRunner.Because(tfdiag.Lost))
			acctest.Contains(t, acctest.Errors(diagnostics), `"lost one"`, "all = true", g.URL+"/api/v4/user/runners")
			acctest.Equal(t, "the journal", g.Writes(t), []string{"POST /user/runners"})
		})
	}
}

// The list of the caller's own runners has a group runner, which needs no further
// attribute.
func TestProtoRunner_createLostInGroup(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	proto := g.Proto(t, nil)

	g.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/user/runners", Status: 502})

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, nil, acctest.Values{"runner_type": "group_type", "group_id": group.ID}))

	acctest.Diagnosed(t, diagnostics, tfdiag.CreateRunner.Because(tfdiag.Lost))

	if text := acctest.Errors(diagnostics); strings.Contains(text, "all = true") {
		t.Errorf("a group runner is looked for among all runners:\n%s", text)
	}
}

// A program in front of GitLab may have passed the request on, but it is more likely
// that the URL is wrong.
func TestProtoRunner_createAnsweredByAnotherProgram(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	g.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/user/runners", Status: 200, Body: "<html>Sign in</html>"})

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, nil, instance(nil)))
	acctest.Diagnosed(t, diagnostics, tfdiag.CreateRunner.Because(tfdiag.Lost))
	acctest.Contains(t, acctest.Errors(diagnostics), "Check `base_url`")
}

// Of several runners that fail for one owner, only the first has the advice.
func TestProtoRunner_createRefusedForOneOwner(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for i, config := range []acctest.Values{
		{"runner_type": "group_type", "group_id": 4711},
		{"runner_type": "group_type", "group_id": 4711, "description": "another"},
		{"runner_type": "group_type", "group_id": 4712},
	} {
		want := acctest.At("group_id", tfdiag.CreateRunner.Because(tfdiag.GroupNotFound))
		if i == 1 {
			want = acctest.At("group_id", tfdiag.CreateRunner.Because(tfdiag.Repeated))
		}

		_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, nil, config))
		acctest.Diagnosed(t, diagnostics, want)
	}
}

// Without an access token, the plan of a new runner fails.
func TestProtoRunner_planWithoutToken(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).WithToken("").Proto(t, nil)
	acctest.Diagnosed(t, proto.Plan(typeName, nil, instance(nil)).Diagnostics, tfdiag.CreateRunner.Because(tfdiag.NoToken))
}

func TestProtoRunner_updateNotStored(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	state := proto.Create(typeName, instance(nil))

	// A GitLab before 16.10 ignores the note.
	g.Fault(t, acctest.Fault{
		Method: "PUT", Path: "/api/v4/runners/*", Status: 200,
		Body: fmt.Sprintf(`{"id":%s,"runner_type":"instance_type","run_untagged":true,"access_level":"not_protected","tag_list":[]}`, state.Get(t, "id")),
	})

	after, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, instance(acctest.Values{"maintenance_note": "ours"})))

	acctest.Diagnosed(t, diagnostics, acctest.At("maintenance_note", tfdiag.SettingNotStored))
	acctest.Equal(t, "the note in state", after.Get(t, "maintenance_note"), "")
}

func TestProtoRunner_updateInvalidValues(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	state := proto.Create(typeName, instance(nil))
	g.Fault(t, acctest.Fault{
		Method: "PUT", Path: "/api/v4/runners/*", Status: 400,
		Body: `{"message":{"tags_list":["is too long"],"maximum_timeout":["needs to be at least 10 minutes"]}}`,
	})

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, instance(acctest.Values{"paused": true})))

	invalid := tfdiag.UpdateRunner.Because(tfdiag.InvalidValue)
	acctest.Diagnosed(t, diagnostics, acctest.At("tag_list", invalid), acctest.At("maximum_timeout", invalid))
	acctest.Contains(t, acctest.Errors(diagnostics), "is too long", "needs to be at least 10 minutes")
}

func TestProtoRunner_deleteSeveralProjects(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	owner, other := g.Project(t, group), g.Project(t, group)
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.MaintainerPermissions)

	proto := g.Proto(t, acctest.Values{"token": token})
	state := proto.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": owner.ID})
	g.Assign(t, other, state.ID(t))

	_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &state, nil))

	acctest.Diagnosed(t, diagnostics, tfdiag.DeleteRunner.Because(tfdiag.SeveralProjects))
	acctest.Contains(t, acctest.Errors(diagnostics), owner.PathWithNamespace, other.PathWithNamespace)
}

// Every refusal of a creation has its own next step, about its attribute.
func TestProtoRunner_createRefusals(t *testing.T) {
	t.Parallel()

	because := tfdiag.CreateRunner.Because

	for name, test := range map[string]struct {
		// prepare returns the token and the configuration of the creation.
		prepare func(t *testing.T, g *acctest.GitLab) (token string, config acctest.Values)
		want    tfdiag.ID
	}{
		"no such group": {
			func(_ *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				return g.Token, acctest.Values{"runner_type": "group_type", "group_id": 4711}
			},
			acctest.At("group_id", because(tfdiag.GroupNotFound)),
		},
		"no such project": {
			func(_ *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				return g.Token, acctest.Values{"runner_type": "project_type", "project_id": 4711}
			},
			acctest.At("project_id", because(tfdiag.ProjectNotFound)),
		},
		"no role in the group": {
			func(t *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				group := g.Group(t)
				user, token := g.User(t, "create_runner")
				g.Join(t, group, user, gitlab.MaintainerPermissions)

				return token, acctest.Values{"runner_type": "group_type", "group_id": group.ID}
			},
			because(tfdiag.CreationNotAllowed),
		},
		"a narrow scope": {
			func(t *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				_, token := g.User(t, "manage_runner")

				return token, instance(nil)
			},
			because(tfdiag.InsufficientScope),
		},
		"a revoked token": {
			func(t *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				_, token := g.User(t, "api")
				if _, err := g.As(t, token).PersonalAccessTokens.RevokePersonalAccessTokenSelf(); err != nil {
					t.Fatal(err)
				}

				return token, instance(nil)
			},
			because(tfdiag.TokenRevoked),
		},
		"an expired token": {
			func(t *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				_, token := g.User(t, "api")
				g.FakeClock(t).Advance(2 * 365 * 24 * time.Hour)

				return token, instance(nil)
			},
			because(tfdiag.TokenExpired),
		},
		"too many runners": {
			func(t *testing.T, g *acctest.GitLab) (string, acctest.Values) {
				project := g.Project(t, g.Group(t))
				config := acctest.Values{"runner_type": "project_type", "project_id": project.ID}

				limits := map[string]any{"plan_name": "default", "ci_registered_project_runners": 1}
				if err := g.Call(t.Context(), http.MethodPut, "application/plan_limits", limits, nil); err != nil {
					t.Fatal(err)
				}

				g.Proto(t, nil).Create(typeName, config)

				return g.Token, config
			},
			because(tfdiag.RunnerLimit),
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			token, config := test.prepare(t, g)
			proto := g.Proto(t, acctest.Values{"token": token})

			_, diagnostics := proto.Apply(typeName, proto.Plan(typeName, nil, config))
			acctest.Diagnosed(t, diagnostics, test.want)
		})
	}
}
