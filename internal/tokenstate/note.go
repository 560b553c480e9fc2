package tokenstate

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// dueKey holds, in private state, the moment at which a refresh found the token
// to be due.
const dueKey = "rotation_due"

// Private is a resource's private state.
type Private interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// Note is for a refresh, the only one to look at the clock: it notes the
// present moment, which is GitLab's, if the token is due and no note says so
// yet. Otherwise it leaves private state alone, because a change there alone
// makes a refresh-only plan say that something has changed.
func (s State) Note(ctx context.Context, private Private, now time.Time) diag.Diagnostics {
	at := parseTime(s.RotateAt)
	if at == nil || now.Before(*at) {
		return nil
	}

	noted, diags := noted(ctx, private)
	if noted != nil && !noted.Before(*at) {
		return diags
	}

	encoded, err := json.Marshal(now.UTC())
	if err != nil {
		diags.AddError("Unable to note that a rotation is due", err.Error())

		return diags
	}

	diags.Append(private.SetKey(ctx, dueKey, encoded)...)

	return diags
}

// Settle removes the note: the token has been rotated.
func Settle(ctx context.Context, private Private) diag.Diagnostics {
	return private.SetKey(ctx, dueKey, []byte("null"))
}

func noted(ctx context.Context, private Private) (*time.Time, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, dueKey)
	if len(encoded) == 0 {
		return nil, diags
	}

	var at *time.Time
	if err := json.Unmarshal(encoded, &at); err != nil {
		return nil, diags
	}

	return at, diags
}
