package runner

import (
	"context"
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

func (r *runnerResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"runner_type": schema.StringAttribute{
			MarkdownDescription: descriptionRunnerType + " Changing this replaces the runner.",
			Required:            true,
			Validators:          []validator.String{framework.OneOf(gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType)},
			PlanModifiers:       []planmodifier.String{replaceUnlessUnread()},
		},
		"group_id": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: descriptionGroupID + " Required for, and only allowed with, `group_type`. Changing this replaces the runner, unless the owner was not known after an import or a move.",
			Optional:            true,
			Validators:          []validator.Int64{framework.IDValidator()},
			PlanModifiers:       []planmodifier.Int64{replaceUnlessAdmitted()},
		},
		"project_id": schema.Int64Attribute{
			CustomType: framework.WholeNumber{},
			MarkdownDescription: descriptionProjectID + " Required for, and only allowed with, `project_type`. Changing this replaces the runner, " +
				"unless the owner was not known after an import or a move, or an administrator corrects an owner that was deleted.",
			Optional:   true,
			Validators: []validator.Int64{framework.IDValidator()},
		},
	}
	maps.Copy(attributes, runnermodel.Attributes())

	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages an instance, group or project runner: its settings and its authentication token.\n\n" +
			"A setting that you omit means GitLab's default, and a different value in GitLab is shown as drift. " +
			"Values that change on their own (status, contact times, versions) are available from the data source of the same name.\n\n" +
			"GitLab's documentation: [Runners API](https://docs.gitlab.com/api/runners/), " +
			"[creating a runner](https://docs.gitlab.com/api/users/#create-a-runner-linked-to-a-user).",
		Attributes: attributes,
	}
}
