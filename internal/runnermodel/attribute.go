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

// drainTimeoutExample shows, in an error, values that fit drain_timeout.
const drainTimeoutExample = "`90m` or `1d`"

// Attributes returns the attributes that every resource that creates a runner has.
// The attribute runner_type is not among them: it is configured in one resource
// and computed in the other.
func Attributes() map[string]schema.Attribute {
	attributes := map[string]schema.Attribute{
		"id": schema.Int64Attribute{
			MarkdownDescription: "The ID of the runner.",
			Computed:            true,
			PlanModifiers:       []planmodifier.Int64{int64planmodifier.UseStateForUnknown()},
		},
		"drain_timeout": schema.StringAttribute{
			MarkdownDescription: "The time that a destroy waits for running jobs to finish, as a duration such as `90m` or `1d`. The runner is paused first and deleted once it is idle. " +
				"If jobs are still running when the time is up, the destroy fails and the runner stays paused. " +
				"The value must have been applied before the destroy that relies on it. Changing it only updates the state. Defaults to none: the runner is deleted immediately.",
			Optional:   true,
			Validators: []validator.String{framework.DurationValidator(drainTimeoutExample)},
		},
	}
	maps.Copy(attributes, settingsAttributes())
	maps.Copy(attributes, tokenstate.Attributes())

	return attributes
}
