package tokenstate

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
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

	reason, diags := s.reason(ctx, planning)
	if reason != nil {
		s.MarkUnknown()
		planning.warnRotation(*reason, &diags)
		planning.warnMachines(ctx, *reason, &diags)

		return reason, diags
	}

	s.planSchedule(*planning.Before, planning.Data, &diags)

	return nil, diags
}

// reason is why the token is, or may be, rotated; nil if it is not.
func (s *State) reason(ctx context.Context, planning Planning) (*Reason, diag.Diagnostics) {
	rejected, diags := s.rejected(ctx, planning)
	if rejected != nil && !rejected.Possible {
		return rejected, diags
	}

	changed := s.Changed(planning.Before.Rotation)
	if changed != nil && !changed.Possible {
		return changed, diags
	}

	lost, found := s.undelivered(ctx, planning.Private)
	diags.Append(found...)

	if lost != nil {
		return lost, diags
	}

	due, found := s.due(ctx, planning)
	diags.Append(found...)

	for _, reason := range []*Reason{due, rejected, changed} {
		if reason != nil {
			return reason, diags
		}
	}

	return nil, diags
}

// due is why the windows call for a rotation. The recorded windows must be over
// as well: new ones are only recorded, even where the token was due under
// earlier ones. Unknown windows may turn out to be over.
func (s *State) due(ctx context.Context, planning Planning) (*Reason, diag.Diagnostics) {
	noted, diags := readDue(ctx, planning.Private)

	due := timeOf(planning.Before.RotateAt)
	if due == nil || noted == nil || noted.Before(*due) {
		return nil, diags
	}

	if s.windowsKnown() {
		return s.windows().Due(s.life(), noted), diags
	}

	attribute := rotateAfter
	if s.RotateBeforeExpiry.IsUnknown() {
		attribute = rotateBeforeExpiry
	}

	return &Reason{
		Attribute: path.Root(attribute),
		Possible:  true,
		Text:      fmt.Sprintf("was due at %s by the previous configuration, and `%s` is known only after apply", formatTime(*due), attribute),
	}, diags
}

// planSchedule plans when the token that stays will be due.
func (s *State) planSchedule(before State, data *providerdata.Data, diags *diag.Diagnostics) {
	if s.StoreToken.ValueBool() && !before.StoreToken.ValueBool() {
		diags.AddAttributeWarning(path.Root("store_token"), "Token cannot be restored",
			"`store_token` was turned on, but GitLab reveals a token only when it is created, and this one was created while `store_token` was off. "+
				"`token` stays null until the next rotation. To rotate it, change a value of `"+rotateWhenChanged+"`.")
	}

	if !s.windowsKnown() {
		s.RotateAt = timetypes.NewRFC3339Unknown()

		return
	}

	if s.Schedule() {
		s.warnHalved(diags)
	}

	if !s.sameWindows(before.Rotation) && !s.RotateAt.Equal(before.RotateAt) && !before.RotateAt.IsNull() && !s.RotateAt.IsNull() {
		diags.AddAttributeWarning(path.Root(s.changedWindow(before.Rotation)), "Rotation window changed", fmt.Sprintf(
			"The token is due at %s with the new window, before at %s. A plan that follows the apply of the new window rotates the token once that time has passed.",
			s.RotateAt.ValueString(), before.RotateAt.ValueString()))
	}

	if !s.RotateAfter.IsNull() && s.TokenIssuedAt.IsNull() {
		detail := "`" + rotateAfter + "` has no effect until the first rotation."
		if data == nil || data.Once("token-age-unknown") {
			detail = "The token was created elsewhere, and GitLab does not report when. `" + rotateAfter + "` takes effect after the first rotation. " +
				"To rotate the token by hand, apply `" + rotateWhenChanged + "` with a value, and then change that value."
		}

		diags.AddAttributeWarning(path.Root(rotateAfter), "Token age is unknown", detail)
	}
}

// changedWindow names one window that differs.
func (s *State) changedWindow(recorded Rotation) string {
	if s.RotateAfter.Equal(recorded.RotateAfter) {
		return rotateBeforeExpiry
	}

	return rotateAfter
}

// warnHalved says that a window is too long for the token's life.
func (s *State) warnHalved(diags *diag.Diagnostics) {
	diags.AddAttributeWarning(path.Root(rotateBeforeExpiry), "Window longer than token lifetime", fmt.Sprintf(
		"`%s` is not shorter than the lifetime of the token, from %s to %s, and would rotate it with every apply. Half of the lifetime is used instead. "+
			"Choose a shorter window.", rotateBeforeExpiry, s.TokenIssuedAt.ValueString(), s.TokenExpiresAt.ValueString()))
}

// warnRotation says why a token is, or may be, rotated. Terraform shows it in
// the plan and again after the apply, so it is right at both times; it groups
// warnings with the same summary. What a rotation means is said once in a run
// for each attribute.
func (p Planning) warnRotation(reason Reason, diags *diag.Diagnostics) {
	detail := fmt.Sprintf("The token of runner %d %s.", p.Runner, reason.Text)

	summary := "Token rotation is due"
	if reason.Possible {
		summary = "Token rotation may be due"
	}

	if p.Data == nil || p.Data.Once(summary+reason.Attribute.String()) {
		detail += " GitLab rejects the old token as soon as a new one exists: pass the new token to the runner managers."
	}

	diags.AddAttributeWarning(reason.Attribute, summary, detail)
}
