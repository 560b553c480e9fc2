package runner_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// rotating is a runner with a rotation; "" leaves an attribute out.
func rotating(after, beforeExpiry string, changed map[string]string) acctest.Values {
	members := acctest.Values{}
	if after != "" {
		members["rotate_after"] = after
	}

	if beforeExpiry != "" {
		members["rotate_before_expiry"] = beforeExpiry
	}

	if changed != nil {
		members["rotate_when_changed"] = changed
	}

	return instance(members)
}

func TestProtoRotation_byAge(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	config := rotating("30d", "", nil)
	r.State = r.Create(typeName, config)
	r.ClearJournal(t)

	first := r.State
	acctest.Equal(t, "rotate_at", first.Get(t, "rotate_at"), acctest.Start.Add(30*24*time.Hour).Format(time.RFC3339))

	r.FakeClock(t).Advance(30*24*time.Hour - time.Minute)
	r.CheckEmptyPlan(config)

	private := string(r.State.Private)

	r.FakeClock(t).Advance(time.Minute)

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_after", tfdiag.TokenAgeReached))
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "2030-01-02T03:04:05Z")

	if string(r.State.Private) == private {
		t.Error("the refresh noted nothing")
	}

	noted := string(r.State.Private)

	// The plan is saved and applied a day later, and another refresh before the apply notes
	// nothing.
	r.FakeClock(t).Advance(24 * time.Hour)
	r.Refresh()
	acctest.Equal(t, "private state after another refresh", string(r.State.Private), noted)

	r.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", r.Writes(t), []string{fmt.Sprintf("POST /runners/%d/reset_authentication_token", r.State.ID(t))})
	acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), fmt.Sprint(acctest.Start.Add(31*24*time.Hour).Unix()))
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(61*24*time.Hour).Format(time.RFC3339))
	acctest.Equal(t, "the id", r.State.Get(t, "id"), first.Get(t, "id"))

	if r.State.Get(t, "token") == first.Get(t, "token") {
		t.Error("the token is the old one")
	}

	r.CheckEmptyPlan(config)
}

func TestProtoRotation_beforeExpiry(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.ExpireTokens(t, 100*time.Hour)

	config := rotating("", "10h", nil)
	r.State = r.Create(typeName, config)
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(90*time.Hour).Format(time.RFC3339))

	// A longer lifetime in GitLab applies to the next token.
	r.ExpireTokens(t, 200*time.Hour)
	r.ClearJournal(t)
	r.FakeClock(t).Advance(90 * time.Hour)

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_before_expiry", tfdiag.TokenExpiryNear))

	r.ApplyPlan(plan, config)
	acctest.Equal(t, "the resets", len(r.Writes(t)), 1)
	acctest.Equal(t, "token_expires_at", r.State.Get(t, "token_expires_at"), acctest.Start.Add(290*time.Hour).Format(time.RFC3339))
	r.CheckEmptyPlan(config)

	// A token that has expired is rotated by the ID of the runner.
	r.FakeClock(t).Advance(1000 * time.Hour)

	plan, rotates = r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_before_expiry", tfdiag.TokenExpiredDue))
	r.ApplyPlan(plan, config)
	r.CheckEmptyPlan(config)
}

// A window as long as the lifetime of the token does not rotate it with every apply.
func TestProtoRotation_windowLongerThanLifetime(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.ExpireTokens(t, 100*time.Hour)

	config := rotating("", "720h", nil)
	plan := r.Plan(typeName, nil, config)

	state, diagnostics := r.Apply(typeName, plan)
	acctest.Diagnosed(t, diagnostics, acctest.At("rotate_before_expiry", tfdiag.RotationWindowTooLong))

	r.State = state
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(50*time.Hour).Format(time.RFC3339))
	r.CheckEmptyPlan(config)
	r.CheckEmptyPlan(config)

	r.FakeClock(t).Advance(50 * time.Hour)

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates", rotates, true)
	r.ApplyPlan(plan, config)
	r.CheckEmptyPlan(config)
}

