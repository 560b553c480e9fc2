package registeredrunner_test

import (
	"fmt"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoRegisteredRunner_storeToken(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)

	state := proto.Create(runnerType, with(project.RunnersToken, acctest.Values{"store_token": false}))
	acctest.Equal(t, "token with store_token = false", state.Get(t, "token"), "null")

	plan := proto.Plan(runnerType, &state, with(project.RunnersToken, nil))
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("store_token", tfdiag.TokenNotRestored))

	stored := proto.Create(runnerType, with(project.RunnersToken, nil))
	g.ClearJournal(t)

	after, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &stored, with(project.RunnersToken, acctest.Values{"store_token": false})))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "token when it is turned off", after.Get(t, "token"), "null")
	acctest.Equal(t, "token_version", after.Get(t, "token_version"), stored.Get(t, "token_version"))
	acctest.Equal(t, "the journal", g.Journal(t), nil)
}

// A token that is not stored can be handed on in the run that created it.
func TestProtoRegisteredRunner_handoff(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)

	config := func(month string) acctest.Values {
		return with(project.RunnersToken, acctest.Values{
			"store_token":         false,
			"rotate_when_changed": map[string]string{"month": month},
		})
	}

	handedOn := func(state acctest.State) string {
		values := state.Values(t)

		opened, diagnostics := proto.Open("gitlabrunner_authentication_token", acctest.Values{"runner_id": values["id"], "token_version": values["token_version"]})
		acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
		acctest.Equal(t, "available", opened.Get(t, "available"), "true")

		token := opened.Get(t, "token")
		if _, err := g.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &token}); err != nil {
			t.Errorf("GitLab refuses the token: %v", err)
		}

		return token
	}

	state := proto.Create(runnerType, config("1"))
	first := handedOn(state)

	rotated, diagnostics := proto.Apply(runnerType, proto.Plan(runnerType, &state, config("2")))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

	if second := handedOn(rotated); second == first {
		t.Error("the token is the same")
	}
}

// The token is rotated before it expires: a refresh notes that it is due, the next plan
// rotates it.
func TestProtoRegisteredRunner_rotation(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	g.ExpireTokens(t, 10*24*time.Hour)

	proto := g.Proto(t, nil)
	config := with(project.RunnersToken, acctest.Values{
		"rotate_before_expiry": "2d",
	})

	state := proto.Create(runnerType, config)
	acctest.Equal(t, "token_expires_at", state.Get(t, "token_expires_at"), acctest.Start.Add(10*24*time.Hour).Format(time.RFC3339))
	acctest.Equal(t, "rotate_at", state.Get(t, "rotate_at"), acctest.Start.Add(8*24*time.Hour).Format(time.RFC3339))

	g.FakeClock(t).Advance(8*24*time.Hour + time.Minute)

	read, diagnostics := proto.Read(runnerType, state)
	acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

	plan := proto.Plan(runnerType, &read, config)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_before_expiry", tfdiag.TokenExpiryNear))
	g.ClearJournal(t)

	rotated, diagnostics := proto.Apply(runnerType, plan)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", g.Writes(t), []string{fmt.Sprintf("POST /runners/%d/reset_authentication_token", state.ID(t))})

	if rotated.Get(t, "token") == state.Get(t, "token") {
		t.Error("the token is the same")
	}

	acctest.Equal(t, "runner_type", rotated.Get(t, "runner_type"), "project_type")
	acctest.Equal(t, "rotate_at", rotated.Get(t, "rotate_at"), acctest.Start.Add(16*24*time.Hour+time.Minute).Format(time.RFC3339))
}

func TestProtoRegisteredRunner_importID(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, id := range []string{"", "x", "0", "#42"} {
		_, diagnostics := proto.Import(runnerType, id)
		acctest.Diagnosed(t, diagnostics, tfdiag.ImportIDInvalid)
	}

	if state, diagnostics := proto.Import(runnerType, "4711"); !state.Gone() || acctest.Errors(diagnostics) != "" {
		t.Errorf("importing what is not there gives %v, %v", state, acctest.Errors(diagnostics))
	}
}

// A runner that was deleted is removed from the state, but not because of a wrong
// `base_url`.
func TestProtoRegisteredRunner_disappears(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(runnerType, with(project.RunnersToken, nil))

	g.Fault(t, acctest.Fault{Method: "GET", Path: "/api/v4/runners/*", Status: 404, Body: `{"error":"404 Not Found"}`})

	read, diagnostics := proto.Read(runnerType, state)
	acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(tfdiag.NoSuchEndpoint))
	acctest.Equal(t, "gone", read.Gone(), false)

	if _, err := g.API.Runners.RemoveRunner(state.ID(t)); err != nil {
		t.Fatal(err)
	}

	read, diagnostics = proto.Read(runnerType, state)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "gone", read.Gone(), true)
}

// The state is the same with every version, although the answers differ.
func TestProtoRegisteredRunner_everyVersion(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g, project := legacy(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := g.Proto(t, nil)

			full := acctest.Values{
				"description": "d", "paused": true, "locked": true, "run_untagged": false, "tag_list": []string{"b", "a"},
				"access_level": "ref_protected", "maximum_timeout": 600, "maintenance_note": "n",
			}

			if version == "16.0" {
				// Before 16.10 GitLab neither shows nor changes a note.
				delete(full, "maintenance_note")
			}

			bare, full := with(project.RunnersToken, nil), with(project.RunnersToken, full)

			for _, configs := range [][]acctest.Values{{bare, full, bare}, {full, bare, full}} {
				state := proto.Create(runnerType, configs[0])

				for _, config := range configs {
					plan := proto.Plan(runnerType, &state, config)
					applied, diagnostics := proto.Apply(runnerType, plan)
					acctest.Equal(t, "errors", acctest.Errors(plan.Diagnostics)+acctest.Errors(diagnostics), "")

					read, diagnostics := proto.Read(runnerType, applied)
					acctest.Equal(t, "errors of the read", acctest.Errors(diagnostics), "")

					if !read.Value.Equal(applied.Value) {
						t.Errorf("read back as %v, was %v", read.Value, applied.Value)
					}

					state = read
				}

				imported, diagnostics := proto.Import(runnerType, state.Get(t, "id"))
				acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

				without := configs[2]
				delete(without, "registration_token")

				if plan := proto.Plan(runnerType, &imported, without); !plan.Value.Equal(imported.Value) {
					t.Errorf("the plan after the import is not empty: %v, was %v", plan.Value, imported.Value)
				}

				without["registration_token"] = project.RunnersToken
			}
		})
	}
}
