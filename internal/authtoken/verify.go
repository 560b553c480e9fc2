package authtoken

import (
	"context"

	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// verify asks GitLab for the runner of a token, and removes the runner manager
// that GitLab creates for the request.
func verify(ctx context.Context, client *gitlabapi.Client, token string) (gitlabapi.VerifiedToken, error) {
	verified, err := client.VerifyToken(ctx, token, gitlabapi.OwnSystemID)
	if err != nil {
		return verified, err
	}

	if err := client.DeleteRunnerManager(ctx, token, gitlabapi.OwnSystemID); err != nil && !gitlabapi.IsGone(err) {
		tflog.Warn(ctx, "The runner manager that the verification left could not be removed", map[string]any{
			"runner_id": verified.ID, "system_id": gitlabapi.OwnSystemID, "error": err.Error(),
		})
	}

	return verified, nil
}
