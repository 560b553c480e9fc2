package acctest_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/config"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// baseURL is the address of an instance in an example. Without it, the provider uses
// the GitLab in its environment.
var baseURL = regexp.MustCompile(`(?m)^\s*base_url\s*=.*$`)

const root = "../../examples"

// newExampleFixture makes a GitLab with all objects that an example may refer to.
// Examples can use only these variables.
func newExampleFixture(t *testing.T) (*acctest.GitLab, *gitlab.Group, config.Variables) {
	t.Helper()

	g := acctest.NewSim(t)
	group := g.Group(t)
	project := g.Project(t, group)

	g.AllowRegistration(t, true)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &project.ID})
	if err != nil {
		t.Fatal(err)
	}

	if _, _, err := g.API.Runners.UpdateRunnerDetails(runner.ID, &gitlab.UpdateRunnerDetailsOptions{TagList: &[]string{"gpu", "linux"}}); err != nil {
		t.Fatal(err)
	}

	g.Manager(t, map[string]any{"runner_id": runner.ID, "system_id": "s_1", "version": "18.2.0", "contacted_at": acctest.Start})
	g.Job(t, map[string]any{"runner_id": runner.ID, "project_id": project.ID, "status": "failed"})

	return g, group, config.Variables{
		"gitlab_url": config.StringVariable(g.URL),
		"group":      config.StringVariable(group.FullPath),
		"group_id":   config.IntegerVariable(group.ID),
		"groups":     config.SetVariable(config.StringVariable(group.FullPath)),
		"project":    config.StringVariable(g.Project(t, group).PathWithNamespace),
		"project_id": config.IntegerVariable(project.ID),
		"projects": config.SetVariable(
			config.StringVariable(g.Project(t, group).PathWithNamespace), config.StringVariable(g.Project(t, group).PathWithNamespace),
		),
		"registration_token": config.StringVariable(project.RunnersToken),
		"runner_id":          config.IntegerVariable(runner.ID),
		"runner_ids":         config.SetVariable(config.IntegerVariable(runner.ID)),
		"runner_token":       config.StringVariable(runner.Token),
		"runner_tokens":      config.MapVariable(map[string]config.Variable{"build": config.StringVariable(runner.Token)}),
		"system_id":          config.StringVariable("s_1"),
		"system_ids":         config.SetVariable(config.StringVariable("s_1")),
		"team_tokens":        config.MapVariable(map[string]config.Variable{"web": config.StringVariable(g.Token), "data": config.StringVariable(g.Token)}),
	}
}

// used are the variables that a configuration declares. Terraform refuses others.
func used(text string, all config.Variables) config.Variables {
	some := make(config.Variables)

	for _, match := range regexp.MustCompile(`(?m)^variable "(\w+)"`).FindAllStringSubmatch(text, -1) {
		if value, ok := all[match[1]]; ok {
			some[match[1]] = value
		}
	}

	return some
}

func read(t *testing.T, path string) string {
	t.Helper()

	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}

	return string(text)
}

// foreign matches other providers.
var foreign = regexp.MustCompile(`source\s*=\s*"(hashicorp|gitlabhq)/`)

// action matches actions, with type and name.
var action = regexp.MustCompile(`(?m)^action "(\w+)" "(\w+)"`)

// newExampleDir returns a folder with a configuration and the values of its
// variables. The provider is in process. The test is skipped where Terraform or
// OpenTofu is too old for the configuration.
func newExampleDir(t *testing.T, g *acctest.GitLab, text string, variables config.Variables) *acctest.TerraformDir {
	t.Helper()

	w := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
	skipBelowNeeds(w, text)

	values, err := json.Marshal(used(text, variables))
	if err != nil {
		t.Fatal(err)
	}

	w.Write("terraform.tfvars.json", string(values))
	w.Write("main.tf", baseURL.ReplaceAllString(text, ""))

	if !strings.Contains(text, "required_providers") {
		w.Write("provider.tf", "terraform {\n  required_providers {\n    gitlabrunner = { source = \"gitlabrunner/gitlabrunner\" }\n  }\n}\n")
	}

	return w
}

