package registeredrunner_test

import (
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Every version of GitLab refuses in the same way.
func TestProtoRegisteredRunner_refused(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := g.Proto(t, nil)

			refused := func(token string, want tfdiag.Cause) {
				t.Helper()

				_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, nil, with(token, nil)))
				acctest.Diagnosed(t, diagnostics, tfdiag.RegisterRunner.Because(want))

				if text := acctest.Errors(diagnostics); strings.Contains(text, token) {
					t.Errorf("the registration token is in the error:\n%s", text)
				}
			}

			refused("GR1348941unknown-unknown", tfdiag.RegistrationTokenRefused)

			if _, _, err := g.API.Settings.UpdateSettings(&gitlab.UpdateSettingsOptions{ValidRunnerRegistrars: &[]string{"group"}}); err != nil {
				t.Fatal(err)
			}

			refused(project.RunnersToken, tfdiag.RegistrationTokenRefused)

			g.AllowRegistration(t, false)
			refused(project.RunnersToken, tfdiag.RegistrationDisabled)
		})
	}
}

func TestProtoRegisteredRunner_otherRefusals(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		fault acctest.Fault
		wants []tfdiag.ID
	}{
		"unknown endpoint": {acctest.Fault{Status: 404, Body: `{"error":"404 Not Found"}`}, []tfdiag.ID{tfdiag.RegisterRunner.Because(tfdiag.RegistrationRemoved)}},
		"a proxy":          {acctest.Fault{Status: 403, Body: `<html><title>No entry</title></html>`}, []tfdiag.ID{tfdiag.RegisterRunner.Because(tfdiag.ForeignAnswer)}},
		"complaints": {
			acctest.Fault{Status: 400, Body: `{"message":{"tags_list":["is too long"],"maximum_timeout":["needs to be at least 10 minutes"]}}`},
			[]tfdiag.ID{acctest.At("tag_list", tfdiag.RegisterRunner.Because(tfdiag.InvalidValue)), acctest.At("maximum_timeout", tfdiag.RegisterRunner.Because(tfdiag.InvalidValue))},
		},
		"plan limit": {
			acctest.Fault{Status: 400, Body: `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (3) exceeded"]}}`},
			[]tfdiag.ID{tfdiag.RegisterRunner.Because(tfdiag.RunnerLimit)},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t)
			proto := g.Proto(t, nil)
			test.fault.Method, test.fault.Path = "POST", "/api/v4/runners"
			g.Fault(t, test.fault)

			_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, nil, with(project.RunnersToken, nil)))
			acctest.Diagnosed(t, diagnostics, test.wants...)
		})
	}
}

// A registration whose answer is lost is not repeated, because GitLab may have created
// the runner.
func TestProtoRegisteredRunner_createLost(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"502 after it was made":  {Status: 502, After: true},
		"dropped after":          {Drop: "after"},
		"dropped before":         {Drop: "before"},
		"500 without making one": {Status: 500},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t)
			proto := g.Proto(t, nil)
			g.ClearJournal(t)

			fault.Method, fault.Path = "POST", "/api/v4/runners"
			g.Fault(t, fault)

			_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, nil, with(project.RunnersToken, acctest.Values{"description": "lost one"})))

			acctest.Diagnosed(t, diagnostics, tfdiag.RegisterRunner.Because(tfdiag.Lost))
			acctest.Contains(t, acctest.Errors(diagnostics), `"lost one"`)
			acctest.Equal(t, "the journal", g.Writes(t), []string{"POST /runners"})
		})
	}
}

// If the type cannot be read, the state still has the runner and its token.
func TestProtoRegisteredRunner_unreadableType(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	_, withoutRole := g.User(t, "api")

	for name, test := range map[string]struct {
		proto *acctest.Proto
		fault acctest.Fault
	}{
		"no access token": {g.WithToken("").Proto(t, nil), acctest.Fault{Path: "/never", Status: 500}},
		"no role":         {g.Proto(t, acctest.Values{"token": withoutRole}), acctest.Fault{Path: "/never", Status: 500}},
		"server error":    {g.Proto(t, acctest.Values{"retries": 0}), acctest.Fault{Method: "GET", Path: "/api/v4/runners/*", Status: 500}},
	} {
		test.fault.Times = 1
		g.Fault(t, test.fault)

		state, diagnostics := test.proto.Apply(runnerType, test.proto.Plan(runnerType, nil, with(project.RunnersToken, nil)))

		acctest.Diagnosed(t, diagnostics, tfdiag.RegisteredTypeUnread)
		acctest.Equal(t, "runner_type with "+name, state.Get(t, "runner_type"), "null")

		if len(state.Get(t, "token")) < 20 {
			t.Errorf("the token is lost with %s", name)
		}

		// An apply without a refresh does not change the type.
		proto := g.Proto(t, nil)
		changed, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &state, with(project.RunnersToken, acctest.Values{"paused": true})))
		acctest.Equal(t, "errors of the update", acctest.Errors(diagnostics), "")
		acctest.Equal(t, "runner_type after the update", changed.Get(t, "runner_type"), "null")

		read, diagnostics := proto.Read(runnerType, changed)
		acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")
		acctest.Equal(t, "runner_type after a refresh", read.Get(t, "runner_type"), "project_type")
		acctest.Equal(t, "token after a refresh", read.Get(t, "token"), state.Get(t, "token"))
	}
}
