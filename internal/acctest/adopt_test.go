package acctest_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	adoption = root + "/guides/adopt-a-fleet/"

	// preamble is the configuration that the examples omit.
	preamble = `terraform {
  required_providers {
    gitlabrunner = {
      source = "gitlabrunner/gitlabrunner"
    }
  }
}

provider "gitlabrunner" {}
`
)

// adoptionTest is a real Terraform and a GitLab with a fleet that no state has.
type adoptionTest struct {
	*acctest.GitLab
	*acctest.TerraformDir

	t *testing.T
	// runners and assignments are the numbers of objects to import.
	runners, assignments int
}

func newAdoptionTest(t *testing.T) *adoptionTest {
	t.Helper()

	g := acctest.NewSim(t)

	return &adoptionTest{GitLab: g, t: t, TerraformDir: acctest.NewTerraformDir(t, acctest.Servers{
		acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"],
	})}
}

// needsQueries skips the test without terraform query.
func needsQueries(t *testing.T, w *acctest.TerraformDir) {
	t.Helper()
	acctest.NeedsTerraformProper(t, "queries")
	w.SkipBelow(14, 0, "queries")
}

// texts are descriptions and notes that are hard to encode.
var texts = []string{
	"", "plain", " spaces at both ends ", "two\nlines\n", "windows\r\nlines", `"quoted" and \back\`, "${interpolated} %{ directed }", "ünïcødé ✅",
	"true", "null", "42", `{"team": "platform",   "rack": [4, 2.0]}`, `[1,2]`, "EOT\n<<EOT", strings.Repeat("long ", 200),
}

// make creates a fleet in which every setting has every value: a third are instance
// runners, a third group runners, a third project runners, and every fifth of the last
// ones is assigned to two further projects.
func (a *adoptionTest) make(count int) *gitlab.Group {
	a.t.Helper()

	group := a.Group(a.t)
	projects := []*gitlab.Project{a.Project(a.t, group), a.Project(a.t, group), a.Project(a.t, group)}

	for i := range count {
		options := &gitlab.CreateUserRunnerOptions{
			RunnerType:      gitlab.Ptr("instance_type"),
			Description:     &texts[i%len(texts)],
			MaintenanceNote: &texts[(i/3)%len(texts)],
			Paused:          gitlab.Ptr(i%7 == 0),
			Locked:          gitlab.Ptr(i%11 == 0),
			RunUntagged:     gitlab.Ptr(i%4 != 1),
		}

		switch i % 3 {
		case 1:
			options.RunnerType, options.GroupID = gitlab.Ptr("group_type"), &group.ID
		case 2:
			options.RunnerType, options.ProjectID = gitlab.Ptr("project_type"), &projects[0].ID
		}

		switch i % 4 {
		case 1:
			options.TagList = &[]string{"linux", "Größe: groß", "a.b/c-d"}
		case 2:
			tags := make([]string, 50)
			for tag := range tags {
				tags[tag] = fmt.Sprintf("tag-%02d", tag)
			}

			options.TagList = &tags
		}

		if i%5 == 0 {
			options.MaximumTimeout = gitlab.Ptr(int64(600 + i))
		}

		if i%6 == 0 {
			options.AccessLevel = gitlab.Ptr("ref_protected")
		}

		runner, _, err := a.API.Users.CreateUserRunner(options)
		if err != nil {
			a.t.Fatal(err)
		}

		if i%15 == 2 {
			a.Assign(a.t, projects[1], runner.ID)
			a.Assign(a.t, projects[2], runner.ID)
			a.assignments += 2
		}
	}

	a.runners = count
	a.ClearJournal(a.t)

	return group
}

// imports checks that the plan imports the whole fleet and changes nothing, and
// that neither plan nor apply writes to GitLab.
func (a *adoptionTest) imports() {
	a.t.Helper()

	a.Run(0, "plan", "-out=imports.tfplan")

	var plan struct {
		Changes []struct {
			Address string `json:"address"`
			Type    string `json:"type"`
			Change  struct {
				Actions   []string        `json:"actions"`
				Importing json.RawMessage `json:"importing"`
				Before    json.RawMessage `json:"before"`
				After     json.RawMessage `json:"after"`
			} `json:"change"`
		} `json:"resource_changes"`
	}

	if err := json.Unmarshal([]byte(a.Output("show", "-json", "imports.tfplan")), &plan); err != nil {
		a.t.Fatal(err)
	}

	imported := make(map[string]int)

	for _, resource := range plan.Changes {
		if fmt.Sprint(resource.Change.Actions) != "[no-op]" || resource.Change.Importing == nil {
			a.t.Errorf("%s is planned to %v:\n%s\n%s", resource.Address, resource.Change.Actions, resource.Change.Before, resource.Change.After)
		}

		imported[resource.Type]++
	}

	acctest.Equal(a.t, "the imported runners", imported["gitlabrunner_runner"], a.runners)
	acctest.Equal(a.t, "the imported assignments", imported["gitlabrunner_project_assignment"], a.assignments)

	a.Run(0, "apply", "imports.tfplan")
	a.Run(0, "plan", "-detailed-exitcode") // exit code 2 is a change

	for _, request := range a.Writes(a.t) {
		a.t.Errorf("unexpected write: %s", request)
	}
}

// The guide for Terraform 1.14 and newer: a query writes the configuration, its
// first plan has only imports, and the second is empty.
func TestAccList_adoptsAFleet(t *testing.T) {
	t.Parallel()

	a := newAdoptionTest(t)
	needsQueries(t, a.TerraformDir)
	a.make(300)

	a.Write("main.tf", preamble)
	a.Write("fleet.tfquery.hcl", strings.Replace(read(t, adoption+"fleet.tfquery.hcl"), "config {}", "config {\n    all = true\n  }", 1))
	a.Run(0, "query", "-generate-config-out=fleet.tf")

	// The pages, each runner once, also for its assignments, and the current user.
	acctest.Equal(t, "the requests of the query", len(a.Journal(t)), 3+a.runners+1)

	generated := read(t, filepath.Join(a.Folder, "fleet.tf"))
	acctest.Equal(t, "the resources", strings.Count(generated, "\nresource "), a.runners+a.assignments)

	if found := regexp.MustCompile(`(?m)^\s+(id|token|token_version|rotate_at|token_issued_at|token_expires_at|project_path)\s+=.*`).FindAllString(generated, -1); len(found) != a.runners {
		t.Errorf("besides the ids of the identities there are read-only attributes: %v", found)
	}

	a.imports()
}

// A maintainer sees a part of the fleet and imports that part, with the unchanged
// query of the guide. The assumed owner projects fit together.
func TestAccList_adoptsThePartOfAMaintainer(t *testing.T) {
	t.Parallel()

	a := newAdoptionTest(t)
	needsQueries(t, a.TerraformDir)

	user, token := a.User(t, "read_api")
	a.Join(t, a.make(30), user, gitlab.MaintainerPermissions)
	a.ClearJournal(t)
	a.Token, a.runners = token, 10

	a.Write("main.tf", preamble)
	a.Write("fleet.tfquery.hcl", read(t, adoption+"fleet.tfquery.hcl"))

	acctest.Reported(t, a.Run(0, "query", "-generate-config-out=fleet.tf"), tfdiag.OwnerProjectUncertain)
	a.imports()
}

// The guide for older versions and OpenTofu: a snapshot in a file, and an import
// block with for_each.
func TestAccExamples_adoptAFleetForEach(t *testing.T) {
	t.Parallel()

	a := newAdoptionTest(t)
	group := a.make(75)

	all := strings.NewReplacer("group   = var.group", "all     = true", `  type    = "group_type"`+"\n", "")

	a.Write("main.tf", preamble)
	a.Write("snapshot.tf", all.Replace(read(t, adoption+"snapshot.tf")))
	a.Run(0, "apply", "-auto-approve", "-var=group="+group.FullPath)

	fleet := a.Output("output", "-json", "fleet")

	a.Folder = t.TempDir()
	a.Write("main.tf", preamble)
	a.Write("fleet.tf", read(t, adoption+"fleet.tf"))
	a.Write("fleet.auto.tfvars.json", fleet)
	a.imports()
}

// The guide for a few runners, also with OpenTofu: the plan writes the
// configuration for the import blocks.
func TestAccExamples_adoptAFewByImportBlocks(t *testing.T) {
	t.Parallel()

	a := newAdoptionTest(t)
	a.make(len(texts))

	var blocks strings.Builder

	all, _, err := a.API.Runners.ListAllRunners(nil)
	if err != nil {
		t.Fatal(err)
	}

	for _, runner := range all {
		details, _, err := a.API.Runners.GetRunnerDetails(runner.ID)
		if err != nil {
			t.Fatal(err)
		}

		fmt.Fprintf(&blocks, "import {\n  to = gitlabrunner_runner.n%[1]d\n  id = \"%[1]d\"\n}\n", runner.ID)

		for i, project := range details.Projects {
			if i > 0 {
				fmt.Fprintf(&blocks, "import {\n  to = gitlabrunner_project_assignment.n%[1]d_%[2]d\n  id = \"%[1]d:%[3]s\"\n}\n", runner.ID, i, project.PathWithNamespace)
			}
		}
	}

	a.ClearJournal(t)
	a.Write("main.tf", preamble)

	// Terraform 1.16.0 to 1.16.2 ignore required_providers for these blocks
	// (https://github.com/hashicorp/terraform/issues/39144), as the guide says.
	if a.IsAtLeast(16, 99) {
		a.Write("imports.tf", strings.ReplaceAll(blocks.String(), "import {\n", "import {\n  provider = gitlabrunner\n"))
	} else {
		a.Write("imports.tf", blocks.String())
	}

	a.Run(0, "plan", "-generate-config-out=adopted.tf")
	a.Write("imports.tf", blocks.String())
	a.imports()
}
