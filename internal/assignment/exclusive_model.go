package assignment

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

type exclusiveModel struct {
	RunnerID          types.Int64  `tfsdk:"runner_id"`
	Projects          types.Set    `tfsdk:"projects"`
	OwnerProject      types.String `tfsdk:"owner_project"`
	UnassignOnDestroy types.Bool   `tfsdk:"unassign_on_destroy"`
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

func setOf(texts []string) types.Set {
	elements := make([]attr.Value, 0, len(texts))
	for _, text := range texts {
		elements = append(elements, types.StringValue(text))
	}

	return types.SetValueMust(types.StringType, elements)
}

// spellingsKey holds, in private state, which project each text meant when it
// was written, so that a project that is renamed is followed.
const spellingsKey = "spellings"

// spellings leads from texts to project ids.
type spellings map[string]int64

func parseSpellings(private []byte) spellings {
	remembered := make(spellings)
	// What cannot be read is asked for again.
	_ = json.Unmarshal(private, &remembered)

	return remembered
}

func (s spellings) encode() []byte {
	// A map of numbers by texts can always be encoded.
	encoded, _ := json.Marshal(s)

	return encoded
}

// id is the project that a text means, as far as that is known without asking.
func (s spellings) id(text string, visible []gitlabapi.Project) (int64, bool) {
	if id, ok := projectNumber(text); ok {
		return id, true
	}

	for _, project := range visible {
		if spells(text, project) {
			return project.ID, true
		}
	}

	id, ok := s[text]

	return id, ok
}

// written shows the projects that are assigned in the words that the
// configuration has for them; what it has no word for is shown by its path.
func (s spellings) written(texts []string, assigned []gitlabapi.Project, owner int64) types.Set {
	var shown []string

	named := make(map[int64]bool)

	for _, text := range texts {
		id, known := s.id(text, assigned)
		isAssigned := slices.ContainsFunc(assigned, func(project gitlabapi.Project) bool { return project.ID == id })

		if known && isAssigned {
			shown = append(shown, text)
			named[id] = true
		}
	}

	for _, project := range assigned {
		if !named[project.ID] && project.ID != owner {
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
