package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

func (l *assignmentList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Lists project assignments with `terraform query`, which can also generate a configuration with import blocks for them. " +
			"It lists either the projects that a runner is assigned to or the runners that are assigned to a project.\n\n" +
			"The project that owns a runner is not an assignment and is left out. GitLab does not report which project that is. " +
			"It is certain only if an administrator sees that the runner has a single project; otherwise the first project that GitLab returns is assumed to be the owner, with a warning, " +
			"just as when the runner is imported. If the assumption is wrong, remove the assignment to the real owner from the generated configuration and add one for the first project.\n\n" +
			"Only projects that the user of the access token may see are listed; administrators see all of them. " +
			"Listing by runner costs one request, or none if another list in the query has already read the runner. Listing by project costs one more request per runner.\n\n" +
			"GitLab's documentation: [list project runners](https://docs.gitlab.com/api/runners/#list-project-runners), " +
			"[runner details](https://docs.gitlab.com/api/runners/#retrieve-runner-details).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: descriptionRunnerID + " Lists the projects that it is assigned to. Exactly one of `runner_id` and `project` is required.",
				Optional:            true,
				Validators:          []validator.Int64{framework.IDValidator()},
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The project, " + descriptionProject + ". Lists the runners that are assigned to it. Exactly one of `runner_id` and `project` is required.",
				Optional:            true,
				Validators:          []validator.String{framework.ProjectValidator()},
			},
		},
	}
}

func (l *assignmentList) ListResourceConfigValidators(context.Context) []list.ConfigValidator {
	return []list.ConfigValidator{framework.ListExactlyOneOf("runner_id", "project", "`42`")}
}
