package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// NewUnregisterAction returns the action gitlabrunner_unregister_runner.
func NewUnregisterAction() action.Action {
	return &unregisterAction{providerdata.Action{Name: "unregister_runner"}}
}

type unregisterAction struct{ providerdata.Action }

type unregisterModel struct {
	Token types.String `tfsdk:"token"`
}

func (a *unregisterAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Unregisters a runner with its own token, as `gitlab-runner unregister` does: GitLab deletes the runner with all of its runner managers and assignments, " +
			"whatever its type and however many projects it has. No access token is required.\n\n" +
			"The action checks the token immediately before. If GitLab does not accept it, for example because the runner was unregistered already, the action fails and deletes nothing. " +
			"To delete a single runner manager of a runner, use `gitlabrunner_delete_runner_manager`.\n\n" +
			"The action does not change the state: a resource that manages the runner creates it again with the next apply. To delete a runner that Terraform manages, remove its resource instead.\n\n" +
			"GitLab's documentation: [delete a runner by its authentication token](https://docs.gitlab.com/api/runners/#delete-a-runner-by-authentication-token). " +
			"Requires Terraform 1.14 or newer; OpenTofu does not support actions.",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				MarkdownDescription: "The authentication token of the runner. Write-only: it is not in the state, in the output of Terraform, or in a message of the provider. " +
					"If a resource triggers the action, pass an ephemeral value. If you invoke it with `-invoke`, pass a sensitive variable that is not ephemeral, " +
					"because Terraform 1.16 drops ephemeral values there, and do not save the plan, which would contain it.",
				Required:   true,
				WriteOnly:  true,
				Validators: []validator.String{tokenstate.AuthenticationToken(tokenExample)},
			},
		},
	}
}

func (a *unregisterAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config unregisterModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	token := config.Token.ValueString()

	valid, err := a.Data.Client.TokenValid(ctx, token)

	switch {
	case err != nil:
		resp.Diagnostics.Append(tfdiag.Call{Operation: tfdiag.CheckRunnerToken, Note: tfdiag.NothingDeleted}.Failed(err)...)

		return
	case !valid:
		resp.Diagnostics.Append(tfdiag.At(path.Root("token"), tfdiag.TokenOfNoRunner, nil))

		return
	}

	err = a.Data.Client.UnregisterRunner(ctx, token)

	// GitLab has just accepted the token. It refuses it in a later attempt because
	// an earlier one, whose answer was lost, deleted the runner.
	if err != nil && !(gitlabapi.IsTokenRefused(err) && sentBefore(err)) {
		resp.Diagnostics.Append(tfdiag.Call{Operation: tfdiag.UnregisterRunner, Object: "a runner by its token"}.Failed(err)...)

		return
	}

	resp.SendProgress(action.InvokeProgressEvent{
		Message: "The runner is unregistered: GitLab has deleted it, with its runner managers and assignments.",
	})
}
