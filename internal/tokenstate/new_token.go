package tokenstate

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
)

// Publish sets a token that GitLab has just created, schedules its rotation,
// and makes it available to the ephemeral resource in this run.
func (s *State) Publish(data *providerdata.Data, runner int64, token gitlabapi.IssuedToken, before State) diag.Diagnostics {
	var diags diag.Diagnostics

	s.SetNew(token.Token, token.IssuedAt, token.TokenExpiresAt, before)

	if halved := s.Schedule(); halved {
		s.warnHalved(&diags)
	}

	data.PublishToken(runner, s.TokenVersion.ValueInt64(), token.Token)

	return diags
}

// Adopt sets a valid token that was created elsewhere. Its version is 0, or one
// more than before where the resource had another token.
func (s *State) Adopt(token string, verified gitlabapi.VerifiedToken, before *State) {
	version := int64(0)
	if before != nil {
		version = before.TokenVersion.ValueInt64() + 1
	}

	s.replace(Imported())
	s.setToken(token)
	s.TokenVersion = types.Int64Value(version)
	s.SetExpiry(verified.TokenExpiresAt)
}
