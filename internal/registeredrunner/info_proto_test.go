package registeredrunner_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// info is an object with some of its members.
func info(members acctest.Values) acctest.Values { return acctest.Values{"info": members} }

// GitLab stores the name in `info`. Another `info` registers another runner.
func TestProtoRegisteredRunner_info(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := g.Proto(t, nil)
			config := with(project.RunnersToken, info(acctest.Values{"name": "builder", "version": "17.0.0", "platform": "linux"}))
			state := proto.Create(runnerType, config)

			runner, _, err := g.API.Runners.GetRunnerDetails(state.ID(t))
			if err != nil {
				t.Fatal(err)
			}

			acctest.Equal(t, "the name in GitLab", runner.Name, "builder")

			plan := proto.Plan(runnerType, &state, config)
			acctest.Equal(t, "the next plan is empty", plan.Value.Equal(state.Value), true)

			for _, change := range []acctest.Values{info(acctest.Values{"name": "other"}), nil} {
				plan = proto.Plan(runnerType, &state, with(project.RunnersToken, change))
				acctest.Equal(t, "what replaces the runner", fmt.Sprint(plan.Replaces), `[AttributeName("info")]`)
			}
		})
	}
}

func TestProtoRegisteredRunner_infoInvalid(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	acctest.Diagnosed(t, proto.Validate(runnerType, with("x", info(acctest.Values{}))), acctest.At("info", tfdiag.InfoEmpty))
	acctest.Equal(t, "errors of an unknown member", acctest.Errors(proto.Validate(runnerType, with("x", acctest.Values{"info": acctest.Unknown}))), "")

	for want, value := range map[tfdiag.ID]string{tfdiag.TextEmpty: "", tfdiag.ValueMalformed: "a\x00", tfdiag.TextTooLong: strings.Repeat("x", 257)} {
		t.Run(string(want), func(t *testing.T) {
			t.Parallel()

			acctest.Diagnosed(t, proto.Validate(runnerType, with("x", info(acctest.Values{"name": value}))), acctest.At("info.name", want))
		})
	}
}

// No answer of GitLab has the info of an imported runner, so the first one is only
// stored.
func TestProtoRegisteredRunner_infoAfterImport(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	config := with(project.RunnersToken, info(acctest.Values{"name": "builder"}))
	made := proto.Create(runnerType, config)

	state, diagnostics := proto.Import(runnerType, fmt.Sprint(made.ID(t)))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

	plan := proto.Plan(runnerType, &state, config)
	acctest.Equal(t, "what replaces the runner", fmt.Sprint(plan.Replaces), "[]")
	g.ClearJournal(t)

	state, diagnostics = proto.Apply(runnerType, plan)
	acctest.Equal(t, "errors of the apply", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", g.Writes(t), nil)

	plan = proto.Plan(runnerType, &state, with(project.RunnersToken, info(acctest.Values{"name": "other"})))
	acctest.Equal(t, "what replaces the runner now", fmt.Sprint(plan.Replaces), `[AttributeName("info")]`)
}
