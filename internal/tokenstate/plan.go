package tokenstate

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Change is what a plan has to go by.
type Change struct {
	// Attribute is the name of the rotation attribute.
	Attribute string
	// State and Recorded are the token and its rotation as they were; State is
	// nil where the resource is about to be made.
	State    *State
	Recorded Rotation
	// Wanted is the rotation as it is configured.
	Wanted Rotation
	// Private is where a refresh leaves its note.
	Private Private
	// Reason calls for a rotation of the resource's own; empty is none.
	Reason string
}

// Plan fills in what a plan says of a token. It reports whether the token is
// going to be rotated, and looks at no clock: a plan is made twice.
func (s *State) Plan(ctx context.Context, change Change) (bool, diag.Diagnostics) {
	var diags diag.Diagnostics

	if change.State == nil {
		s.unknown()

		return false, diags
	}

	s.Stay(*change.State)

	if s.StoreToken.IsUnknown() {
		s.Token = types.StringUnknown()
	}

	reason := change.Reason
	if reason == "" {
		reason = change.Wanted.TriggersChanged(change.Recorded)
	}

	if reason == "" && change.Wanted.Known() {
		at, found := noted(ctx, change.Private)
		diags.Append(found...)

		// The recorded windows have to have been over as well: new ones only
		// record, also where the token was due under others once.
		if due := parseTime(change.State.RotateAt); due != nil && at != nil && !at.Before(*due) {
			reason = change.Wanted.Windows().Due(s.Life(), at)
		}
	}

	if reason != "" {
		s.unknown()
		diags.AddAttributeWarning(path.Root(change.Attribute), "Token will be rotated", fmt.Sprintf(
			"The runner gets a new token in place, because %s. The old token is refused from that moment: give the new one to its runner managers.", reason))

		return true, diags
	}

	s.plannedSchedule(change, &diags)

	return false, diags
}

// unknown marks what minting will decide.
func (s *State) unknown() {
	s.TokenVersion = types.Int64Unknown()
	s.TokenIssuedAt = types.StringUnknown()
	s.TokenExpiresAt = types.StringUnknown()
	s.RotateAt = types.StringUnknown()
	s.Token = types.StringUnknown()

	if !s.StoreToken.IsUnknown() && !s.StoreToken.ValueBool() {
		s.Token = types.StringNull()
	}
}

// plannedSchedule plans when the token that stays will be due.
func (s *State) plannedSchedule(change Change, diags *diag.Diagnostics) {
	attribute := path.Root(change.Attribute)

	if s.StoreToken.ValueBool() && !change.State.StoreToken.ValueBool() {
		diags.AddAttributeWarning(path.Root("store_token"), "The token cannot be brought back",
			"store_token was turned on, but GitLab reveals a token only when it is created, and this one was created while store_token was off. "+
				"token stays null until a new one is created; a change of "+change.Attribute+".triggers creates one.")
	}

	if !change.Wanted.Known() {
		s.RotateAt = types.StringUnknown()

		return
	}

	if s.Schedule(change.Wanted) {
		s.WarnHalved(attribute, diags)
	}

	if !change.Wanted.SameWindows(change.Recorded) && !s.RotateAt.Equal(change.State.RotateAt) && !change.State.RotateAt.IsNull() && !s.RotateAt.IsNull() {
		diags.AddAttributeWarning(attribute, "Rotation window changed", fmt.Sprintf(
			"This apply saves %s as the time when the token becomes due. If that time has passed, the plan after it rotates the token.", s.RotateAt.ValueString()))
	}

	if !change.Wanted.After.IsNull() && s.TokenIssuedAt.IsNull() {
		diags.AddAttributeWarning(attribute.AtName("after"), "The token's age is not known",
			"The token was created elsewhere and its age is unknown, so after has no effect until the first rotation. A change of triggers rotates the token.")
	}
}
