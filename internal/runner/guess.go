package runner

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/int64planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// guess is what an import or a move could not know: which project, or group,
// owns the runner. While it stands, a configuration that knows better is believed, once
// and without a request.
type guess struct {
	Made bool `json:"made"`
	// Among are the only owners that come into question; empty is any, where
	// they may not all have been seen.
	Among []int64 `json:"among,omitempty"`
}

const guessKey = "owner_guess"

// guessOwner tells how sure it is that the owner in state is the owner. An
// administrator sees every project: one alone is the owner, and of several it
// is one of them. Who is none may see a part only.
func guessOwner(runner gitlabapi.Runner, administrator bool) guess {
	switch runner.RunnerType {
	case gitlabapi.ProjectType:
		if !administrator {
			return guess{Made: true}
		}

		var among []int64
		for _, project := range runner.Projects {
			among = append(among, project.ID)
		}

		return guess{Made: len(among) != 1, Among: among}
	case gitlabapi.GroupType:
		return guess{Made: len(runner.Groups) == 0}
	default:
		return guess{}
	}
}

// admits reports whether an owner may be taken over in place of the guess.
func (g guess) admits(owner int64) bool {
	return g.Made && (len(g.Among) == 0 || slices.Contains(g.Among, owner))
}

func (g guess) write(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	encoded, err := json.Marshal(g)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to remember the guess of the owner", err.Error())}
	}

	return private.SetKey(ctx, guessKey, encoded)
}

// replace puts the guess in the place of the one before. Where there is none
// and was none, private state stays as it is.
func (g guess) replace(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	before, diags := readGuess(ctx, private)

	if g.Made || before.Made {
		diags.Append(g.write(ctx, private)...)
	}

	return diags
}

func readGuess(ctx context.Context, private tokenstate.Private) (guess, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, guessKey)

	var found guess
	if len(encoded) == 0 || json.Unmarshal(encoded, &found) != nil {
		return guess{}, diags
	}

	return found, diags
}

// replaceUnlessGuessed replaces the runner when its owner changes, and takes a
// configured owner over where the one in state is only a guess.
func replaceUnlessGuessed() planmodifier.Int64 {
	const text = "A change replaces the runner, unless the owner in state is a guess made at an import or a move."

	return int64planmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
			guess, diags := readGuess(ctx, req.Private)
			resp.Diagnostics.Append(diags...)
			resp.RequiresReplace = req.PlanValue.IsNull() || !guess.admits(req.PlanValue.ValueInt64())
		},
		text, text,
	)
}

// replaceUnlessUnread replaces the runner when its type changes. It is null in
// a state that was moved and not refreshed yet, and then only recorded.
func replaceUnlessUnread() planmodifier.String {
	const text = "A change replaces the runner."

	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		},
		text, text,
	)
}
