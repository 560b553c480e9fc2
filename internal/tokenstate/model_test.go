package tokenstate_test

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

var start = time.Date(2030, time.January, 2, 3, 4, 5, 0, time.UTC)

// private is a private state that counts writes.
type private struct {
	keys   map[string][]byte
	writes int
}

func (p *private) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return p.keys[key], nil
}

func (p *private) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	if p.keys == nil {
		p.keys = make(map[string][]byte)
	}

	p.keys[key] = value
	p.writes++

	return nil
}

func rotation(after string) tokenstate.Rotation {
	return tokenstate.Rotation{RotateAfter: types.StringValue(after), RotateWhenChanged: types.MapNull(types.StringType)}
}

// The version is the second of the creation, and increases too if two tokens are created
// in one second or the clock was set back.
func TestVersionGrows(t *testing.T) {
	t.Parallel()

	before := tokenstate.Imported()

	for _, step := range []struct {
		at   time.Time
		want int64
	}{
		{start, start.Unix()},
		{start, start.Unix() + 1},
		{start.Add(-time.Hour), start.Unix() + 2},
		{start.Add(time.Hour), start.Unix() + 3600},
	} {
		state := before
		state.SetNew("glrt-x", step.at, nil, before)

		if got := state.TokenVersion.ValueInt64(); got != step.want {
			t.Errorf("created at %s: the version is %d, want %d", step.at, got, step.want)
		}

		before = state
	}
}

// A refresh writes to private state once for each time that a token is due.
func TestNoteDue_writesOnce(t *testing.T) {
	t.Parallel()

	state := tokenstate.Imported()
	state.SetNew("glrt-x", start, nil, state)
	state.Rotation = rotation("10h")
	state.Schedule()

	kept := &private{}

	for _, step := range []struct {
		name string
		at   time.Duration
		want int
	}{
		{"not due", 10*time.Hour - time.Second, 0},
		{"due", 10 * time.Hour, 1},
		{"still due", 20 * time.Hour, 1},
	} {
		if diags := state.NoteDue(t.Context(), kept, start.Add(step.at)); diags.HasError() || kept.writes != step.want {
			t.Errorf("%s: %d writes, want %d (%v)", step.name, kept.writes, step.want, diags)
		}
	}

	// A longer window makes the note obsolete; a rotation removes it.
	state.Rotation = rotation("30h")
	state.Schedule()

	if state.NoteDue(t.Context(), kept, start.Add(30*time.Hour)); kept.writes != 2 {
		t.Errorf("due again: %d writes, want 2", kept.writes)
	}

	tokenstate.ClearDue(t.Context(), kept)

	if state.NoteDue(t.Context(), kept, start.Add(31*time.Hour)); kept.writes != 4 {
		t.Errorf("due after it was settled: %d writes, want 4", kept.writes)
	}
}

// A note of another version, or a damaged one, is ignored.
func TestNoteDue_damaged(t *testing.T) {
	t.Parallel()

	for _, text := range []string{"null", `"soon"`, "{", ""} {
		state := tokenstate.Imported()
		state.SetNew("glrt-x", start, nil, state)
		state.Rotation = rotation("10h")
		state.Schedule()

		planned := state
		kept := &private{keys: map[string][]byte{"rotation_due": []byte(text)}}

		reason, diags := planned.Plan(t.Context(), tokenstate.Planning{Before: &state, Private: kept})
		if reason != nil || diags.HasError() {
			t.Errorf("%q: rotates for %v, %v", text, reason, diags)
		}
	}
}

func TestSetFlag_writesChangesOnly(t *testing.T) {
	t.Parallel()

	kept := &private{}

	for _, step := range []struct {
		so   bool
		want int
	}{{false, 0}, {true, 1}, {true, 1}, {false, 2}, {false, 2}} {
		framework.SetFlag(t.Context(), kept, "mark", step.so)

		if so, _ := framework.Flag(t.Context(), kept, "mark"); so != step.so || kept.writes != step.want {
			t.Errorf("marked %t after %d writes, want %t after %d", so, kept.writes, step.so, step.want)
		}
	}
}
