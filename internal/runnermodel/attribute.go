package runnermodel

import (
	"maps"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// Attributes is the schema of a runner with its settings, its token and its
// end, to be added to a resource's own. Runner_type is not in it: some are
// told, others tell.
func Attributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"id": schema.Int64Attribute{
			MarkdownDescription: "The ID of the runner.",
			Computed:            true,
			PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
		},
		"drain_timeout": schema.StringAttribute{
			MarkdownDescription: "How long a destroy waits for running jobs to finish, as a duration such as `90m` or `1d`. The runner is paused first and deleted once it is idle. " +
				"If jobs are still running when the time is up, the destroy fails and the runner stays paused. " +
				"The value must have been applied before the destroy that relies on it. Changing it only updates the state. Defaults to none: the runner is deleted immediately.",
			Optional:   true,
			Validators: []validator.String{framework.DurationValidator()},
		},
	}
	maps.Copy(attributes, settingsAttributes())
	maps.Copy(attributes, tokenstate.Attributes())

	return attributes
}
