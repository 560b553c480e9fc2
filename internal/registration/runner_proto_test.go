package registration_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

const (
	runnerType = "gitlabrunner_registered_runner"
	tokenType  = "gitlabrunner_registration_token"
)

// legacy is an emulator that takes registration tokens, with a project and its
// token.
func legacy(t *testing.T, options ...gitlabsim.Option) (*acctest.GitLab, *gitlab.Project) {
	t.Helper()

	g := acctest.NewSim(t, options...)
	g.AllowRegistration(t, true)

	return g, g.Project(t, g.Group(t))
}

// with is the least that a registered runner needs, and more.
func with(token string, more acctest.Values) acctest.Values {
	config := acctest.Values{"registration_token": token}
	for name, value := range more {
		config[name] = value
	}

	return config
}

func TestProtoRegisteredRunner_badInputIsRefusedOnItsAttribute(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		wants  []string
	}{
		"no token":                {acctest.Values{}, []string{"registration_token: Missing registration token", "registration_token_wo_version"}},
		"empty token":             {with("", nil), []string{"registration_token: Missing registration token"}},
		"empty tokens":            {with("", acctest.Values{"registration_token_wo": "", "registration_token_wo_version": 1}), []string{"registration_token: Missing"}},
		"two tokens":              {with("x", acctest.Values{"registration_token_wo": "y", "registration_token_wo_version": 1}), []string{"registration_token_wo: Two registration tokens"}},
		"no version":              {acctest.Values{"registration_token_wo": "y"}, []string{"registration_token_wo_version: Missing"}},
		"version alone":           {acctest.Values{"registration_token_wo_version": 1}, []string{"registration_token: Missing"}},
		"version of the other":    {with("x", acctest.Values{"registration_token_wo_version": 1}), []string{"registration_token_wo_version: Unexpected registration_token_wo_version"}},
		"short timeout":           {with("x", acctest.Values{"maximum_timeout": 599}), []string{"maximum_timeout: ", "at least 600"}},
		"long description":        {with("x", acctest.Values{"description": strings.Repeat("x", 1025)}), []string{"description: Description too long"}},
		"tagged only without tag": {with("x", acctest.Values{"run_untagged": false}), []string{"run_untagged: ", "Add a tag to tag_list"}},
		"malformed duration":      {with("x", acctest.Values{"drain_timeout": "soon"}), []string{"drain_timeout: Invalid duration"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			text := acctest.Errors(proto.Validate(runnerType, test.config))
			if text == "" {
				text = acctest.Errors(proto.Plan(runnerType, nil, test.config).Diagnostics)
			}

			acctest.Contains(t, text, test.wants...)
		})
	}
}

func TestProtoRegisteredRunner_unknownValuesNeverFailAPlan(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	configs := []acctest.Values{
		{"registration_token": acctest.Unknown},
		{"registration_token_wo": acctest.Unknown},
		{"registration_token": acctest.Unknown, "registration_token_wo": "y", "registration_token_wo_version": acctest.Unknown},
		{"registration_token": "x", "registration_token_wo": acctest.Unknown},
	}
	for _, attribute := range []string{
		"description", "paused", "locked", "run_untagged", "tag_list", "access_level",
		"maximum_timeout", "maintenance_note", "store_token", "token_rotation", "drain_timeout",
	} {
		configs = append(configs, with("x", acctest.Values{attribute: acctest.Unknown}))
	}

	for _, config := range configs {
		text := acctest.Errors(proto.Validate(runnerType, config)) + acctest.Errors(proto.Plan(runnerType, nil, config).Diagnostics)
		if text != "" {
			t.Errorf("%v: %s", config, text)
		}
	}
}