// skipBelowNeeds skips the test below the version that a configuration requires.
func skipBelowNeeds(w *acctest.TerraformDir, text string) {
	switch {
	case action.MatchString(text):
		w.SkipBelow(14, 14, "actions")
	case regexp.MustCompile(`(?m)^  identity = `).MatchString(text):
		w.SkipBelow(12, 12, "import by identity")
	case regexp.MustCompile(`(?m)^ephemeral |_wo +=`).MatchString(text):
		w.SkipBelow(11, 11, "write-only arguments")
	case regexp.MustCompile(`(?m)^removed `).MatchString(text):
		w.SkipBelow(0, 10, "lifecycle in a removed block")
	}
}

// Every example is formatted as Terraform formats it, including those that cannot
// be applied here.
func TestAccExamples_formatted(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	if output, err := exec.CommandContext(t.Context(), acctest.Terraform(), "fmt", "-check", "-diff", "-recursive", root).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, output)
	}
}

// severalConfigurations is the example that configures the provider twice.
const severalConfigurations = "guides/large-fleets/two-teams.tf"

// imports matches examples with import blocks, which have their own tests.
var imports = regexp.MustCompile(`(?m)^import \{`)

// backend matches examples that say where the state is.
var backend = regexp.MustCompile(`(?m)^  backend "`)

// Every example is applied unchanged, its next plan is empty with and without a
// refresh, and a destroy leaves nothing.
func TestAccExamples(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	var files []string

	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		name := filepath.Base(path)
		if name == "pipelines" || name == "fleets" {
			return filepath.SkipDir // several files each: internal/examples tests them
		}

		if filepath.Ext(name) == ".tf" && !strings.HasPrefix(name, "import-by-") {
			files = append(files, path)
		}

		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("found %d examples: %v", len(files), err)
	}

	for _, file := range files {
		t.Run(strings.TrimPrefix(file, root+"/"), func(t *testing.T) {
			t.Parallel()

			text := read(t, file)
			if foreign.MatchString(text) {
				t.Skip("requires another provider")
			}

			if action.MatchString(text) {
				acctest.NeedsTerraformProper(t, "actions")
			}

			if strings.HasSuffix(filepath.ToSlash(file), severalConfigurations) {
				t.Skip("a provider in process has one configuration; this example has its own test")
			}

			if backend.MatchString(text) {
				t.Skip("there is no store of states; the guide of this example has its own test")
			}

			if imports.MatchString(text) {
				t.Skip("there is no object to import")
			}

			g, _, variables := newExampleFixture(t)

			w := newExampleDir(t, g, text, variables)
			w.Run(0, "apply", "-auto-approve")
			w.Run(0, "plan", "-detailed-exitcode", "-refresh=false")
			w.Run(0, "plan", "-detailed-exitcode")
			w.Run(0, "destroy", "-auto-approve")

			left, _, err := g.API.Runners.ListAllRunners(nil)
			if err != nil || len(left) != 1 {
				t.Errorf("the example leaves %d runners, want the fixture's one (%v)", len(left), err)
			}
		})
	}
}

// The import blocks of an example import their runner into the example's
// configuration.
func TestAccExamples_importRunner(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for _, file := range []string{"import-by-string-id.tf", "import-by-identity.tf"} {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			importsRunner(t, filepath.Join(root, "resources", "gitlabrunner_runner"), file)
		})
	}
}

func importsRunner(t *testing.T, folder, file string) {
	t.Helper()

	g, group, variables := newExampleFixture(t)

	// The example imports runner 42: the fixture has one runner.
	for range 40 {
		if _, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")}); err != nil {
			t.Fatal(err)
		}
	}

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("group_type"), GroupID: &group.ID})
	if err != nil || runner.ID != 42 {
		t.Fatalf("made runner %v, want 42: %v", runner, err)
	}

	w := newExampleDir(t, g, read(t, filepath.Join(folder, file))+read(t, filepath.Join(folder, "resource.tf")), variables)
	acctest.Contains(t, w.Run(0, "apply", "-auto-approve"), "1 imported, 0 added, 1 changed, 0 destroyed")
	w.Run(0, "plan", "-detailed-exitcode", "-refresh=false")
	w.Run(0, "plan", "-detailed-exitcode")

	imported, _, err := g.API.Runners.GetRunnerDetails(runner.ID)
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "the timeout of runner 42", imported.MaximumTimeout, 3600)

	g.ClearJournal(t)
	w.Run(0, "destroy", "-auto-approve")
	acctest.Equal(t, "the writes of the destroy", g.Writes(t), []string{"PUT /runners/42", "DELETE /runners/42"})
}
