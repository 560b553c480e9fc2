package tokenstate

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// warnManagers warns, in a plan that rotates a token, about the runner managers that
// lose theirs. Managers that cannot be read do not stop a plan.
func (p Planning) warnManagers(ctx context.Context, reason Reason, diags *diag.Diagnostics) {
	if p.Data == nil {
		return
	}

	managers, err := p.Data.Client.RunnerManagers(ctx, p.Runner)
	if err != nil {
		return
	}

	if reason.Attribute.Equal(path.Root(verifyOnRefresh)) {
		p.warnUsedSince(managers, diags)
	} else {
		p.warnShared(managers, diags)
	}
}

// warnShared warns if several runner managers in contact share the token: all of them
// need the new one at once, and a GitLab Runner that rotates its token by itself
// (from 75 % of its lifetime on) would undo the rotation of this configuration.
func (p Planning) warnShared(managers []gitlabapi.RunnerManager, diags *diag.Diagnostics) {
	online := systemIDs(managers, func(manager gitlabapi.RunnerManager) bool { return manager.Status == gitlabapi.ManagerOnline })
	if len(online) < 2 {
		return
	}

	diags.Append(tfdiag.At(path.Root("token"), tfdiag.TokenShared, p.values(tfdiag.Values{"count": len(online), "managers": tfdiag.List(online, ", ")})))
}

// warnUsedSince warns about the runner managers that were in contact since a token was
// created that is no longer valid: they may have the token that replaced it.
func (p Planning) warnUsedSince(managers []gitlabapi.RunnerManager, diags *diag.Diagnostics) {
	since := p.Before.TokenVersion.ValueInt64()

	used := systemIDs(managers, func(manager gitlabapi.RunnerManager) bool {
		return manager.ContactedAt != nil && manager.ContactedAt.Unix() >= since
	})
	if len(used) == 0 {
		return
	}

	count := "1 runner manager"
	if len(used) > 1 {
		count = fmt.Sprintf("%d runner managers", len(used))
	}

	diags.Append(tfdiag.At(path.Root(verifyOnRefresh), tfdiag.TokenUsedSince, p.values(tfdiag.Values{"count": count, "managers": tfdiag.List(used, ", ")})))
}

// systemIDs are the system IDs of those managers for which a condition holds,
// without the one that the provider itself leaves.
func systemIDs(managers []gitlabapi.RunnerManager, holds func(gitlabapi.RunnerManager) bool) []string {
	var ids []string

	for _, manager := range managers {
		if manager.SystemID != gitlabapi.OwnSystemID && holds(manager) {
			ids = append(ids, manager.SystemID)
		}
	}

	return ids
}