// The registration pays for itself; only the type has to be read afterwards.
func TestProtoRegisteredRunner_createAndItsRequests(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	g.Forget(t)

	state := proto.Create(runnerType, with(project.RunnersToken, nil))

	journal := g.Journal(t)
	acctest.Equal(t, "the journal", journal, fmt.Sprintf("[POST /runners GET /runners/%d]", state.ID(t)))
	acctest.Equal(t, "the user who registers", journal[0].User, "")
	acctest.Equal(t, "runner_type", state.Get(t, "runner_type"), "project_type")
	acctest.Equal(t, "token_version", state.Get(t, "token_version"), acctest.Start.Unix())
	acctest.Equal(t, "token_issued_at", state.Get(t, "token_issued_at"), acctest.Start.Format(time.RFC3339))

	if token := state.Get(t, "token"); len(token) < 20 {
		t.Errorf("token is %d characters long", len(token))
	}
}

func TestProtoRegisteredRunner_tokenDecidesTheType(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)

	instance, _, err := g.API.Runners.ResetInstanceRunnerRegistrationToken() //nolint:staticcheck // What GitLab still has is tested.
	if err != nil {
		t.Fatal(err)
	}

	for token, want := range map[string]string{
		*instance.Token: "instance_type", g.Group(t).RunnersToken: "group_type", project.RunnersToken: "project_type",
	} {
		acctest.Equal(t, "runner_type", proto.Create(runnerType, with(token, nil)).Get(t, "runner_type"), want)
	}
}

// A write-only registration token is in nothing that Terraform keeps.
func TestProtoRegisteredRunner_writeOnlyTokenIsKeptNowhere(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	token := project.RunnersToken
	config := acctest.Values{"registration_token_wo": token, "registration_token_wo_version": 1}

	plan := proto.Plan(runnerType, nil, config)
	state, diagnostics := proto.Apply(runnerType, plan)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

	if kept := plan.Value.String() + string(plan.Private) + state.Value.String() + string(state.Private); strings.Contains(kept, token) {
		t.Error("the registration token was kept")
	}

	acctest.Equal(t, "registration_token", state.Get(t, "registration_token"), "null")
	acctest.Equal(t, "registration_token_wo", state.Get(t, "registration_token_wo"), "null")
}

// What became of the registration token after the creation is none of the
// runner's business.
func TestProtoRegisteredRunner_anotherRegistrationTokenIsOnlyRecorded(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(runnerType, with(project.RunnersToken, nil))
	g.Forget(t)

	for _, config := range []acctest.Values{
		with("another", nil),
		{},
		{"registration_token_wo": "write-only", "registration_token_wo_version": 1},
		{"registration_token_wo": "write-only", "registration_token_wo_version": 2},
		{"registration_token_wo_version": 2},
		with("", nil),
	} {
		acctest.Equal(t, "errors of the check", acctest.Errors(proto.Validate(runnerType, config)), "")

		plan := proto.Plan(runnerType, &state, config)
		acctest.Equal(t, "what replaces", plan.Replaces, "[]")

		after, diagnostics := proto.Apply(runnerType, plan)
		acctest.Equal(t, "errors", acctest.Errors(plan.Diagnostics)+acctest.Errors(diagnostics), "")
		acctest.Equal(t, "token", after.Get(t, "token"), state.Get(t, "token"))

		state = after
	}

	acctest.Equal(t, "the journal", g.Journal(t), "[]")
}

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
			g.Forget(t)

			fault.Method, fault.Path = "POST", "/api/v4/runners"
			g.Fault(t, fault)

			_, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, nil, with(project.RunnersToken, acctest.Values{"description": "lost one"})))

			acctest.Contains(t, acctest.Errors(diagnostics), "Unable to register runner", "not sent again", `the description "lost one"`, "terraform import")
			acctest.Equal(t, "the journal", g.Writes(t), "[POST /runners]")
		})
	}
}

// A type that cannot be read is no reason to lose the runner and its token.
func TestProtoRegisteredRunner_unreadableTypeIsAWarning(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	_, stranger := g.User(t, "api")

	nobody := *g
	nobody.Token = ""

	for name, test := range map[string]struct {
		proto *acctest.Proto
		fault acctest.Fault
		says  string
	}{
		"no access token": {nobody.Proto(t, nil), acctest.Fault{Path: "/never", Status: 500}, "Set `token` in the provider block"},
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
