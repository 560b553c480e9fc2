package registeredrunner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

func (r *runnerResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	const once = " It is used only when the runner is created; changing or removing it later only updates the state. Defaults to none."

	attributes := map[string]schema.Attribute{
		"runner_type": schema.StringAttribute{
			MarkdownDescription: "The type of the runner, which depends on the registration token: `instance_type`, `group_type` or `project_type`.",
			Computed:            true,
		},
		"registration_token": schema.StringAttribute{
			MarkdownDescription: "The registration token of the instance, group or project that the runner is to serve. " +
				"Creating the runner requires either this or `registration_token_wo`, which is not stored in the state." + once,
			Optional:  true,
			Sensitive: true,
		},
		"registration_token_wo": schema.StringAttribute{
			MarkdownDescription: "The same as `registration_token`, but never stored in the plan or the state. Requires `registration_token_wo_version`, and Terraform or OpenTofu 1.11." + once,
			Optional:            true,
			Sensitive:           true,
			WriteOnly:           true,
		},
		"registration_token_wo_version": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: "The version of `registration_token_wo`, any whole number. Required with `registration_token_wo`. Changing or removing it only updates the state.",
			Optional:            true,
		},
		"info": infoAttribute(),
	}
	maps.Copy(attributes, runnermodel.Attributes())

	resp.Schema = schema.Schema{
		DeprecationMessage: deprecation + " A moved block migrates an existing runner.",
		MarkdownDescription: "Registers a runner with a registration token, and manages its settings and its authentication token.\n\n" + deprecated +
			"Creating the runner does not require an access token; reading and updating it does. " +
			"Destroying it does not require one either as long as `token` is in the state: the runner's own token is used, " +
			"and only if GitLab rejects that token, for example because GitLab Runner has rotated it, the runner is deleted by its ID.\n\n" +
			"A setting that you omit means GitLab's default, and a different value in GitLab is shown as drift.\n\n" +
			"To stop using registration tokens, move the runner to `gitlabrunner_runner` with a `moved` block, and replace the registration token with " +
			"`runner_type` and, if applicable, `group_id` or `project_id`. The move preserves the token and changes nothing in GitLab. " +
			"It requires Terraform 1.8 or OpenTofu 1.10.\n\n" +
			"GitLab's documentation: [register a runner](https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token).",
		Attributes: attributes,
	}
}
