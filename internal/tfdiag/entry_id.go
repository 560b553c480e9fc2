package tfdiag

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// What the provider says of IDs. Validators accept these values for the sake of
// mocks, which give 0 for every computed number and an empty set for every set.
const (
	IDIsZero    ID = "id-is-zero"
	NoRunnerIDs ID = "runner-ids-empty"
)

var idEntries = map[ID]entry{
	IDIsZero:    {asError, "Invalid ID", "`{attribute}` is or contains 0, but IDs in GitLab start at 1.", "Use the ID of an object that exists in GitLab."},
	NoRunnerIDs: {asError, "No runner selected", "`runner_ids` is empty.", "Add the ID of a runner, or remove the action."},
}

// CheckID refuses the ID 0, which framework.IDValidator accepts. It is for what
// a mock answers in place of the provider: plans, reads, and the plan and
// invocation of actions. A null or unknown ID passes.
func CheckID(attribute path.Path, id types.Int64) diag.Diagnostics {
	if id.IsNull() || id.IsUnknown() || id.ValueInt64() != 0 {
		return nil
	}

	return diag.Diagnostics{At(attribute, IDIsZero, nil)}
}
