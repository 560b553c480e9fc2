package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// rotating is a runner with windows and triggers; "" leaves one out.
func rotating(proto *acctest.Proto, after, beforeExpiry string, triggers map[string]string) acctest.Values {
	members := acctest.Values{}
	if after != "" {
		members["after"] = after
	}

	if beforeExpiry != "" {
		members["before_expiry"] = beforeExpiry
	}

	if triggers != nil {
		members["triggers"] = triggers
	}

	return instance(acctest.Values{"token_rotation": proto.Nested(typeName, "token_rotation", members)})
}

func TestProtoRotation_byAge(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	config := rotating(r.Proto, "30d", "", nil)
	r.State = r.Create(typeName, config)
	r.Forget(t)

	first := r.State
	acctest.Equal(t, "rotate_at", first.Get(t, "rotate_at"), acctest.Start.Add(30*24*time.Hour).Format(time.RFC3339))

	r.FakeClock(t).Advance(30*24*time.Hour - time.Minute)
	r.Settled(config)

	private := string(r.State.Private)

	r.FakeClock(t).Advance(time.Minute)

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "token_rotation: Token will be rotated", "it was created at 2030-01-02T03:04:05Z", "(after)")

	if string(r.State.Private) == private {
		t.Error("the refresh noted nothing")
	}

	noted := string(r.State.Private)

	// The plan is saved and applied a day later, and another refresh in between
	// finds nothing to note.
	r.FakeClock(t).Advance(24 * time.Hour)
	r.Refresh()
	acctest.Equal(t, "private state after another refresh", string(r.State.Private), noted)

	r.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", r.Writes(t), fmt.Sprintf("[POST /runners/%d/reset_authentication_token]", r.State.ID(t)))
	acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), acctest.Start.Add(31*24*time.Hour).Unix())
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(61*24*time.Hour).Format(time.RFC3339))
	acctest.Equal(t, "the id", r.State.Get(t, "id"), first.Get(t, "id"))

	if r.State.Get(t, "token") == first.Get(t, "token") {
		t.Error("the token is the old one")
	}

	r.Settled(config)
}

func TestProtoRotation_beforeExpiry(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.ExpireTokens(t, 100*time.Hour)

	config := rotating(r.Proto, "", "10h", nil)
	r.State = r.Create(typeName, config)
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(90*time.Hour).Format(time.RFC3339))

	// A longer life on the server counts from the next token on.
	r.ExpireTokens(t, 200*time.Hour)
	r.Forget(t)
	r.FakeClock(t).Advance(90 * time.Hour)

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "it expires at", "(before_expiry)")

	r.ApplyPlan(plan, config)
	acctest.Equal(t, "the resets", len(r.Writes(t)), 1)
	acctest.Equal(t, "token_expires_at", r.State.Get(t, "token_expires_at"), acctest.Start.Add(290*time.Hour).Format(time.RFC3339))
	r.Settled(config)

	// Nobody planned for long, and the token expired: it is rotated by id.
	r.FakeClock(t).Advance(1000 * time.Hour)

	plan, rotates = r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "it expired at")
	r.ApplyPlan(plan, config)
	r.Settled(config)
}

// A window as long as the token's life must not rotate at every apply.
func TestProtoRotation_windowLongerThanTheLife(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.ExpireTokens(t, 100*time.Hour)

	config := rotating(r.Proto, "", "720h", nil)
	plan := r.Plan(typeName, nil, config)

	state, diagnostics := r.Apply(typeName, plan)
	acctest.Contains(t, acctest.Warnings(diagnostics), "token_rotation.before_expiry: Window longer than the token's lifetime", "Half of that lifetime")

	r.State = state
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(50*time.Hour).Format(time.RFC3339))
	r.Settled(config)
	r.Settled(config)

	r.FakeClock(t).Advance(50 * time.Hour)

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	r.ApplyPlan(plan, config)
	r.Settled(config)
}

