package authtoken

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// NewEphemeralResource returns the ephemeral resource
// gitlabrunner_authentication_token.
func NewEphemeralResource() ephemeral.EphemeralResource {
	return &tokenEphemeral{providerdata.EphemeralResource{Name: "authentication_token"}}
}

type tokenEphemeral struct{ providerdata.EphemeralResource }

type handoffModel struct {
	RunnerID     types.Int64  `tfsdk:"runner_id"`
	TokenVersion types.Int64  `tfsdk:"token_version"`
	BaseURL      types.String `tfsdk:"base_url"`
	Token        types.String `tfsdk:"token"`
	Available    types.Bool   `tfsdk:"available"`
}

func (e *tokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Provides an authentication token that was created in the same run, so that you can write it to a secret store without storing it in the plan or the state. " +
			"It never creates a token: in a run that did not create one, `token` is null and `available` is `false`.\n\n" +
			"The resource that creates the token must use the same provider configuration. Requires Terraform 1.10 or OpenTofu 1.11. Write-only arguments of secret stores require 1.11 of either.",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The ID of the runner.",
				Required:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
			},
			"token_version": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The `token_version` of the resource that creates the token.",
				Required:            true,
			},
			"base_url": schema.StringAttribute{
				MarkdownDescription: "The URL of the GitLab instance that the token is for. Set it if the configuration uses several instances: with the `provider` of another one, the ephemeral resource then fails instead of providing the token of a runner with the same ID. Defaults to none: any instance.",
				Optional:            true,
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "The token of that version. Null in a run that did not create it.",
				Computed:            true,
				Sensitive:           true,
			},
			"available": schema.BoolAttribute{
				MarkdownDescription: "Whether `token` is available in this run.",
				Computed:            true,
			},
		},
	}
}

// firstVersion is long before the first runner: the version of a token that
// was made and not adopted is a moment after it.
const firstVersion = 1 << 30

// Open implements [ephemeral.EphemeralResource]. It runs in plan and in apply,
// so it must not create anything.
func (e *tokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	var model handoffModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	resp.Diagnostics.Append(tfdiag.CheckID(path.Root("runner_id"), model.RunnerID)...)
	if resp.Diagnostics.HasError() {
		return
	}

	if url := model.BaseURL.ValueString(); url != "" && !e.Data.Client.IsAt(url) {
		resp.Diagnostics.Append(tfdiag.At(path.Root("base_url"), tfdiag.HandoffOtherInstance, tfdiag.Values{"url": url}))

		return
	}

	id, version := model.RunnerID.ValueInt64(), model.TokenVersion.ValueInt64()

	token, available := e.Data.LookupToken(id, version)

	model.Token = types.StringNull()
	model.Available = types.BoolValue(available)

	if available {
		model.Token = types.StringValue(token)
	} else {
		e.warnIfLost(ctx, id, version, resp)
	}

	resp.Diagnostics.Append(resp.Result.Set(ctx, &model)...)
}

// warnIfLost warns of a token that was created in an earlier run and has not been
// used since: it may not have reached its store. A runner that cannot be read is
// not an error. A contact in the second of the creation is that of the exchange
// that created the token.
func (e *tokenEphemeral) warnIfLost(ctx context.Context, id, version int64, resp *ephemeral.OpenResponse) {
	if version < firstVersion {
		return
	}

	runner, err := e.Data.Client.SharedRunner(ctx, id)
	if err != nil || (runner.ContactedAt != nil && runner.ContactedAt.Unix() > version) {
		return
	}

	resp.Diagnostics.Append(tfdiag.New(tfdiag.TokenMayBeLost, tfdiag.Values{
		"runner": id, "time": time.Unix(version, 0).UTC().Format(time.RFC3339),
	}))
}
