package tokenstate

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// WarnShared warns, in a plan that rotates a token, if several machines in
// contact share it. All of them need the new one at once, and an agent that
// rotates its token by itself (from 75 % of its life on) would fight with this
// configuration. Managers that cannot be read are no reason to stop a plan.
func WarnShared(ctx context.Context, client *gitlabapi.Client, runner int64, attribute string, diags *diag.Diagnostics) {
	managers, err := client.RunnerManagers(ctx, runner)
	if err != nil {
		return
	}

	var online []string

	for _, manager := range managers {
		if manager.Status == gitlabapi.ManagerOnline && manager.SystemID != gitlabapi.OwnSystemID {
			online = append(online, manager.SystemID)
		}
	}

	if len(online) < 2 {
		return
	}

	diags.AddAttributeWarning(path.Root(attribute), "Several machines share the token", fmt.Sprintf(
		"%d runner managers of runner %d are in contact with the token that is about to be replaced: %s. Each of them needs the new one. "+
			"If their agents rotate the token by themselves, switch one of the two off.", len(online), runner, tfdiag.List(online, ", ")))
}
