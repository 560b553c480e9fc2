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

// privateData is what the resource keeps in private state.
type privateData struct {
	// ProjectIDs are the IDs of the projects that the texts in the state meant when
	// they were applied.
	ProjectIDs map[string]int64 `json:"spellings"`
	// LikelyOwner is the only project of the runner that the caller could see at
	// first. It is not shown as drift, and never unassigned.
	LikelyOwner int64 `json:"presumed_owner,omitempty"`
}

const privateKey = "memory"

func readPrivate(ctx context.Context, private tokenstate.Private) (privateData, diag.Diagnostics) {
	encoded, diags := private.GetKey(ctx, privateKey)

	var found privateData
	// Unreadable data counts as empty: the texts are looked up again.
	_ = json.Unmarshal(encoded, &found)

	return found, diags
}

func (p privateData) write(ctx context.Context, private tokenstate.Private) diag.Diagnostics {
	encoded, err := json.Marshal(p)
	if err != nil {
		return diag.Diagnostics{tfdiag.New(tfdiag.SetNotStored, tfdiag.Values{"reason": err})}
	}

	return private.SetKey(ctx, privateKey, encoded)
}

// equals reports whether nothing differs.
func (p privateData) equals(other privateData) bool {
	return p.LikelyOwner == other.LikelyOwner && maps.Equal(p.ProjectIDs, other.ProjectIDs)
}

// clone is a copy that can be changed.
func (p privateData) clone() privateData {
	ids := make(map[string]int64, len(p.ProjectIDs))
	maps.Copy(ids, p.ProjectIDs)

	return privateData{ProjectIDs: ids, LikelyOwner: p.LikelyOwner}
}

// dropUnassigned drops the texts of projects that the runner is not assigned
// to: such a text is looked up again when it is applied.
func (p privateData) dropUnassigned(assigned []gitlabapi.Project) {
	maps.DeleteFunc(p.ProjectIDs, func(_ string, id int64) bool {
		return !slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == id })
	})
}

// id is the project that a text means, as far as it is known without a request:
// the project that it meant when it was applied, else the visible one.
func (p privateData) id(text string, visible []gitlabapi.Project) (int64, bool) {
	if id, ok := framework.ParseID(text); ok {
		return id, true
	}

	if id, ok := p.ProjectIDs[text]; ok {
		return id, true
	}

	project, found := findByText(text, visible)

	return project.ID, found
}

// ids are the projects that texts mean, as far as they are known.
func (p privateData) ids(texts []string, visible []gitlabapi.Project) []int64 {
	ids := []int64{}

	for _, text := range texts {
		if id, known := p.id(text, visible); known {
			ids = append(ids, id)
		}
	}

	return ids
}

// stateProjects are the assigned projects for the state, in the texts of the
// configuration. A project without a text has its path there, unless it is among
// those to leave out.
func (p privateData) stateProjects(texts []string, assigned []gitlabapi.Project, without ...int64) framework.TextSet {
	var projects []string

	hasText := make(map[int64]bool)

	for _, text := range texts {
		id, known := p.id(text, assigned)
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