func TestProtoRotation_triggers(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	bare := instance(nil)
	r.State = r.Create(typeName, bare)
	r.Forget(t)

	first := r.State.Get(t, "token")

	for _, step := range []struct {
		name    string
		config  acctest.Values
		rotates bool
	}{
		{"the block is new", rotating(r.Proto, "720h", "", nil), false},
		{"the first triggers", rotating(r.Proto, "720h", "", map[string]string{"leak": "1"}), false},
		{"another value", rotating(r.Proto, "720h", "", map[string]string{"leak": "2"}), true},
		{"another name", rotating(r.Proto, "720h", "", map[string]string{"leak": "2", "store": "a"}), true},
		{"a name less", rotating(r.Proto, "720h", "", map[string]string{"store": "a"}), true},
		{"no triggers any more", rotating(r.Proto, "720h", "", nil), false},
		{"no block any more", bare, false},
		{"triggers again", rotating(r.Proto, "", "", map[string]string{"leak": "9"}), false},
	} {
		r.FakeClock(t).Advance(time.Hour)
		r.Forget(t)

		before := r.State.Get(t, "token_version")

		plan, rotates := r.NextPlan(step.config)
		acctest.Equal(t, "rotates: "+step.name, rotates, step.rotates)
		r.ApplyPlan(plan, step.config)
		acctest.Equal(t, "minted: "+step.name, len(r.Writes(t)) == 1 && r.State.Get(t, "token_version") != before, step.rotates)
		r.Settled(step.config)
	}

	if r.State.Get(t, "token") == first {
		t.Error("the token is the first one")
	}

	acctest.Contains(t, acctest.Warnings(r.Plan(typeName, &r.State, rotating(r.Proto, "", "", map[string]string{"leak": "10", "x": "1"})).Diagnostics),
		"of a change of its triggers: leak, x")
}

// Two rotations within a second still make the version grow.
func TestProtoRotation_versionAlwaysGrows(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.State = r.Create(typeName, rotating(r.Proto, "", "", map[string]string{"n": "0"}))

	for n := range 3 {
		config := rotating(r.Proto, "", "", map[string]string{"n": fmt.Sprint(n + 1)})
		plan, _ := r.NextPlan(config)
		r.ApplyPlan(plan, config)
		acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), acctest.Start.Unix()+int64(n)+1)
	}
}

// Another window is recorded first, and counts from the plan after that.
func TestProtoRotation_changedWindows(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	long, short := rotating(r.Proto, "1000h", "", nil), rotating(r.Proto, "10h", "", nil)
	r.State = r.Create(typeName, long)
	r.Forget(t)
	r.FakeClock(t).Advance(20 * time.Hour)

	plan, rotates := r.NextPlan(short)
	acctest.Equal(t, "rotates with the plan that shortens the window", rotates, false)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "token_rotation: Rotation window changed", "the plan after it rotates the token")
	r.ApplyPlan(plan, short)
	acctest.Equal(t, "the resets", len(r.Writes(t)), 0)

	_, rotates = r.NextPlan(short)
	acctest.Equal(t, "rotates with the plan after it", rotates, true)

	// It is due, and noted as such; a longer window takes that back.
	plan, rotates = r.NextPlan(long)
	acctest.Equal(t, "rotates with a longer window", rotates, false)
	r.ApplyPlan(plan, long)
	r.Settled(long)
	acctest.Equal(t, "the resets", len(r.Writes(t)), 0)
}

// The due time passes between plan and apply, while something else changes:
// the apply does what the plan said.
func TestProtoRotation_dueBetweenPlanAndApply(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	config := rotating(r.Proto, "10h", "", nil)
	r.State = r.Create(typeName, config)
	r.Forget(t)

	changed := rotating(r.Proto, "10h", "", nil)
	changed["paused"] = true

	r.FakeClock(t).Advance(10*time.Hour - time.Second)

	plan, rotates := r.NextPlan(changed)
	acctest.Equal(t, "rotates", rotates, false)
	r.FakeClock(t).Advance(time.Hour)
	r.ApplyPlan(plan, changed)
	acctest.Equal(t, "the writes", r.Writes(t), fmt.Sprintf("[PUT /runners/%d]", r.State.ID(t)))

	_, rotates = r.NextPlan(changed)
	acctest.Equal(t, "rotates with the next plan", rotates, true)
}

// Whether a token is due is by GitLab's clock: ours may be days away, on either
// side.
func TestProtoRotation_byTheServersClock(t *testing.T) {
	t.Parallel()

	for name, ours := range map[string]time.Time{
		"ours is ahead":  acctest.Start.Add(1000 * time.Hour),
		"ours is behind": acctest.Start.Add(-1000 * time.Hour),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			r := acctest.NewSim(t).Manage(t, typeName)
			away := *r.GitLab
			away.Clock = clock.NewFake(ours)
			r.Proto = away.Proto(t, nil)

			config := rotating(r.Proto, "10h", "", nil)
			r.State = r.Create(typeName, config)
			acctest.Equal(t, "token_issued_at", r.State.Get(t, "token_issued_at"), acctest.Start.Format(time.RFC3339))

			r.AdvanceServer(t, 9*time.Hour)
			r.Settled(config)
			r.AdvanceServer(t, time.Hour)

			plan, rotates := r.NextPlan(config)
			acctest.Equal(t, "rotates", rotates, true)
			r.ApplyPlan(plan, config)
			acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), acctest.Start.Add(10*time.Hour).Unix())
			acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(20*time.Hour).Format(time.RFC3339))
			r.Settled(config)
		})
	}
}

