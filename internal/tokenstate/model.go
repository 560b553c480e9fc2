package tokenstate

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// State is what is known of a token; a resource's model embeds it.
type State struct {
	Token          types.String `tfsdk:"token"`
	TokenVersion   types.Int64  `tfsdk:"token_version"`
	TokenIssuedAt  types.String `tfsdk:"token_issued_at"`
	TokenExpiresAt types.String `tfsdk:"token_expires_at"`
	RotateAt       types.String `tfsdk:"rotate_at"`
	StoreToken     types.Bool   `tfsdk:"store_token"`
}

// Elsewhere is the state of a token that this resource did not make and does
// not know.
func Elsewhere() State {
	return State{
		Token:          types.StringNull(),
		TokenVersion:   types.Int64Value(0),
		TokenIssuedAt:  types.StringNull(),
		TokenExpiresAt: types.StringNull(),
		RotateAt:       types.StringNull(),
		StoreToken:     types.BoolValue(true),
	}
}

// Mint takes over a token that GitLab has just made. Its version is the second
// of its making, or one more than the one before where that is not enough to
// make it grow.
func (s *State) Mint(token string, issuedAt time.Time, expiresAt *time.Time, before State) {
	s.keep(token)
	s.TokenVersion = types.Int64Value(max(issuedAt.Unix(), before.TokenVersion.ValueInt64()+1))
	s.TokenIssuedAt = timeValue(&issuedAt)
	s.TokenExpiresAt = timeValue(expiresAt)
}

// keep keeps the token, if it is to be kept.
func (s *State) keep(token string) {
	s.Token = types.StringNull()
	if s.StoreToken.ValueBool() {
		s.Token = types.StringValue(token)
	}
}

// Stay keeps what was known before, because nothing was minted. Only whether
// the token is kept is as planned.
func (s *State) Stay(before State) {
	store := s.StoreToken
	*s = before
	s.StoreToken = store

	if !store.ValueBool() {
		s.Token = types.StringNull()
	}
}

// Schedule sets when the token is due. It reports whether a window was too long
// for the token's life.
func (s *State) Schedule(wanted Rotation) bool {
	at, halved := wanted.Windows().At(s.Life())
	s.RotateAt = timeValue(at)

	return halved
}

// Keep keeps everything as it was before, because what was planned failed.
func (s *State) Keep(before State) {
	*s = before
}

// Rotates reports whether the plan says that the token is going to be replaced.
func (s State) Rotates() bool {
	return s.TokenVersion.IsUnknown()
}

// WarnHalved says that a window is too long for the token's life.
func (s State) WarnHalved(attribute path.Path, diags *diag.Diagnostics) {
	diags.AddAttributeWarning(attribute.AtName("before_expiry"), "Window longer than the token's lifetime", fmt.Sprintf(
		"before_expiry is not shorter than the lifetime of the token, from %s to %s, so every apply would rotate it. Half of that lifetime is used instead.",
		s.TokenIssuedAt.ValueString(), s.TokenExpiresAt.ValueString()))
}

// Life is the token's life as far as it is known.
func (s State) Life() Life {
	return Life{IssuedAt: parseTime(s.TokenIssuedAt), ExpiresAt: parseTime(s.TokenExpiresAt)}
}

func timeValue(at *time.Time) types.String {
	if at == nil {
		return types.StringNull()
	}

	return types.StringValue(at.UTC().Format(time.RFC3339))
}

func parseTime(text types.String) *time.Time {
	at, err := time.Parse(time.RFC3339, text.ValueString())
	if err != nil {
		return nil
	}

	return &at
}

// Expire takes over an expiry that GitLab shows with the runner, where it does.
func (s *State) Expire(at *time.Time, recorded Rotation) {
	s.TokenExpiresAt = timeValue(at)
	s.Schedule(recorded)
}
