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
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// ownerNote is in the private state after an import or a move that could not determine
// the owner of the runner. While it is set, another configured owner is adopted
// without a replacement and without a request.
type ownerNote struct {
	// Uncertain says that the owner in state is a candidate only.
	Uncertain bool `json:"made"`
	// Among are the only possible owners. If it is empty, any owner is possible.
	Among []int64 `json:"among,omitempty"`
}

const ownerNoteKey = "owner_guess"

// noteOf is the note for an owner candidate of the runner.
func noteOf(ctx context.Context, data *providerdata.Data, runner gitlabapi.Runner, candidate providerdata.OwnerCandidate) ownerNote {
	switch {
	case candidate.Basis == providerdata.OwnerCertain:
		return ownerNote{}
	case runner.RunnerType == gitlabapi.ProjectType:
		return ownerNote{Uncertain: true, Among: data.PossibleOwners(ctx, runner)}
	default:
		return ownerNote{Uncertain: true}
	}
}

// admits reports whether a configured owner is adopted in place of the owner in
// state.
func (n ownerNote) admits(owner int64) bool {
	return n.Uncertain && (len(n.Among) == 0 || slices.Contains(n.Among, owner))
}

func (n ownerNote) write(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	encoded, err := json.Marshal(n)
	if err != nil {
		return diag.Diagnostics{tfdiag.New(tfdiag.OwnerNoteNotStored, tfdiag.Values{"reason": err})}
	}

	return private.SetKey(ctx, ownerNoteKey, encoded)
}

// replace writes the note over the previous one. It does not write to the private
// state if both are empty.
func (n ownerNote) replace(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	previous, diags := readOwnerNote(ctx, private)

	if n.Uncertain || previous.Uncertain {
		diags.Append(n.write(ctx, private)...)
	}

	return diags
}

func readOwnerNote(ctx context.Context, private tokenstate.Private) (ownerNote, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, ownerNoteKey)

	var note ownerNote
	if len(encoded) == 0 || json.Unmarshal(encoded, &note) != nil {
		return ownerNote{}, diags
	}

	return note, diags
}

// replaceUnlessAdmitted replaces the runner when its owner group changes, unless
// the owner note admits the configured one.
func replaceUnlessAdmitted() planmodifier.Int64 {
	const text = "A change replaces the runner, unless an import or a move could not know the owner."

	return int64planmodifier.RequiresReplaceIf(
		func(ctx context.Context, req planmodifier.Int64Request, resp *int64planmodifier.RequiresReplaceIfFuncResponse) {
			note, diags := readOwnerNote(ctx, req.Private)
			resp.Diagnostics.Append(diags...)
			resp.RequiresReplace = req.PlanValue.IsNull() || !note.admits(req.PlanValue.ValueInt64())
		},
		text, text,
	)
}

// replaceUnlessUnread replaces the runner when its type changes. The type is
// null in a state that was moved and not refreshed yet, and is then only
// recorded.
func replaceUnlessUnread() planmodifier.String {
	const text = "A change replaces the runner."

	return stringplanmodifier.RequiresReplaceIf(
		func(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
			resp.RequiresReplace = !req.StateValue.IsNull()
		},
		text, text,
	)
}
