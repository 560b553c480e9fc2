package tokenstate

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const verifyOnRefresh = "verify_on_refresh"

// rejectedKey holds, in private state, that GitLab refuses the token in state.
const rejectedKey = "token_rejected"

func verificationAttribute() schema.BoolAttribute {
	return schema.BoolAttribute{
		MarkdownDescription: "Whether each refresh asks GitLab if the token in the state is still valid. If it has expired or was rotated elsewhere, the plan shows a rotation, by the ID of the runner. " +
			"The check leaves no trace: GitLab creates no runner manager for it, and from about GitLab 18.2 on it does not count as a contact of the runner. In older versions it does, so a stale runner looks online. " +
			"An answer that is not about the token, for example of a read-only instance or a gateway, is a warning and never a rotation. " +
			"Leave this off if GitLab Runner rotates the token by itself. Requires `store_token = true`, and costs one request per token. Defaults to `false`.",
		Optional: true,
		Computed: true,
		Default:  booldefault.StaticBool(false),
	}
}

// WriteNotes notes in private state what a refresh finds of the token: that
// GitLab refuses it, if verify_on_refresh asks for that, and that it is due.
func (s *State) WriteNotes(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner, private Private) diag.Diagnostics {
	var diags diag.Diagnostics

	// A state that was written before this attribute existed has no value for it.
	// The default makes the next plan empty.
	if s.VerifyOnRefresh.IsNull() {
		s.VerifyOnRefresh = types.BoolValue(false)
	}

	if token := s.Token.ValueString(); s.VerifyOnRefresh.ValueBool() && token != "" {
		valid, err := data.Client.TokenValid(ctx, token)
		if err != nil {
			diags.Append(tfdiag.New(tfdiag.TokenNotChecked, tfdiag.Values{"runner": runner.ID, "answer": err}))
		} else {
			diags.Append(framework.SetFlag(ctx, private, rejectedKey, !valid)...)
		}
	}

	return append(diags, s.NoteDue(ctx, private, runner.ReadAt)...)
}

// ReadExpiry takes over the expiry that newer versions of GitLab report with the
// runner. Only the creation of a token sets it, so that another expiry than that
// of the token in state belongs to another token.
func (s *State) ReadExpiry(runner gitlabapi.Runner) diag.Diagnostics {
	if !runner.TokenExpiresAt.Sent {
		return nil
	}

	var diags diag.Diagnostics

	recorded, reported := s.TokenExpiresAt, framework.TimeValue(runner.TokenExpiresAt.Value)
	if !recorded.Equal(reported) && !s.TokenIssuedAt.IsNull() && !s.VerifyOnRefresh.ValueBool() {
		diags.Append(tfdiag.At(path.Root("token_expires_at"), tfdiag.TokenExpiryMoved, tfdiag.Values{
			"runner": runner.ID, "reported": expiryText(reported), "recorded": expiryText(recorded),
		}))
	}

	s.SetExpiry(runner.TokenExpiresAt.Value)

	return diags
}

// CheckStored refuses the verification of a token that is not stored.
func (s *State) CheckStored(diags *diag.Diagnostics) {
	if s.VerifyOnRefresh.ValueBool() && !s.StoreToken.IsUnknown() && !s.StoreToken.ValueBool() {
		diags.Append(tfdiag.At(path.Root(verifyOnRefresh), tfdiag.TokenNotStored, nil))
	}
}

// rejectionReason is the reason to rotate a token that GitLab rejects.
func (s *State) rejectionReason(ctx context.Context, planning Planning) (*Reason, diag.Diagnostics) {
	rejected, diags := framework.Flag(ctx, planning.Private, rejectedKey)
	unknown := s.VerifyOnRefresh.IsUnknown()

	if !rejected || !unknown && !s.VerifyOnRefresh.ValueBool() || planning.Before.Token.IsNull() {
		return nil, diags
	}

	reason := &Reason{Attribute: path.Root(verifyOnRefresh), ID: tfdiag.TokenRejected}
	if unknown {
		reason.ID, reason.Possible = tfdiag.TokenRejectedPossibly, true
	}

	return reason, diags
}

// Rejected reports whether GitLab refuses the token, for certain.
func (r Reason) Rejected() bool {
	return r.ID == tfdiag.TokenRejected
}

// expiryText is an expiry as a text for a message.
func expiryText(at timetypes.RFC3339) string {
	if at.IsNull() {
		return "never"
	}

	return at.ValueString()
}
