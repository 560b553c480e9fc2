package tokenstate

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// dueKey holds, in private state, the moment at which a refresh found the token
// to be due.
const dueKey = "rotation_due"

// Private is a resource's private state.
type Private = framework.Private

// NoteDue notes now, GitLab's time, in private state if the token is due and no
// note says so yet. It is for a refresh, the only operation that looks at the
// clock. Otherwise it leaves private state alone, because a change there alone
// makes a refresh-only plan report a change.
func (s *State) NoteDue(ctx context.Context, private Private, now time.Time) diag.Diagnostics {
	at := timeOf(s.RotateAt)
	if at == nil || now.Before(*at) {
		return nil
	}

	noted, diags := readDue(ctx, private)
	if noted != nil && !noted.Before(*at) {
		return diags
	}

	encoded := strconv.Quote(now.UTC().Format(time.RFC3339Nano))

	return append(diags, private.SetKey(ctx, dueKey, []byte(encoded))...)
}

// ClearDue removes the notes on the token before, because there is another one.
func ClearDue(ctx context.Context, private Private) diag.Diagnostics {
	noted, diags := readDue(ctx, private)
	if noted != nil {
		diags.Append(private.SetKey(ctx, dueKey, []byte("null"))...)
	}

	diags.Append(framework.SetFlag(ctx, private, undeliveredKey, false)...)

	return append(diags, framework.SetFlag(ctx, private, rejectedKey, false)...)
}

// readDue is the noted moment; nil if there is none, or none that can be read.
func readDue(ctx context.Context, private Private) (*time.Time, diag.Diagnostics) {
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
