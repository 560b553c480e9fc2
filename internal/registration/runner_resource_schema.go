package registration

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/lifecycle"
)

// Schema implements [resource.Resource].
func (r *runnerResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	const once = " It is used when the runner is created, and never again: another one, or none, is only recorded."

	attributes := map[string]schema.Attribute{
		"runner_type": schema.StringAttribute{
			MarkdownDescription: "The type of the runner, which the registration token has decided: `instance_type`, `group_type` or `project_type`.",
			Computed:            true,
		},
		"registration_token": schema.StringAttribute{
			MarkdownDescription: "The registration token of the instance, the group or the project that the runner shall serve. " +
				"The creation needs this or `registration_token_wo`." + once + " It is in the state; `registration_token_wo` is not.",
			Optional:  true,
			Sensitive: true,
		},
		"registration_token_wo": schema.StringAttribute{
			MarkdownDescription: "The same as `registration_token`, and in no plan and no state. Needs `registration_token_wo_version`, and Terraform or OpenTofu 1.11." + once,
			Optional:            true,
			Sensitive:           true,
			WriteOnly:           true,
		},
		"registration_token_wo_version": schema.Int64Attribute{
			MarkdownDescription: "Any number, which `registration_token_wo` needs beside it. A change, or its removal, is only recorded.",
			Optional:            true,
		},
	}
	maps.Copy(attributes, lifecycle.Attributes())

	resp.Schema = schema.Schema{
		DeprecationMessage: deprecation,
		MarkdownDescription: "A runner that is registered with a registration token, with its settings and its authentication token.\n\n" + deprecated +
			"The creation needs no access token, reading and changing the runner do. " +
			"The destroy needs none either while `token` is in the state: the runner is deleted as itself, and by its id where GitLab refuses the token, " +
			"as it does when the runner's agent has rotated it.\n\n" +
			"Every setting that is left out means GitLab's default, and a value that differs from it is shown as drift.\n\n" +
			"GitLab's documentation: [register a runner](https://docs.gitlab.com/api/runners/#create-a-runner-with-a-registration-token).",
		Attributes: attributes,
	}
}
