package runnermodel

import (
	"context"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// keys are a private state.
type keys map[string]string

func (k keys) GetKey(_ context.Context, key string) ([]byte, diag.Diagnostics) {
	return []byte(k[key]), nil
}

func (k keys) SetKey(_ context.Context, key string, value []byte) diag.Diagnostics {
	k[key] = string(value)

	return nil
}

// A new token removes the notes of the refresh about the previous token. A note that
// stays would rotate the new token with the next plan.
func TestUpdate_newTokenClearsTheNotes(t *testing.T) {
	t.Parallel()

	now := clock.NewFake(time.Date(2030, 1, 2, 3, 4, 5, 0, time.UTC))
	data := answers{"POST /runners/7/reset_authentication_token": `{"token":"glrt-new","token_expires_at":null}`}.data(t, now)

	before := Runner{Settings: defaultSettings(), ID: types.Int64Value(7), State: tokenstate.Imported()}
	plan := before
	plan.MarkUnknown()

	private := keys{"rotation_due": `"2030-01-02T03:04:05Z"`, "token_rejected": "true", "token_undelivered": "true"}

	if diags := plan.Update(t.Context(), data, before, private); diags.HasError() {
		t.Fatal(diags)
	}

	if got := plan.Token.ValueString(); got != "glrt-new" {
		t.Errorf("the token is %q", got)
	}

	for key, want := range (keys{"rotation_due": "null", "token_rejected": "false", "token_undelivered": "false"}) {
		if private[key] != want {
			t.Errorf("%s is %s, want %s", key, private[key], want)
		}
	}
}

// A setting that GitLab does not store is an error, and the state gets the value in the
// answer.
func TestUpdate_settingNotStored(t *testing.T) {
	t.Parallel()

	data := answers{"PUT /runners/7": pausedRunner}.data(t, clock.NewFake(time.Unix(0, 0)))

	before := Runner{Settings: defaultSettings(), ID: types.Int64Value(7), State: tokenstate.Imported()}
	plan := before
	plan.Paused, plan.Locked = types.BoolValue(true), types.BoolValue(true)

	diags := plan.Update(t.Context(), data, before, keys{})
	checkNotStored(t, diags, "locked")

	if !plan.Paused.ValueBool() || plan.Locked.ValueBool() {
		t.Errorf("the state has paused = %s and locked = %s", plan.Paused, plan.Locked)
	}
}

func checkNotStored(t *testing.T, diags diag.Diagnostics, attribute string) {
	t.Helper()

	if len(diags) != 1 {
		t.Fatalf("got %v", diags)
	}

	made, ok := diags[0].(diag.DiagnosticWithPath)
	if !ok || !made.Path().Equal(path.Root(attribute)) || identify(made) != tfdiag.SettingNotStored {
		t.Errorf("got %v, want %s about %s", diags[0], tfdiag.SettingNotStored, attribute)
	}
}
