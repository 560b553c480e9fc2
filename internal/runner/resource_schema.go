package runner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/lifecycle"
)

// Schema implements [resource.Resource].
func (r *runnerResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"runner_type": schema.StringAttribute{
			MarkdownDescription: "The type of the runner: " + descriptionRunnerType + " Another type is another runner: a change replaces it.",
			Required:            true,
			Validators:          []validator.String{stringvalidator.OneOf(gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType)},
			PlanModifiers:       []planmodifier.String{replaceUnlessUnread()},
		},
		"group_id": schema.Int64Attribute{
			MarkdownDescription: descriptionGroupID + " Required for a `group_type` runner, and only allowed there. A change replaces the runner.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(1)},
			PlanModifiers:       []planmodifier.Int64{replaceUnlessGuessed()},
		},
		"project_id": schema.Int64Attribute{
			MarkdownDescription: descriptionProjectID + " Required for a `project_type` runner, and only allowed there. A change replaces the runner, " +
				"except after an import or a move from which GitLab's answer did not tell the owner.",
			Optional:      true,
			Validators:    []validator.Int64{int64validator.AtLeast(1)},
			PlanModifiers: []planmodifier.Int64{replaceUnlessGuessed()},
		},
	}
	maps.Copy(attributes, lifecycle.Attributes())

	resp.Schema = schema.Schema{
		MarkdownDescription: "A runner of an instance, a group or a project, with its settings and its authentication token.\n\n" +
			"Every setting that is left out means GitLab's default, and a value that differs from it is shown as drift. " +
			"What changes by itself (status, contact times, versions) is in the data source of the same name.\n\n" +
			"GitLab's documentation: [Runners API](https://docs.gitlab.com/api/runners/), " +
			"[creating a runner](https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user).",
		Attributes: attributes,
	}
}
