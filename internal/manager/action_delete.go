package manager

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

const (
	// maxSystemID is GitLab's limit of a system ID, app/models/ci/runner_manager.rb.
	maxSystemID     = 64
	systemIDExample = "`s_1a2b3c4d5e6f`"
)

// NewDeleteAction returns the action gitlabrunner_delete_runner_manager.
func NewDeleteAction() action.Action {
	return &deleteAction{providerdata.Action{Name: "delete_runner_manager"}}
}

type deleteAction struct{ providerdata.Action }

type deleteModel struct {
	Token    types.String `tfsdk:"token"`
	SystemID types.String `tfsdk:"system_id"`
}

func (a *deleteAction) Schema(_ context.Context, _ action.SchemaRequest, resp *action.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Deletes a runner manager of a runner, for example after its machine was shut down. The runner stays, with its token and its other runner managers. " +
			"No access token is required.\n\n" +
			"If the runner has no such runner manager, nothing is done, so the action can be repeated. If GitLab Runner still uses the token, it becomes a runner manager again with its next request: " +
			"stop it first. In GitLab before about 18.2, the request counts as a contact of the runner, though not of any runner manager.\n\n" +
			"GitLab's documentation: [delete a runner manager](https://docs.gitlab.com/api/runners/#delete-a-runner-manager). " +
			"Requires Terraform 1.14 or newer; OpenTofu does not support actions.",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				MarkdownDescription: "The authentication token of the runner. Write-only: it is not in the state, in the output of Terraform, or in a message of the provider. " +
					"If a resource triggers the action, pass an ephemeral value. If you invoke it with `-invoke`, pass a sensitive variable that is not ephemeral, " +
					"because Terraform 1.16 drops ephemeral values there, and do not save the plan, which would contain it.",
				Required:   true,
				WriteOnly:  true,
				Validators: []validator.String{tokenstate.AuthenticationToken("the `token` of a `gitlabrunner_runner`")},
			},
			"system_id": schema.StringAttribute{
				MarkdownDescription: "The system ID of the runner manager, from the data source `gitlabrunner_runner_managers` or the file `.runner_system_id` on its machine. At most 64 characters.",
				Required:            true,
				Validators:          []validator.String{framework.NotEmpty(systemIDExample), framework.AtMostCharacters(maxSystemID, systemIDExample)},
			},
		},
	}
}

func (a *deleteAction) Invoke(ctx context.Context, req action.InvokeRequest, resp *action.InvokeResponse) {
	var config deleteModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	object := "runner manager " + gitlabapi.Clean(config.SystemID.ValueString())
	err := a.Data.Client.DeleteRunnerManager(ctx, config.Token.ValueString(), config.SystemID.ValueString())

	switch {
	case err == nil:
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The %s is deleted.", object)})
	case gitlabapi.IsGone(err):
		resp.SendProgress(action.InvokeProgressEvent{Message: fmt.Sprintf("The runner has no %s: there is nothing to delete.", object)})
	default:
		resp.Diagnostics.Append(tfdiag.Call{Operation: tfdiag.DeleteManager, Object: object}.Failed(err)...)
	}
}
