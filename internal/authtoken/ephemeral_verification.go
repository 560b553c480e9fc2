package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-timetypes/timetypes"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	// maxSystemID is GitLab's limit of a system ID, app/models/ci/runner_manager.rb.
	maxSystemID     = 64
	systemIDExample = "`s_1a2b3c4d5e6f`"
)

// NewEphemeralVerification returns the ephemeral resource
// gitlabrunner_token_verification.
func NewEphemeralVerification() ephemeral.EphemeralResource {
	return &verificationEphemeral{providerdata.EphemeralResource{Name: "token_verification"}}
}

type verificationEphemeral struct{ providerdata.EphemeralResource }

type verificationModel struct {
	Token          types.String      `tfsdk:"token"`
	SystemID       types.String      `tfsdk:"system_id"`
	Valid          types.Bool        `tfsdk:"valid"`
	RunnerID       types.Int64       `tfsdk:"runner_id"`
	TokenExpiresAt timetypes.RFC3339 `tfsdk:"token_expires_at"`
}

func (e *verificationEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Checks whether a runner authentication token is valid, for example in a precondition. An invalid token is not an error. No access token is required.\n\n" +
			"The check runs in both plan and apply. Without `system_id` it leaves no trace: GitLab creates no runner manager for it, " +
			"and from about GitLab 18.2 on it does not count as a contact of the runner. With `system_id` it is what GitLab Runner sends when it starts. " +
			"An answer that is not about the token, for example of a read-only instance or a gateway, is an error. " +
			"Requires Terraform 1.10 or OpenTofu 1.11.\n\n" +
			"GitLab's documentation: [verify a token](https://docs.gitlab.com/api/runners/#verify-authentication-for-a-registered-runner), " +
			"[delete a runner manager](https://docs.gitlab.com/api/runners/#delete-a-runner-manager).",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				MarkdownDescription: "The token to check. If omitted or null, nothing is checked and all other attributes are null. This is the case for the token of the ephemeral resource `gitlabrunner_authentication_token` in a run that did not create one.",
				Optional:            true,
				Sensitive:           true,
			},
			"system_id": schema.StringAttribute{
				MarkdownDescription: "The system ID of a runner manager, as in its `.runner_system_id` file. With it the token is verified on behalf of that runner manager: GitLab creates it if there is none, " +
					"and counts the check as a contact of the runner and of the runner manager (from about 17.9 to 18.1 only for registered runners). At most 64 characters. Defaults to none: the check leaves no trace.",
				Optional:   true,
				Validators: []validator.String{framework.NotEmpty(systemIDExample), framework.AtMostCharacters(maxSystemID, systemIDExample)},
			},
			"valid": schema.BoolAttribute{
				MarkdownDescription: "Whether GitLab accepts the token.",
				Computed:            true,
			},
			"runner_id": schema.Int64Attribute{
				MarkdownDescription: "The ID of the runner that the token belongs to. Null without `system_id`, or if the token is not valid.",
				Computed:            true,
			},
			"token_expires_at": schema.StringAttribute{
				CustomType:          timetypes.RFC3339Type{},
				MarkdownDescription: "The time when the token expires, in RFC 3339 format. Null without `system_id`, or if the token does not expire or is not valid.",
				Computed:            true,
			},
		},
	}
}

func (e *verificationEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var model verificationModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if !model.Token.IsNull() {
		if err := e.check(ctx, &model); err != nil {
			resp.Diagnostics.Append(tfdiag.Call{Operation: tfdiag.CheckRunnerToken}.Failed(err)...)

			return
		}
	}

	resp.Diagnostics.Append(resp.Result.Set(ctx, &model)...)
}

// check fills in what GitLab says of the token.
func (e *verificationEphemeral) check(ctx context.Context, model *verificationModel) error {
	token := model.Token.ValueString()

	if model.SystemID.IsNull() {
		valid, err := e.Data.Client.TokenValid(ctx, token)
		model.Valid = types.BoolValue(valid)

		return err
	}

	verified, err := e.Data.Client.VerifyToken(ctx, token, model.SystemID.ValueString())

	switch {
	case err == nil:
		model.Valid = types.BoolValue(true)
		model.RunnerID = types.Int64Value(verified.ID)
		model.TokenExpiresAt = framework.TimeValue(verified.TokenExpiresAt)
	case gitlabapi.IsTokenRefused(err):
		model.Valid = types.BoolValue(false)
	default:
		return err
	}

	return nil
}
