package assignment

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

type exclusiveModel struct {
	RunnerID          types.Int64       `tfsdk:"runner_id"`
	Projects          framework.TextSet `tfsdk:"projects"`
	OwnerProject      types.String      `tfsdk:"owner_project"`
	UnassignOnDestroy types.Bool        `tfsdk:"unassign_on_destroy"`
}

// texts are the projects as they are written, sorted.
func (m exclusiveModel) texts() []string {
	texts := make([]string, 0, len(m.Projects.Elements()))

	for _, element := range m.Projects.Elements() {
		if text, ok := element.(types.String); ok {
			texts = append(texts, text.ValueString())
		}
	}

	slices.Sort(texts)

	return texts
}

func setOf(texts []string) framework.TextSet {
	elements := make([]attr.Value, 0, len(texts))
	for _, text := range texts {
		elements = append(elements, types.StringValue(text))
	}

	return framework.TextSet{SetValue: types.SetValueMust(types.StringType, elements)}
}

// memory is what the resource keeps in private state.
type memory struct {
	// Spellings says which project each text meant when it was written, so that
	// a project that is renamed is followed.
	Spellings map[string]int64 `json:"spellings"`
	// PresumedOwner is the only project that the caller could see of the runner
	// at first. It is not shown as drift, and never unassigned.
	PresumedOwner int64 `json:"presumed_owner,omitempty"`
}

const memoryKey = "memory"

func recall(ctx context.Context, private tokenstate.Private) (memory, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, memoryKey)

	var found memory
	// What cannot be read is asked for again.
	_ = json.Unmarshal(encoded, &found)

	return found, diags
}

func (m memory) keep(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	encoded, err := json.Marshal(m)
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Unable to remember the projects", err.Error())}
	}

	return private.SetKey(ctx, memoryKey, encoded)
}

// id is the project that a text means, as far as that is known without asking.
func (m memory) id(text string, visible []gitlabapi.Project) (int64, bool) {
	if id, ok := framework.ParseID(text); ok {
		return id, true
	}

	for _, project := range visible {
		if spells(text, project) {
			return project.ID, true
		}
	}

	id, ok := m.Spellings[text]

	return id, ok
}

// written shows the projects that are assigned in the words that the
// configuration has for them; what it has no word for is shown by its path,
// unless it is among the ones to leave out.
func (m memory) written(texts []string, assigned []gitlabapi.Project, without ...int64) framework.TextSet {
	var shown []string

	named := make(map[int64]bool)

	for _, text := range texts {
		id, known := m.id(text, assigned)
		isAssigned := slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == id })

		if known && isAssigned {
			shown = append(shown, text)
			named[id] = true
		}
	}

	for _, project := range assigned {
		if !named[project.ID] && !slices.Contains(without, project.ID) {
			shown = append(shown, nameOf(project))
		}
	}

	return setOf(shown)
}

// nameOf is the project's path, or its id where only that is known.
func nameOf(project gitlabapi.Project) string {
	if project.PathWithNamespace == "" {
		return strconv.FormatInt(project.ID, 10)
	}

	return project.PathWithNamespace
}

// shown is nameOf for an error.
func shown(project gitlabapi.Project) string { return gitlabapi.Clean(nameOf(project)) }
