package registeredrunner_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	runnerType = "gitlabrunner_registered_runner"
	tokenType  = "gitlabrunner_registration_token"
)

// legacy is an emulator that accepts registration tokens, and a project.
func legacy(t *testing.T, options ...gitlabsim.Option) (*acctest.GitLab, *gitlab.Project) {
	t.Helper()

	g := acctest.NewSim(t, options...)
	g.AllowRegistration(t, true)

	return g, g.Project(t, g.Group(t))
}

// with is the minimal configuration of a registered runner, with more attributes.
func with(token string, more acctest.Values) acctest.Values {
	config := acctest.Values{"registration_token": token}
	for name, value := range more {
		config[name] = value
	}

	return config
}

func TestProtoRegisteredRunner_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		want   tfdiag.ID
	}{
		"no token":                {acctest.Values{}, acctest.At("registration_token", tfdiag.RegistrationTokenMissing)},
		"empty token":             {with("", nil), acctest.At("registration_token", tfdiag.RegistrationTokenMissing)},
		"empty tokens":            {with("", acctest.Values{"registration_token_wo": "", "registration_token_wo_version": 1}), acctest.At("registration_token", tfdiag.RegistrationTokenMissing)},
		"two tokens":              {with("x", acctest.Values{"registration_token_wo": "y", "registration_token_wo_version": 1}), acctest.At("registration_token_wo", tfdiag.RegistrationTokensBoth)},
		"no version":              {acctest.Values{"registration_token_wo": "y"}, acctest.At("registration_token_wo_version", tfdiag.RegistrationVersionMissing)},
		"version alone":           {acctest.Values{"registration_token_wo_version": 1}, acctest.At("registration_token", tfdiag.RegistrationTokenMissing)},
		"version of the other":    {with("x", acctest.Values{"registration_token_wo_version": 1}), acctest.At("registration_token_wo_version", tfdiag.RegistrationVersionAlone)},
		"short timeout":           {with("x", acctest.Values{"maximum_timeout": 599}), acctest.At("maximum_timeout", tfdiag.NumberOutOfRange)},
		"long description":        {with("x", acctest.Values{"description": strings.Repeat("x", 1025)}), acctest.At("description", tfdiag.DescriptionTooLong)},
		"tagged only without tag": {with("x", acctest.Values{"run_untagged": false}), acctest.At("run_untagged", tfdiag.TagsMissing)},
		"malformed duration":      {with("x", acctest.Values{"drain_timeout": "soon"}), acctest.At("drain_timeout", tfdiag.DurationInvalid)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			refused := proto.Validate(runnerType, test.config)
			if acctest.Errors(refused) == "" {
				refused = proto.Plan(runnerType, nil, test.config).Diagnostics
			}

			acctest.Diagnosed(t, refused, test.want)
		})
	}
}

func TestProtoRegisteredRunner_unknownValues(t *testing.T) {
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
		"maximum_timeout", "maintenance_note", "store_token", "rotate_after", "rotate_before_expiry", "rotate_when_changed", "drain_timeout",
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

// The registration is one request. Only the type is read afterwards.
func TestProtoRegisteredRunner_basic(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	g.ClearJournal(t)

	state := proto.Create(runnerType, with(project.RunnersToken, nil))

	journal := g.Journal(t)
	acctest.Equal(t, "the journal", g.Requests(t), []string{"POST /runners", fmt.Sprintf("GET /runners/%d", state.ID(t))})
	acctest.Equal(t, "the user of the registration", journal[0].User, "")
	acctest.Equal(t, "runner_type", state.Get(t, "runner_type"), "project_type")
	acctest.Equal(t, "token_version", state.Get(t, "token_version"), fmt.Sprint(acctest.Start.Unix()))
	acctest.Equal(t, "token_issued_at", state.Get(t, "token_issued_at"), acctest.Start.Format(time.RFC3339))

	if token := state.Get(t, "token"); len(token) < 20 {
		t.Errorf("token is %d characters long", len(token))
	}
}

func TestProtoRegisteredRunner_runnerType(t *testing.T) {
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

// A token with the prefix of another kind is refused before any request.
func TestProtoRegisteredRunner_otherTokens(t *testing.T) {
	t.Parallel()

	g, _ := legacy(t)
	proto := g.Proto(t, nil)
	g.ClearJournal(t)

	for token, kind := range map[string]string{
		"glpat-0123456789": "an access token", "glrt-0123456789": "the authentication token of a runner", "glcbt-64_0123456789": "the job token of a pipeline",
	} {
		plan := proto.Plan(runnerType, nil, with(token, nil))
		acctest.Diagnosed(t, plan.Diagnostics, acctest.At("registration_token", tfdiag.NoRegistrationToken))
		acctest.Contains(t, acctest.Errors(plan.Diagnostics), kind)

		plan = proto.Plan(runnerType, nil, acctest.Values{"registration_token_wo": token, "registration_token_wo_version": 1})
		acctest.Diagnosed(t, plan.Diagnostics, acctest.At("registration_token_wo", tfdiag.NoRegistrationToken))
		acctest.Contains(t, acctest.Errors(plan.Diagnostics), kind)
	}

	acctest.Equal(t, "the requests", g.Journal(t), nil)
}

// A write-only registration token is in no plan, state or private state.
func TestProtoRegisteredRunner_writeOnlyToken(t *testing.T) {
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

// The registration token is used for the creation only.
func TestProtoRegisteredRunner_changedRegistrationToken(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(runnerType, with(project.RunnersToken, nil))
	g.ClearJournal(t)

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
		acctest.Equal(t, "what replaces", plan.Replaces, nil)

		after, diagnostics := proto.Apply(runnerType, plan)
		acctest.Equal(t, "errors", acctest.Errors(plan.Diagnostics)+acctest.Errors(diagnostics), "")
		acctest.Equal(t, "token", after.Get(t, "token"), state.Get(t, "token"))

		state = after
	}

	acctest.Equal(t, "the journal", g.Journal(t), nil)
}
