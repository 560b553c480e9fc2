package tokenstate

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Planning is what a plan of a token depends on.
type Planning struct {
	// Data is nil while the provider is not configured.
	Data *providerdata.Data
	// Runner is the ID of the runner.
	Runner int64
	// Before is the state; nil where the resource is about to be created.
	Before *State
	// Private is where a refresh leaves its note.
	Private Private
}

// Plan fills in what a plan says of a token, and looks at no clock: a plan is
// made twice. It returns why the token is, or may be, rotated; nil if it is not.
func (s *State) Plan(ctx context.Context, planning Planning) (*Reason, diag.Diagnostics) {
	if planning.Before == nil {
		s.MarkUnknown()

		return nil, nil
	}

	s.KeepToken(*planning.Before)

	if s.StoreToken.IsUnknown() {
		s.Token = types.StringUnknown()
	}

	reason, diags := s.rotationReason(ctx, planning)
	if reason != nil {
		s.MarkUnknown()
		diags.Append(planning.Data.Warning(reason.Attribute, reason.ID, planning.values(reason.Values)))
		planning.warnManagers(ctx, *reason, &diags)

		return reason, diags
	}

	return nil, append(diags, s.planSchedule(planning)...)
}

// values adds the runner to the values of a text.
func (p Planning) values(others tfdiag.Values) tfdiag.Values {
	all := tfdiag.Values{"runner": p.Runner}
	maps.Copy(all, others)

	return all
}

// rotationReason returns why the token is, or may be, rotated; nil if it is not.
func (s *State) rotationReason(ctx context.Context, planning Planning) (*Reason, diag.Diagnostics) {
	rejected, diags := s.rejectionReason(ctx, planning)
	if rejected != nil && !rejected.Possible {
		return rejected, diags
	}

	changed := s.ChangeReason(planning.Before.Rotation)
	if changed != nil && !changed.Possible {
		return changed, diags
	}

	lost, found := s.undeliveredReason(ctx, planning.Private)
	diags.Append(found...)

	if lost != nil {
		return lost, diags
	}

	due, found := s.windowReason(ctx, planning)
	diags.Append(found...)

	for _, reason := range []*Reason{due, rejected, changed} {
		if reason != nil {
			return reason, diags
		}
	}

	return nil, diags
}

// windowReason returns why the windows require a rotation. The token must be due by
// the recorded windows as well, because a new window is recorded before it takes
// effect. A window that is known only after apply may require a rotation.
func (s *State) windowReason(ctx context.Context, planning Planning) (*Reason, diag.Diagnostics) {
	noted, diags := readDue(ctx, planning.Private)

	due := timeOf(planning.Before.RotateAt)
	if due == nil || noted == nil || noted.Before(*due) {
		return nil, diags
	}

	if s.windowsKnown() {
		return s.windows().Reason(s.lifetime(), noted), diags
	}

	attribute := rotateAfter
	if s.RotateBeforeExpiry.IsUnknown() {
		attribute = rotateBeforeExpiry
	}

	return &Reason{
		Attribute: path.Root(attribute), Possible: true,
		ID: tfdiag.TokenWindowUnknown, Values: tfdiag.Values{"due": formatTime(*due)},
	}, diags
}

// planSchedule plans when a token that is not rotated will be due.
func (s *State) planSchedule(planning Planning) diag.Diagnostics {
	var diags diag.Diagnostics

	before := planning.Before

	if s.StoreToken.ValueBool() && !before.StoreToken.ValueBool() {
		diags.Append(tfdiag.At(path.Root("store_token"), tfdiag.TokenNotRestored, planning.values(nil)))
	}

	if !s.windowsKnown() {
		s.RotateAt = timetypes.NewRFC3339Unknown()

		return diags
	}

	if s.Schedule() {
		diags.Append(s.tooLong())
	}

	if !s.sameWindows(before.Rotation) && !s.RotateAt.Equal(before.RotateAt) && !before.RotateAt.IsNull() && !s.RotateAt.IsNull() {
		diags.Append(tfdiag.At(path.Root(s.changedWindow(before.Rotation)), tfdiag.RotationWindowChanged, planning.values(tfdiag.Values{
			"due": s.RotateAt.ValueString(), "before": before.RotateAt.ValueString(),
		})))
	}

	if !s.RotateAfter.IsNull() && s.TokenIssuedAt.IsNull() {
		diags.Append(planning.Data.Warning(path.Root(rotateAfter), tfdiag.TokenAgeUnknown, planning.values(nil)))
	}

	return diags
}

// changedWindow returns the attribute of a window that differs.
func (s *State) changedWindow(recorded Rotation) string {
	if s.RotateAfter.Equal(recorded.RotateAfter) {
		return rotateBeforeExpiry
	}

	return rotateAfter
}

// tooLong is the warning that rotate_before_expiry is too long for the token.
func (s *State) tooLong() diag.Diagnostic {
	return tfdiag.At(path.Root(rotateBeforeExpiry), tfdiag.RotationWindowTooLong, tfdiag.Values{
		"issue": s.TokenIssuedAt.ValueString(), "expiry": s.TokenExpiresAt.ValueString(),
	})
}