// An import knows no moment to count from, and mints nothing.
func TestProtoRotation_imported(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	made := r.Create(typeName, instance(nil))
	r.Forget(t)

	state, diagnostics := r.Import(typeName, made.Get(t, "id"))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

	r.State = state
	config := rotating(r.Proto, "10h", "5h", map[string]string{"leak": "1"})

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates after an import", rotates, false)
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "token_rotation.after: The token's age is not known")
	r.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", r.Writes(t), "[]")
	acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), "0")

	r.FakeClock(t).Advance(1000 * time.Hour)
	r.Settled(config)

	config = rotating(r.Proto, "10h", "5h", map[string]string{"leak": "2"})
	plan, _ = r.NextPlan(config)
	r.ApplyPlan(plan, config)
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(1010*time.Hour).Format(time.RFC3339))
}

// Settings come first and the token last; what fails is due again.
func TestProtoRotation_interrupted(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"the settings fail":      {Method: "PUT", Path: "/api/v4/runners/*", Status: 403, Body: `{"message":"403 Forbidden"}`},
		"the reset fails":        {Method: "POST", Path: "/api/v4/runners/*", Status: 403, Body: `{"message":"403 Forbidden"}`},
		"the reset is not heard": {Method: "POST", Path: "/api/v4/runners/*", Times: 10, Status: 502, After: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			r := acctest.NewSim(t).Manage(t, typeName)
			r.State = r.Create(typeName, rotating(r.Proto, "", "", map[string]string{"n": "1"}))
			first := r.State

			config := rotating(r.Proto, "", "", map[string]string{"n": "2"})
			config["paused"] = true

			plan, _ := r.NextPlan(config)
			r.Fault(t, fault)

			state, diagnostics := r.Apply(typeName, plan)
			if acctest.Errors(diagnostics) == "" {
				t.Fatal("there is no error")
			}

			if fault.After {
				acctest.Contains(t, acctest.Errors(diagnostics), "refused by now", "the next apply creates another token")
			}

			acctest.Equal(t, "the token in state", state.Get(t, "token"), first.Get(t, "token"))
			acctest.Equal(t, "paused in state", state.Get(t, "paused"), name != "the settings fail")

			r.NoFaults(t)
			r.State = state

			plan, rotates := r.NextPlan(config)
			acctest.Equal(t, "rotates with the next plan", rotates, true)
			r.ApplyPlan(plan, config)
			r.Settled(config)
		})
	}
}

// An answer that got lost once is asked for again, and the token that counts is
// the one that was heard of.
func TestProtoRotation_lostAnswerIsRepeated(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.State = r.Create(typeName, rotating(r.Proto, "", "", map[string]string{"n": "1"}))
	config := rotating(r.Proto, "", "", map[string]string{"n": "2"})
	plan, _ := r.NextPlan(config)

	r.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/runners/*", Drop: "after"})
	r.ApplyPlan(plan, config)

	if _, err := r.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: gitlab.Ptr(r.State.Get(t, "token"))}); err != nil {
		t.Errorf("GitLab refuses the token in state: %v", err)
	}
}

func TestProtoRotation_warnsOfSharedTokens(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.State = r.Create(typeName, rotating(r.Proto, "", "", map[string]string{"n": "1"}))

	for _, system := range []string{"s_1", "s_2"} {
		r.Manager(t, map[string]any{"runner_id": r.State.ID(t), "system_id": system, "contacted_at": acctest.Start})
	}

	plan, _ := r.NextPlan(rotating(r.Proto, "", "", map[string]string{"n": "2"}))
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "Several machines share the token", "s_1, s_2", "switch one of the two off")
}

func TestProtoRotation_badInputAndUnknownValues(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)

	for attribute, config := range map[string]acctest.Values{
		"token_rotation.after":         rotating(r.Proto, "soon", "", nil),
		"token_rotation.before_expiry": rotating(r.Proto, "", "-1h", nil),
		"token_rotation.triggers":      rotating(r.Proto, "", "", map[string]string{}),
	} {
		acctest.Contains(t, acctest.Errors(r.Validate(typeName, config)), attribute+": ")
	}

	r.State = r.Create(typeName, rotating(r.Proto, "10h", "", map[string]string{"n": "1"}))

	for name, members := range map[string]any{
		"the block":   acctest.Unknown,
		"the window":  r.Nested(typeName, "token_rotation", acctest.Values{"after": acctest.Unknown}),
		"the trigger": r.Nested(typeName, "token_rotation", acctest.Values{"triggers": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"n": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)})}),
	} {
		config := instance(acctest.Values{"token_rotation": members})
		if text := acctest.Errors(r.Validate(typeName, config)) + acctest.Errors(r.Plan(typeName, &r.State, config).Diagnostics); text != "" {
			t.Errorf("%s unknown: %s", name, text)
		}
	}
}
