package registeredrunner_test

import (
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// GitLab says little when it refuses, and the same on every version.
func TestProtoRegisteredRunner_refusalsLeadToTheNewFlow(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := g.Proto(t, nil)

			refused := func(token string, wants ...string) {
				t.Helper()

				_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, nil, with(token, nil)))
				text := acctest.Errors(diagnostics)

				acctest.Contains(t, text, append(wants, "Unable to register runner", "GitLab 20.0", "gitlabrunner_runner", "POST /user/runners",
					`"instance_type"`, "group_id", "project_id", "`create_runner`", g.URL+"/api/v4/runners")...)

				if strings.Contains(text, token) {
					t.Errorf("the registration token is in the error:\n%s", text)
				}
			}

			refused("GR1348941unknown-unknown", "403 Forbidden - invalid token supplied", "GitLab does not know this registration token")

			if _, _, err := g.API.Settings.UpdateSettings(&gitlab.UpdateSettingsOptions{ValidRunnerRegistrars: &[]string{"group"}}); err != nil {
				t.Fatal(err)
			}

			refused(project.RunnersToken, "403 Forbidden - invalid token supplied", "valid_runner_registrars")

			g.AllowRegistration(t, false)
			refused(project.RunnersToken, "410 Gone - runner registration disallowed", "switched off", "allow_runner_registration_token")
		})
	}
}

func TestProtoRegisteredRunner_otherRefusals(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		fault acctest.Fault
		wants []string
	}{
		"no such address any more": {acctest.Fault{Status: 404, Body: `{"error":"404 Not Found"}`}, []string{"20.0 or newer", "gitlabrunner_runner", "Check `base_url`"}},
		"a proxy":                  {acctest.Fault{Status: 403, Body: `<html><title>No entry</title></html>`}, []string{`an HTML page titled "No entry"`, "not GitLab's API"}},
		"complaints": {
			acctest.Fault{Status: 400, Body: `{"message":{"tags_list":["is not to our liking"],"maximum_timeout":["needs to be at least 10 minutes"]}}`},
			[]string{"tag_list: Unable to register runner", "is not to our liking", "maximum_timeout: Unable to register runner"},
		},
		"plan limit": {
			acctest.Fault{Status: 400, Body: `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (3) exceeded"]}}`},
			[]string{"Unable to register runner", "Maximum number of ci registered project runners (3) exceeded"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t)
			proto := g.Proto(t, nil)
			test.fault.Method, test.fault.Path = "POST", "/api/v4/runners"
			g.Fault(t, test.fault)

			_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, nil, with(project.RunnersToken, nil)))
			acctest.Contains(t, acctest.Errors(diagnostics), test.wants...)
		})
	}
}

// GitLab may have made the runner before its answer got lost: a second request
// would make a second one.
func TestProtoRegisteredRunner_lostCreateIsNotRepeated(t *testing.T) {
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

			acctest.Contains(t, acctest.Errors(diagnostics), "Unable to register runner", "not sent again", `the description "lost one"`, "terraform import")
			acctest.Equal(t, "the journal", g.Writes(t), []string{"POST /runners"})
		})
	}
}

// A type that cannot be read is no reason to lose the runner and its token.
func TestProtoRegisteredRunner_unreadableTypeIsAWarning(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	_, stranger := g.User(t, "api")

	for name, test := range map[string]struct {
		proto *acctest.Proto
		fault acctest.Fault
		says  string
	}{
		"no access token": {g.Anonymous().Proto(t, nil), acctest.Fault{Path: "/never", Status: 500}, "Set `token` in the provider block"},
		"no role":         {g.Proto(t, acctest.Values{"token": stranger}), acctest.Fault{Path: "/never", Status: 500}, "Reading a runner needs"},
		"server error":    {g.Proto(t, acctest.Values{"retries": 0}), acctest.Fault{Method: "GET", Path: "/api/v4/runners/*", Status: 500}, "500 Internal Server Error"},
	} {
		test.fault.Times = 1
		g.Fault(t, test.fault)

		state, diagnostics := test.proto.Apply(runnerType, test.proto.Plan(runnerType, nil, with(project.RunnersToken, nil)))

		acctest.Equal(t, "errors with "+name, acctest.Errors(diagnostics), "")
		acctest.Contains(t, acctest.Warnings(diagnostics), "Unable to read the type of runner", "runner_type is null until a refresh", test.says)
		acctest.Equal(t, "runner_type with "+name, state.Get(t, "runner_type"), "null")

		if len(state.Get(t, "token")) < 20 {
			t.Errorf("the token is lost with %s", name)
		}

		// An apply without a refresh before it leaves the type alone.
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
