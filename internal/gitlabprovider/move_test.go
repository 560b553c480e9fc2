package gitlabprovider_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/standin"
)

// moving is a folder with the configurations of the guide, and its GitLab.
type moving struct {
	*acctest.GitLab
	*acctest.TerraformDir

	t *testing.T
}

// newMoving applies the first configuration of the guide with the stand-in.
func newMoving(t *testing.T) *moving {
	t.Helper()

	g := acctest.NewSim(t)
	m := &moving{GitLab: g, t: t}
	m.install(18)
	m.SkipBelow(8, 10, "moves between providers")

	g.AllowRegistration(t, true)
	group := g.Group(t)

	// One project by its id and one by its path.
	variables, err := json.Marshal(map[string]any{
		"group_id": group.ID, "project_id": g.Project(t, group).ID, "registration_token": group.RunnersToken,
		"projects": []any{g.Project(t, group).ID, g.Project(t, group).PathWithNamespace},
	})
	if err != nil {
		t.Fatal(err)
	}

	m.Write("terraform.tfvars.json", string(variables))
	m.Write("main.tf", example(t, "before.tf"))
	m.Run(0, "apply", "-auto-approve")
	m.ClearJournal(t)

	return m
}

// install serves a version of the official provider and this provider.
func (m *moving) install(major int) {
	m.t.Helper()

	before := m.TerraformDir
	m.TerraformDir = acctest.NewTerraformDir(m.t, acctest.Servers{
		acctest.Registry() + "/gitlabhq/gitlab":           providerserver.NewProtocol6WithError(&standin.GitLab{API: m.API, Major: major}),
		acctest.Registry() + "/gitlabrunner/gitlabrunner": m.Providers()["gitlabrunner"],
	})

	if before != nil {
		m.Folder = before.Folder
	}
}

func example(t *testing.T, name string) string {
	t.Helper()

	text, err := os.ReadFile(filepath.Join("..", "..", "examples", "guides", "come-over-from-the-official-provider", name))
	if err != nil {
		t.Fatal(err)
	}

	return string(text)
}

// fleet is all runners in GitLab, as JSON.
func (m *moving) fleet() string {
	m.t.Helper()

	runners, _, err := m.API.Runners.ListAllRunners(nil)
	if err != nil {
		m.t.Fatal(err)
	}

	var all []*gitlab.RunnerDetails

	for _, runner := range runners {
		details, _, err := m.API.Runners.GetRunnerDetails(runner.ID)
		if err != nil {
			m.t.Fatal(err)
		}

		all = append(all, details)
	}

	text, err := json.MarshalIndent(all, "", " ")
	if err != nil {
		m.t.Fatal(err)
	}

	return string(text)
}

// output is the token in the output of the configuration.
func (m *moving) output() string { return m.Output("output", "-raw", "build_token") }

// The move of the guide creates, changes and destroys nothing, no token is lost, and the
// official provider is not needed afterwards. Its version may lack one of the moved
// types.
func TestAccMove_guide(t *testing.T) {
	t.Parallel()

	for _, major := range []int{18, 19} {
		t.Run(strconv.Itoa(major), func(t *testing.T) {
			t.Parallel()
			guide(t, major)
		})
	}
}

func guide(t *testing.T, major int) {
	t.Helper()

	m := newMoving(t)
	before, token := m.fleet(), m.output()
	m.ClearJournal(t)

	m.install(major)
	m.Write("main.tf", example(t, "after.tf"))

	plan := m.Run(2, "plan", "-detailed-exitcode")
	acctest.Contains(t, plan,
		"# gitlab_user_runner.build has moved to gitlabrunner_runner.build",
		"# gitlab_user_runner.deploy has moved to gitlabrunner_runner.deploy",
		"# gitlab_runner.left has moved to gitlabrunner_runner.left",
		"# gitlab_runner.stays has moved to gitlabrunner_registered_runner.stays",
		"Plan: 0 to add, 0 to change, 0 to destroy.",
	)
	acctest.Equal(t, "the assignments that move", strings.Count(plan, "has moved to gitlabrunner_project_assignment.deploy["), 2)

	acctest.Contains(t, m.Run(0, "apply", "-auto-approve"), "0 added, 0 changed, 0 destroyed")
	acctest.Equal(t, "the writes", m.Writes(t), nil)
	acctest.Equal(t, "the fleet is the same", m.fleet() == before, true)
	acctest.Equal(t, "the token is the same", m.output() == token, true)

	// After the move its blocks and the official provider can be removed.
	m.Write("main.tf", without(example(t, "after.tf")))
	acctest.Contains(t, m.Run(0, "plan", "-detailed-exitcode"), "No changes.")
	acctest.Equal(t, "what is left of the old provider", strings.Contains(m.Run(0, "providers"), "gitlabhq"), false)

	m.Run(0, "destroy", "-auto-approve")
	acctest.Equal(t, "the fleet", m.fleet(), "null")
}

var (
	blocks = regexp.MustCompile(`(?s)moved \{[^}]*\}\n`)
	oldOne = regexp.MustCompile(`(?s)    gitlab = \{[^}]*\}\n`)
)

func without(text string) string {
	return oldOne.ReplaceAllString(blocks.ReplaceAllString(text, ""), "")
}

// A plan without a refresh replaces nothing and sends nothing. It stores the attributes
// that the source state lacks, and the sensitivity of values.
func TestAccMove_withoutRefresh(t *testing.T) {
	t.Parallel()

	m := newMoving(t)
	before, token := m.fleet(), m.output()
	m.ClearJournal(t)

	m.Write("main.tf", example(t, "after.tf"))
	acctest.Contains(t, m.Run(0, "apply", "-auto-approve", "-refresh=false"), "Resources: 0 added, ", " changed, 0 destroyed.")
	acctest.Equal(t, "the requests", m.Journal(t), nil)
	acctest.Contains(t, m.Run(0, "plan", "-detailed-exitcode"), "No changes.")
	acctest.Equal(t, "the fleet is the same", m.fleet() == before, true)
	acctest.Equal(t, "the token is the same", m.output() == token, true)
}

// Without moved blocks a runner is removed from the state and imported, and the state
// lacks only its token.
func TestAccMove_removeAndImport(t *testing.T) {
	t.Parallel()

	m := newMoving(t)
	before := m.fleet()
	id := strings.Trim(regexp.MustCompile(`id += "\d+"`).FindString(m.Output("state", "show", "gitlab_user_runner.build")), `id ="`)
	m.Run(0, "state", "rm", "gitlab_user_runner.deploy", "gitlab_project_runner_enablement.deploy", "gitlab_runner.left", "gitlab_runner.stays")
	m.ClearJournal(t)

	m.Write("main.tf", strings.Replace(example(t, "import.tf"), `"42"`, `"`+id+`"`, 1))
	acctest.Contains(t, m.Run(0, "apply", "-auto-approve"), "1 imported, 0 added, 0 changed, 0 destroyed")
	acctest.Equal(t, "the writes", m.Writes(t), nil)
	acctest.Equal(t, "the fleet is the same", m.fleet() == before, true)
	acctest.Contains(t, m.Run(0, "plan", "-detailed-exitcode"), "No changes.")
}
