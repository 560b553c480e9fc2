package assignment

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

type exclusiveIdentity struct {
	RunnerID types.Int64 `tfsdk:"runner_id"`
}

func (r *exclusiveResource) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	framework.IdentitySchema{"runner_id": "The ID of the runner."}.Describe(resp)
}

func (m exclusiveModel) identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return framework.Identify(ctx, target, exclusiveIdentity{m.RunnerID})
}

func (r *exclusiveResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	framework.ImportRunner(ctx, req, resp, "runner_id")
}
