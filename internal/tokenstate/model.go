package tokenstate

import (
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// State is what is known of a token and of its rotation; a resource's model
// embeds it.
type State struct {
	Rotation

	Token          types.String      `tfsdk:"token"`
	TokenVersion   types.Int64       `tfsdk:"token_version"`
	TokenIssuedAt  timetypes.RFC3339 `tfsdk:"token_issued_at"`
	TokenExpiresAt timetypes.RFC3339 `tfsdk:"token_expires_at"`
	RotateAt       timetypes.RFC3339 `tfsdk:"rotate_at"`
	StoreToken     types.Bool        `tfsdk:"store_token"`

	VerifyOnRefresh types.Bool `tfsdk:"verify_on_refresh"`
}

// Imported is the state after an import, without a token and without a rotation.
func Imported() State {
	return State{
		Rotation:       noRotation(),
		Token:          types.StringNull(),
		TokenVersion:   types.Int64Value(0),
		TokenIssuedAt:  timetypes.NewRFC3339Null(),
		TokenExpiresAt: timetypes.NewRFC3339Null(),
		RotateAt:       timetypes.NewRFC3339Null(),
		StoreToken:     types.BoolValue(true),

		VerifyOnRefresh: types.BoolValue(false),
	}
}

// SetNew sets a token that GitLab has just created. Its version is the Unix
// second of its creation, or the previous version plus 1 where that is later,
// so that it always grows.
func (s *State) SetNew(token string, issuedAt time.Time, expiresAt *time.Time, before State) {
	s.setToken(token)
	s.TokenVersion = types.Int64Value(max(issuedAt.Unix(), before.TokenVersion.ValueInt64()+1))
	s.TokenIssuedAt = framework.TimeValue(&issuedAt)
	s.TokenExpiresAt = framework.TimeValue(expiresAt)
}

// setToken stores the token if store_token says so.
func (s *State) setToken(token string) {
	s.Token = types.StringNull()
	if s.StoreToken.ValueBool() {
		s.Token = types.StringValue(token)
	}
}

// KeepToken keeps the token that was known before, because no new one was
// created. The attributes that a configuration sets are as planned.
func (s *State) KeepToken(before State) {
	s.replace(before)

	if !s.StoreToken.ValueBool() {
		s.Token = types.StringNull()
	}
}

// replace takes over what is known of another token. The attributes that a
// configuration sets stay.
func (s *State) replace(by State) {
	by.Rotation, by.StoreToken, by.VerifyOnRefresh = s.Rotation, s.StoreToken, s.VerifyOnRefresh
	*s = by
}

// Schedule sets when the token is due by the rotation. It reports whether
// rotate_before_expiry is too long for the token's lifetime and counts as half of
// it.
func (s *State) Schedule() bool {
	at, halved := s.windows().At(s.lifetime())
	s.RotateAt = framework.TimeValue(at)

	return halved
}

// Rotates reports whether the plan says that the token will be replaced.
func (s *State) Rotates() bool {
	return s.TokenVersion.IsUnknown()
}

// SetExpiry sets an expiry that GitLab reports with the runner.
func (s *State) SetExpiry(at *time.Time) {
	s.TokenExpiresAt = framework.TimeValue(at)
	s.Schedule()
}

// MarkUnknown marks the attributes that the creation of a token changes.
func (s *State) MarkUnknown() {
	s.TokenVersion = types.Int64Unknown()
	s.TokenIssuedAt = timetypes.NewRFC3339Unknown()
	s.TokenExpiresAt = timetypes.NewRFC3339Unknown()
	s.RotateAt = timetypes.NewRFC3339Unknown()
	s.Token = types.StringUnknown()

	if !s.StoreToken.IsUnknown() && !s.StoreToken.ValueBool() {
		s.Token = types.StringNull()
	}
}

// lifetime is the known part of the lifetime of the token.
func (s *State) lifetime() Lifetime {
	return Lifetime{IssuedAt: timeOf(s.TokenIssuedAt), ExpiresAt: timeOf(s.TokenExpiresAt)}
}

func formatTime(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// timeOf is the time of a value; nil for null, unknown, and what is not a time.
func timeOf(value timetypes.RFC3339) *time.Time {
	at, diags := value.ValueRFC3339Time()
	if diags.HasError() {
		return nil
	}

	return &at
}
