package faulttest_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// configurations are those of the states in testdata/state/v<schema version>, by
// type. A released state is never edited: a new version of a schema gets a new
// folder, and the old ones stay.
var configurations = map[string]acctest.Values{
	"gitlabrunner_runner": {
		"runner_type": "project_type", "project_id": 2, "description": "kept", "tag_list": []string{"linux"}, "maximum_timeout": 900, "drain_timeout": "1h",
	},
	"gitlabrunner_registered_runner":             {"registration_token": "kept-out", "description": "kept"},
	"gitlabrunner_project_assignment":            {"runner_id": 1, "project": "3"},
	"gitlabrunner_project_assignments_exclusive": {"runner_id": 2, "projects": []string{"3"}, "owner_project": "2"},
	"gitlabrunner_authentication_token":          {"runner_id": 3, "reset_on_create": true},
	"gitlabrunner_registration_token":            {"project": "2"},
}

// A state of every version of a schema is upgraded without a loss, and its plan is empty.
func TestProtoUpgrade_everySchemaVersion(t *testing.T) {
	t.Parallel()

	files, err := filepath.Glob(filepath.Join("testdata", "state", "v*", "*.json"))
	if err != nil {
		t.Fatal(err)
	}

	tested := make(map[string]bool)

	for _, file := range files {
		typeName := strings.TrimSuffix(filepath.Base(file), ".json")
		tested[typeName] = true

		version, err := strconv.ParseInt(strings.TrimPrefix(filepath.Base(filepath.Dir(file)), "v"), 10, 64)
		if err != nil {
			t.Fatal(err)
		}

		t.Run(strings.TrimPrefix(filepath.ToSlash(file), "testdata/state/"), func(t *testing.T) {
			t.Parallel()

			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}

			upgrades(t, typeName, version, text)
		})
	}

	for _, name := range slices.Sorted(maps.Keys(configurations)) {
		if !tested[name] {
			t.Errorf("there is no state of %s", name)
		}
	}
}

func upgrades(t *testing.T, typeName string, version int64, text []byte) {
	t.Helper()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	writtenFor(t, g)

	state, diagnostics := proto.Upgrade(typeName, version, text)
	if failed := acctest.Errors(diagnostics); failed != "" {
		t.Fatal(failed)
	}

	var written map[string]any
	if err := json.Unmarshal(text, &written); err != nil {
		t.Fatal(err)
	}

	// An attribute that a schema of the same version no longer has is dropped without an error.
	now := state.Values(t)
	for name, value := range written {
		if attribute, there := now[name]; !there || attribute.IsNull() != (value == nil) {
			t.Errorf("%s is %v now, was %v", name, attribute, value)
		}
	}

	refreshed, diagnostics := proto.Read(typeName, state)
	if failed := acctest.Errors(diagnostics); failed != "" || refreshed.Gone() {
		t.Fatalf("gone=%v, %s", refreshed.Gone(), failed)
	}

	plan := proto.Plan(typeName, &refreshed, configurations[typeName])
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")
	acctest.Equal(t, "the plan", plan.Value.String(), refreshed.Value.String())
}

// writtenFor creates the objects of the states: a group, three projects, and runners
// 1 to 4 of the second project, of which the first two are assigned to the third too.
func writtenFor(t *testing.T, g *acctest.GitLab) {
	t.Helper()

	group := g.Group(t)
	g.Project(t, group)
	owner, other := g.Project(t, group), g.Project(t, group)

	for range 4 {
		_, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{
			RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID, Description: gitlab.Ptr("kept"),
		})
		if err != nil {
			t.Fatal(err)
		}
	}

	_, _, err := g.API.Runners.UpdateRunnerDetails(int64(4), &gitlab.UpdateRunnerDetailsOptions{
		TagList: &[]string{"linux"}, MaximumTimeout: gitlab.Ptr(int64(900)),
	})
	if err != nil {
		t.Fatal(err)
	}

	g.Assign(t, other, 1)
	g.Assign(t, other, 2)
}
