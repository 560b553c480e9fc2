package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*verificationEphemeral)(nil)

// NewEphemeralVerification returns the ephemeral resource
// gitlabrunner_token_verification.
func NewEphemeralVerification() ephemeral.EphemeralResource { return &verificationEphemeral{} }

type verificationEphemeral struct {
	data *providerdata.Data
}

type verificationModel struct {
	Token          types.String `tfsdk:"token"`
	Valid          types.Bool   `tfsdk:"valid"`
	RunnerID       types.Int64  `tfsdk:"runner_id"`
	TokenExpiresAt types.String `tfsdk:"token_expires_at"`
}

// Metadata implements [ephemeral.EphemeralResource].
func (e *verificationEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_token_verification"
}

// Configure implements [ephemeral.EphemeralResourceWithConfigure].
func (e *verificationEphemeral) Configure(_ context.Context, req ephemeral.ConfigureRequest, resp *ephemeral.ConfigureResponse) {
	e.data = providerdata.From(req.ProviderData, &resp.Diagnostics)
}

// Schema implements [ephemeral.EphemeralResource].
func (e *verificationEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Checks whether a runner authentication token is valid, for example in a precondition. An invalid token is not an error. No access token is required.\n\n" +
			"The check runs in both plan and apply. Newer versions of GitLab count it as a contact of the runner; the runner manager that GitLab creates for it is removed again. " +
			"Requires Terraform 1.10 or OpenTofu 1.11.\n\n" +
			"GitLab's documentation: [verify a token](https://docs.gitlab.com/api/runners/#verify-authentication-for-a-registered-runner).",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				MarkdownDescription: "The token to check. If omitted or null, nothing is checked and all other attributes are null. This is the case for the token of the ephemeral resource `gitlabrunner_authentication_token` in a run that did not create one.",
				Optional:            true,
				Sensitive:           true,
			},
			"valid": schema.BoolAttribute{
				MarkdownDescription: "Whether GitLab accepts the token.",
				Computed:            true,
			},
			"runner_id": schema.Int64Attribute{
				MarkdownDescription: "The ID of the runner that the token belongs to. Null if the token is not valid.",
				Computed:            true,
			},
			"token_expires_at": schema.StringAttribute{
				MarkdownDescription: "When the token expires, in RFC 3339 format. Null if it does not expire or is not valid.",
				Computed:            true,
			},
		},
	}
}

// Open implements [ephemeral.EphemeralResource].
func (e *verificationEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var model verificationModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if token := model.Token.ValueString(); !model.Token.IsNull() {
		verified, err := verify(ctx, e.data.Client, token)
		if err != nil && !gitlabapi.IsRejected(err) {
			operation := tfdiag.Operation{Verb: "verify", Noun: "authentication token", Needs: needsToken}
			resp.Diagnostics.Append(operation.Failed(err)...)

			return
		}

		model.Valid = types.BoolValue(err == nil)

		if err == nil {
			model.RunnerID = types.Int64Value(verified.ID)
			model.TokenExpiresAt = types.StringPointerValue(framework.FormatTime(verified.TokenExpiresAt))
		}
	}

	resp.Diagnostics.Append(resp.Result.Set(ctx, &model)...)
}
