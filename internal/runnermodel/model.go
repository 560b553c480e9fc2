package runnermodel

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// Runner is the state of a runner; a resource's model embeds it.
type Runner struct {
	Settings
	tokenstate.State

	ID           types.Int64  `tfsdk:"id"`
	RunnerType   types.String `tfsdk:"runner_type"`
	DrainTimeout types.String `tfsdk:"drain_timeout"`
}

// Created sets the attributes that only the answer to a creation has, and publishes
// the token.
func (r *Runner) Created(
	ctx context.Context, data *providerdata.Data, created gitlabapi.CreatedRunner, private framework.Private,
) diag.Diagnostics {
	r.ID = types.Int64Value(created.ID)

	return r.Publish(ctx, created.IssuedToken, tokenstate.Creation{Data: data, Runner: created.ID, Private: private})
}
