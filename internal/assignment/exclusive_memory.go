package assignment

import (
	"context"
	"encoding/json"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

// memory is what the resource keeps in private state.
type memory struct {
	// Spellings are the IDs of the projects that the texts in the state meant when
	// they were applied.
	Spellings map[string]int64 `json:"spellings"`
	// PresumedOwner is the only project of the runner that the caller could see at
	// first. It is not shown as drift, and never unassigned.
	PresumedOwner int64 `json:"presumed_owner,omitempty"`
}

const memoryKey = "memory"

func recall(ctx context.Context, private tokenstate.Private) (memory, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, memoryKey)

	var found memory
	// An unreadable memory counts as empty: its texts are looked up again.
	_ = json.Unmarshal(encoded, &found)

	return found, diags
}

func (m memory) keep(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	encoded, err := json.Marshal(m)
	if err != nil {
		return diag.Diagnostics{tfdiag.New(tfdiag.SetNotRemembered, tfdiag.Values{"reason": err})}
	}

	return private.SetKey(ctx, memoryKey, encoded)
}

// equals reports whether two memories are the same.
func (m memory) equals(other memory) bool {
	return m.PresumedOwner == other.PresumedOwner && maps.Equal(m.Spellings, other.Spellings)
}

// clone is a copy that can be changed.
func (m memory) clone() memory {
	spellings := make(map[string]int64, len(m.Spellings))
	maps.Copy(spellings, m.Spellings)

	return memory{Spellings: spellings, PresumedOwner: m.PresumedOwner}
}

// forgetUnassigned drops the texts of projects that the runner is not assigned
// to: such a text is looked up again when it is applied.
func (m memory) forgetUnassigned(assigned []gitlabapi.Project) {
	maps.DeleteFunc(m.Spellings, func(_ string, id int64) bool {
		return !slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == id })
	})
}

// id is the project that a text means, as far as it is known without a request:
// the project that it meant when it was applied, else the visible one.
func (m memory) id(text string, visible []gitlabapi.Project) (int64, bool) {
	if id, ok := framework.ParseID(text); ok {
		return id, true
	}

	if id, ok := m.Spellings[text]; ok {
		return id, true
	}

	project, found := named(text, visible)

	return project.ID, found
}

// ids are the projects that texts mean, as far as they are known.
func (m memory) ids(texts []string, visible []gitlabapi.Project) []int64 {
	ids := []int64{}

	for _, text := range texts {
		if id, known := m.id(text, visible); known {
			ids = append(ids, id)
		}
	}

	return ids
}

// written are the assigned projects in the texts of the configuration. A project
// without a text is shown by its path, unless it is among those to leave out.
func (m memory) written(texts []string, assigned []gitlabapi.Project, without ...int64) framework.TextSet {
	var projects []string

	hasText := make(map[int64]bool)

	for _, text := range texts {
		id, known := m.id(text, assigned)
		isAssigned := slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == id })

		if known && isAssigned {
			projects = append(projects, text)
			hasText[id] = true
		}
	}

	for _, project := range assigned {
		if !hasText[project.ID] && !slices.Contains(without, project.ID) {
			projects = append(projects, nameOf(project))
		}
	}

	return setOf(projects)
}
