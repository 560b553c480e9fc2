package assignment_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// shown are the projects in state, sorted.
func shown(t *testing.T, state acctest.State) []string {
	t.Helper()

	var elements []tftypes.Value
	if err := state.Values(t)["projects"].As(&elements); err != nil {
		t.Fatal(err)
	}

	var texts []string
	for _, element := range elements {
		texts = append(texts, acctest.Text(element))
	}

	slices.Sort(texts)

	return texts
}

func (f *fleet) post(project int) string {
	return fmt.Sprintf("POST /projects/%d/runners", f.projects[project].ID)
}

func (f *fleet) delete(project int) string {
	return fmt.Sprintf("DELETE /projects/%d/runners/%d", f.projects[project].ID, f.runner)
}

func (f *fleet) set(projects ...string) acctest.Values {
	return acctest.Values{"runner_id": f.runner, "projects": projects}
}
