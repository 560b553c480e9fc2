package runner

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/lifecycle"
)

// ownerGuessedKey marks, in private state, that project_id is a guess.
const ownerGuessedKey = "owner_guessed"

var (
	guessed = []byte("true")
	known   = []byte("false")
)

// ImportState implements [resource.ResourceWithImportState].
func (r *runnerResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	lifecycle.ImportState(ctx, req, resp)
}

// adopt fills in what a configuration would have said, so that the plan after
// an import is empty. It reports whether the owner project is a guess, which
// it is as soon as the runner has several: GitLab never names the owner.
func (m *resourceModel) adopt(runner gitlabapi.Runner) bool {
	m.FillDefaults()

	if len(runner.Groups) > 0 {
		m.GroupID = types.Int64Value(runner.Groups[0].ID)
	}

	if len(runner.Projects) > 0 {
		m.ProjectID = types.Int64Value(runner.Projects[0].ID)
	}

	return runner.RunnerType == gitlabapi.ProjectType && len(runner.Projects) != 1
}

func warnGuessed(runner gitlabapi.Runner, diags *diag.Diagnostics) {
	if len(runner.Projects) == 0 {
		diags.AddAttributeWarning(
			path.Root("project_id"),
			"The owner project is not known",
			fmt.Sprintf("Runner %d belongs to projects that the owner of the access token cannot see. "+
				"Set project_id to the project that owns the runner; it is taken over without replacing the runner.", runner.ID),
		)

		return
	}

	names := make([]string, 0, len(runner.Projects))
	for _, project := range runner.Projects {
		names = append(names, fmt.Sprintf("%d (%s)", project.ID, project.PathWithNamespace))
	}

	diags.AddAttributeWarning(
		path.Root("project_id"),
		"The owner project is a guess",
		fmt.Sprintf("Runner %d is assigned to %d projects, and GitLab does not tell which of them owns it: %s. The first was taken. "+
			"If another one owns the runner, set project_id to it; it is taken over without replacing the runner.",
			runner.ID, len(names), strings.Join(names, ", ")),
	)
}

// replaceUnlessGuessed replaces the runner when its owner changes, and takes a
// configured owner over where the one in state is only a guess.
func replaceUnlessGuessed() planmodifier.Int64 {
	const text = "A change replaces the runner, unless the owner in state is a guess made at import."

	return int64planmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
			mark, diags := req.Private.GetKey(ctx, ownerGuessedKey)
			resp.Diagnostics.Append(diags...)
			resp.RequiresReplace = string(mark) != string(guessed) || req.PlanValue.IsNull()
		},
		text, text,
	)
}
