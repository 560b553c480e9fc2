package tokenstate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// undeliveredKey holds, in private state, that a token was created in a run that
// was interrupted, so that it is neither in the state nor in a secret store.
const undeliveredKey = "token_undelivered"

// Creation has the circumstances of a token that GitLab has just created.
type Creation struct {
	Data    *providerdata.Data
	Runner  int64
	Private framework.Private
	// Before is what was known of the token before this one.
	Before State
}

// Publish sets a token that GitLab has just created, schedules its rotation,
// and makes it available to the ephemeral resource in this run. After an
// interrupt Terraform opens no ephemeral resource any more, so that a token that
// is not stored is lost; this is noted, and the next plan rotates it.
func (s *State) Publish(ctx context.Context, token gitlabapi.IssuedToken, creation Creation) diag.Diagnostics {
	var diags diag.Diagnostics

	s.SetNew(token.Token, token.IssuedAt, token.TokenExpiresAt, creation.Before)

	if halved := s.Schedule(); halved {
		diags.Append(s.tooLong())
	}

	creation.Data.PublishToken(creation.Runner, s.TokenVersion.ValueInt64(), token.Token)

	diags.Append(ClearDue(ctx, creation.Private)...)

	if ctx.Err() != nil && !s.StoreToken.ValueBool() {
		diags.Append(framework.SetFlag(ctx, creation.Private, undeliveredKey, true)...)
	}

	return diags
}

// undeliveredReason is the reason to rotate a token that is lost because the run that
// created it was interrupted. A token in the state is never lost.
func (s *State) undeliveredReason(ctx context.Context, private framework.Private) (*Reason, diag.Diagnostics) {
	lost, diags := framework.Flag(ctx, private, undeliveredKey)
	if !lost {
		return nil, diags
	}

	return &Reason{Attribute: path.Root("store_token"), ID: tfdiag.TokenUndelivered}, diags
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
