package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

type tokenIdentity struct {
	RunnerID types.Int64 `tfsdk:"runner_id"`
}

func (m resourceModel) identify(ctx context.Context, target *tfsdk.ResourceIdentity) diag.Diagnostics {
	return framework.Identify(ctx, target, tokenIdentity{m.RunnerID})
}

// imported reports whether the state is one that ImportState has just made.
func (m resourceModel) imported() bool { return m.StoreToken.IsNull() }

// adopt sets the defaults of a configuration, so that the plan after an import is
// empty. An import makes no token: the one that the runner has stays valid, and unknown.
func (m *resourceModel) adopt() {
	m.State = tokenstate.Imported()
	m.ResetOnCreate = types.BoolValue(false)
	m.UseRunnerToken = types.BoolValue(false)
}
