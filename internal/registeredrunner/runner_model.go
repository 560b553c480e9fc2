package registeredrunner

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// runnerModel is the state of a registered runner.
type runnerModel struct {
	runnermodel.Runner

	RegistrationToken          types.String `tfsdk:"registration_token"`
	RegistrationTokenWO        types.String `tfsdk:"registration_token_wo"`
	RegistrationTokenWOVersion types.Int64  `tfsdk:"registration_token_wo_version"`
	Info                       types.Object `tfsdk:"info"`
}

// request is the request for the runner that the plan describes.
func (m runnerModel) request(registrationToken string) gitlabapi.RegisterRunner {
	return gitlabapi.RegisterRunner{Token: registrationToken, NewSettings: m.New(), Info: m.infoToAPI()}
}

// isSet reports whether a text is there for certain. Empty is absent, as GitLab
// has it.
func isSet(text types.String) bool { return text.ValueString() != "" }

// token is the registration token of a configuration that creates a runner;
// empty while it is not known. A write-only value is nowhere but there.
func (m runnerModel) token(diags *diag.Diagnostics) string {
	plain, writeOnly := m.RegistrationToken, m.RegistrationTokenWO

	checkKind(path.Root("registration_token"), plain, diags)
	checkKind(path.Root("registration_token_wo"), writeOnly, diags)

	switch {
	case isSet(plain) && isSet(writeOnly):
		diags.Append(twoTokens())
	case plain.IsUnknown() || writeOnly.IsUnknown():
		return ""
	case !isSet(plain) && !isSet(writeOnly):
		diags.Append(tfdiag.At(path.Root("registration_token"), tfdiag.RegistrationTokenMissing, nil))
	case !isSet(writeOnly) && !m.RegistrationTokenWOVersion.IsNull():
		diags.Append(tfdiag.At(path.Root("registration_token_wo_version"), tfdiag.RegistrationVersionAlone, nil))
	}

	return plain.ValueString() + writeOnly.ValueString()
}

// checkKind refuses a token that is visibly of another kind.
func checkKind(attribute path.Path, token types.String, diags *diag.Diagnostics) {
	if kind := gitlabapi.KindOfToken(token.ValueString()); kind != "" && kind != gitlabapi.RegistrationToken {
		diags.Append(tfdiag.At(attribute, tfdiag.NoRegistrationToken, tfdiag.Values{"kind": kind}))
	}
}

func twoTokens() diag.Diagnostic {
	return tfdiag.At(path.Root("registration_token_wo"), tfdiag.RegistrationTokensBoth, nil)
}
