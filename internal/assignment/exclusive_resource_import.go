package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

type exclusiveIdentity struct {
	RunnerID types.Int64 `tfsdk:"runner_id"`
}

func (m exclusiveModel) identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return framework.Identify(ctx, target, exclusiveIdentity{m.RunnerID})
}