func TestProtoRotation_whenChanged(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	bare := instance(nil)
	r.State = r.Create(typeName, bare)
	r.ClearJournal(t)

	first := r.State.Get(t, "token")

	for _, step := range []struct {
		name    string
		config  acctest.Values
		rotates bool
	}{
		{"the block is new", rotating("720h", "", nil), false},
		{"the first values", rotating("720h", "", map[string]string{"leak": "1"}), false},
		{"another value", rotating("720h", "", map[string]string{"leak": "2"}), true},
		{"another name", rotating("720h", "", map[string]string{"leak": "2", "store": "a"}), true},
		{"a name less", rotating("720h", "", map[string]string{"store": "a"}), true},
		{"no values any more", rotating("720h", "", nil), false},
		{"no block any more", bare, false},
		{"values again", rotating("", "", map[string]string{"leak": "9"}), false},
	} {
		r.FakeClock(t).Advance(time.Hour)
		r.ClearJournal(t)

		before := r.State.Get(t, "token_version")

		plan, rotates := r.NextPlan(step.config)
		acctest.Equal(t, "rotates: "+step.name, rotates, step.rotates)
		r.ApplyPlan(plan, step.config)
		acctest.Equal(t, "rotated: "+step.name, len(r.Writes(t)) == 1 && r.State.Get(t, "token_version") != before, step.rotates)
		r.CheckEmptyPlan(step.config)
	}

	if r.State.Get(t, "token") == first {
		t.Error("the token is the first one")
	}

	diagnostics := r.Plan(typeName, &r.State, rotating("", "", map[string]string{"leak": "10", "x": "1"})).Diagnostics
	acctest.Diagnosed(t, diagnostics, acctest.At("rotate_when_changed", tfdiag.TokenValuesChanged))
	acctest.Contains(t, acctest.Warnings(diagnostics), "leak, x")
}

// The version increases with two rotations within a second.
func TestProtoRotation_versionAlwaysGrows(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.State = r.Create(typeName, rotating("", "", map[string]string{"n": "0"}))

	for n := range 3 {
		config := rotating("", "", map[string]string{"n": fmt.Sprint(n + 1)})
		plan, _ := r.NextPlan(config)
		r.ApplyPlan(plan, config)
		acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), fmt.Sprint(acctest.Start.Unix()+int64(n)+1))
	}
}

// After an import the creation time is unknown, and no token is created.
func TestProtoRotation_import(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	made := r.Create(typeName, instance(nil))
	r.ClearJournal(t)

	state, diagnostics := r.Import(typeName, made.Get(t, "id"))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

	r.State = state
	config := rotating("10h", "5h", map[string]string{"leak": "1"})

	plan, rotates := r.NextPlan(config)
	acctest.Equal(t, "rotates after an import", rotates, false)
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_after", tfdiag.TokenAgeUnknown))
	r.ApplyPlan(plan, config)
	acctest.Equal(t, "the writes", r.Writes(t), nil)
	acctest.Equal(t, "token_version", r.State.Get(t, "token_version"), "0")

	r.FakeClock(t).Advance(1000 * time.Hour)
	r.CheckEmptyPlan(config)

	config = rotating("10h", "5h", map[string]string{"leak": "2"})
	plan, _ = r.NextPlan(config)
	r.ApplyPlan(plan, config)
	acctest.Equal(t, "rotate_at", r.State.Get(t, "rotate_at"), acctest.Start.Add(1010*time.Hour).Format(time.RFC3339))
}

func TestProtoRotation_warnsOfSharedTokens(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.State = r.Create(typeName, rotating("", "", map[string]string{"n": "1"}))

	for _, system := range []string{"s_1", "s_2"} {
		r.Manager(t, map[string]any{"runner_id": r.State.ID(t), "system_id": system, "contacted_at": acctest.Start})
	}

	plan, _ := r.NextPlan(rotating("", "", map[string]string{"n": "2"}))
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("rotate_when_changed", tfdiag.TokenValuesChanged), acctest.At("token", tfdiag.TokenShared))
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "s_1, s_2")
}

func TestProtoRotation_invalidConfiguration(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)

	for want, config := range map[tfdiag.ID]acctest.Values{
		acctest.At("rotate_after", tfdiag.DurationInvalid):          rotating("soon", "", nil),
		acctest.At("rotate_before_expiry", tfdiag.DurationNegative): rotating("", "-1h", nil),
		acctest.At("rotate_after", tfdiag.DurationZero):             rotating("0d", "", nil),
		acctest.At("rotate_when_changed", tfdiag.MapEmpty):          rotating("", "", map[string]string{}),
	} {
		acctest.Diagnosed(t, r.Validate(typeName, config), want)
	}

	r.State = r.Create(typeName, rotating("10h", "", map[string]string{"n": "1"}))

	for name, members := range map[string]acctest.Values{
		"the age":           {"rotate_after": acctest.Unknown},
		"the expiry":        {"rotate_after": "10h", "rotate_before_expiry": acctest.Unknown},
		"the values":        {"rotate_when_changed": acctest.Unknown},
		"one of the values": {"rotate_when_changed": tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"n": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)})},
	} {
		config := instance(members)
		if text := acctest.Errors(r.Validate(typeName, config)) + acctest.Errors(r.Plan(typeName, &r.State, config).Diagnostics); text != "" {
			t.Errorf("%s unknown: %s", name, text)
		}
	}
}
