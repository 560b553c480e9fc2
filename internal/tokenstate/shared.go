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
// contact share it: all of them need the new one at once, and a GitLab Runner
// that rotates its token by itself (from 75 % of its life on) would undo the
// rotation of this configuration. Managers that cannot be read do not stop a
// plan.
func WarnShared(ctx context.Context, client *gitlabapi.Client, runner int64, diags *diag.Diagnostics) {
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

	diags.AddAttributeWarning(path.Root("token"), "Several machines share the token", fmt.Sprintf(
		"%d runner managers of runner %d are in contact with the token that the rotation replaces: %s. Pass the new token to each of them. "+
			"If GitLab Runner rotates the token on these machines by itself, turn one of the two rotations off.", len(online), runner, tfdiag.List(online, ", ")))
}
