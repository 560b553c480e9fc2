package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listresourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/list/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// ListResourceConfigSchema implements [list.ListResource].
func (l *assignmentList) ListResourceConfigSchema(_ context.Context, _ list.ListResourceSchemaRequest, resp *list.ListResourceSchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Project assignments for `terraform query`, which shows what there is and writes a configuration with import blocks for it: " +
			"the projects that a runner is assigned to, or the runners that are assigned to a project.\n\n" +
			"The project that owns a runner is no assignment and is left out. GitLab does not tell which one it is: " +
			"it is known where an administrator sees that the runner has no other project. Otherwise the first that GitLab shows is taken for it, with a warning, " +
			"as an import of the runner does. If that is wrong, remove the assignment to the owner from what was written, and add the one to the first project.\n\n" +
			"Only projects that the owner of the access token may see are listed; an administrator sees all. " +
			"The list of a runner costs one request, and none where another list of the query has read it; that of a project one for each runner besides.\n\n" +
			"GitLab's documentation: [list project runners](https://docs.gitlab.com/api/runners/#list-project-runners), " +
			"[runner details](https://docs.gitlab.com/api/runners/#retrieve-runner-details).",
		Attributes: map[string]schema.Attribute{
			"runner_id": schema.Int64Attribute{
				MarkdownDescription: descriptionRunnerID + " Lists the projects that it is assigned to. Exactly one of `runner_id` and `project` is needed.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The project: " + descriptionProject + ". Lists the runners that are assigned to it. Exactly one of `runner_id` and `project` is needed.",
				Optional:            true,
				Validators:          []validator.String{namespace.ProjectValidator()},
			},
		},
	}
}

// ListResourceConfigValidators implements [list.ListResourceWithConfigValidators].
func (l *assignmentList) ListResourceConfigValidators(context.Context) []list.ConfigValidator {
	return []list.ConfigValidator{listresourcevalidator.ExactlyOneOf(path.MatchRoot("runner_id"), path.MatchRoot("project"))}
}
