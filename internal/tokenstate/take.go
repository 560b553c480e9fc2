package tokenstate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

// Taking is what goes with a token that GitLab has just made.
type Taking struct {
	Data   *providerdata.Data
	Runner int64
	// Attribute is the name of the rotation attribute, and Wanted its value.
	Attribute string
	Wanted    Rotation
	// Before is what was known of the token before this one.
	Before State
}

// Take takes over a token that GitLab has just made, and hands it on to who
// asks for it in this session.
func (s *State) Take(token gitlabapi.MintedToken, taking Taking) diag.Diagnostics {
	var diags diag.Diagnostics

	s.Mint(token.Token, token.MintedAt, token.TokenExpiresAt, taking.Before)

	if halved := s.Schedule(taking.Wanted); halved {
		s.WarnHalved(path.Root(taking.Attribute), &diags)
	}

	taking.Data.HandOn(taking.Runner, s.TokenVersion.ValueInt64(), token.Token)

	return diags
}

// Adopt takes over a live token that was made elsewhere. Its version says that
// there is no moment of its making: 0, or one more than before where another
// token was adopted before it.
func (s *State) Adopt(token string, verified gitlabapi.VerifiedToken, before *State, wanted Rotation) {
	store, version := s.StoreToken, int64(0)
	if before != nil {
		version = before.TokenVersion.ValueInt64() + 1
	}

	*s = Elsewhere()
	s.StoreToken = store
	s.keep(token)
	s.TokenVersion = types.Int64Value(version)
	s.TokenExpiresAt = timeValue(verified.TokenExpiresAt)
	s.Schedule(wanted)
}

// Replace marks what a plan cannot know of a token that takes the place of
// another.
func (s *State) Replace() { s.unknown() }

// Mark keeps, in private state, that something is so. It writes only where
// that changes.
func Mark(ctx context.Context, private Private, key string, so bool) diag.Diagnostics {
	was, diags := Marked(ctx, private, key)
	if was == so {
		return diags
	}

	encoded := []byte("false")
	if so {
		encoded = []byte("true")
	}

	diags.Append(private.SetKey(ctx, key, encoded)...)

	return diags
}

// Marked reports what Mark has kept.
func Marked(ctx context.Context, private Private, key string) (bool, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, key)

	return string(encoded) == "true", diags
}
