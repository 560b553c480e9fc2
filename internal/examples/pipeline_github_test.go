package examples_test

import (
	"maps"
	"net/http"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// githubFile is what a workflow says, as far as the example uses it.
type githubFile struct {
	Name        string
	On          map[string]any
	Permissions map[string]string
	Env         map[string]string
	Jobs        map[string]githubJob
}

type githubJob struct {
	If          string
	Needs       string
	RunsOn      string `yaml:"runs-on"`
	Environment string
	Concurrency string
	Permissions map[string]string
	Steps       []struct {
		Uses, Run string
		With, Env map[string]string
	}
}

func readGitHub(t *testing.T) githubFile {
	t.Helper()

	var file githubFile

	readYAML(t, filepath.Join(pipelines, ".github", "workflows", "fleet.yml"), &file)

	return file
}

// githubActions is a GitHub with a workflow, and a GitLab with the fleet and its
// state.
type githubActions struct {
	*acctest.GitLab
	*machine

	t      *testing.T
	file   githubFile
	forge  *forge
	states *states
	values map[string]string // of expressions
}

func newGitHubActions(t *testing.T) *githubActions {
	t.Helper()

	a := &githubActions{
		t: t, machine: newMachine(t), file: readGitHub(t), forge: onGitHub(reportToken),
		states: &states{developers: []string{developersJob}, maintainers: []string{maintainerJob}},
	}

	a.GitLab = acctest.NewSimBehind(t, func(sim http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/", sim)
		mux.Handle("/api/v4/projects/7/terraform/state/", a.states)
		mux.Handle("/repos/o/fleet/", http.StripPrefix("/repos/o/fleet", a.forge))

		return mux
	})

	group := a.Group(t)
	user, reader := a.User(t, "read_api")
	a.Join(t, group, user, gitlab.MaintainerPermissions)
	user, writer := a.User(t, "create_runner", "manage_runner")
	a.Join(t, group, user, gitlab.OwnerPermissions)

	maps.Copy(a.variables, map[string]string{
		"GITHUB_ACTIONS": "true", "GITHUB_API_URL": a.URL, "GITHUB_SERVER_URL": "https://github.com",
		"GITHUB_REPOSITORY": "o/fleet", "GITHUB_RUN_ID": "1",
	})

	a.values = map[string]string{
		"vars.GROUP_ID": strconv.FormatInt(group.ID, 10), "vars.GITLAB_BASE_URL": a.URL,
		"vars.STATE_URL":           a.URL + "/api/v4/projects/7/terraform/state/fleet",
		"secrets.FLEET_READ_TOKEN": reader, "secrets.FLEET_APPLY_TOKEN": writer,
		"secrets.STATE_READ_TOKEN": developersJob, "secrets.STATE_WRITE_TOKEN": maintainerJob,
		"secrets.PLAN_PASSPHRASE": "correct horse battery staple",
		"github.token":            reportToken, "github.event.number": "5",
	}

	return a
}

var expression = regexp.MustCompile(`\$\{\{ ([\w.]+) \}\}`)

// evaluated are variables with the values of their expressions.
func (a *githubActions) evaluated(variables map[string]string) map[string]string {
	a.t.Helper()

	result := make(map[string]string)

	for name, text := range variables {
		result[name] = expression.ReplaceAllStringFunc(text, func(match string) string {
			value, ok := a.values[expression.FindStringSubmatch(match)[1]]
			if !ok {
				a.t.Errorf("%s is not defined", match)
			}

			return value
		})
	}

	return result
}

// job runs the steps of a job in one clone, after the job that it needs.
func (a *githubActions) job(name string) {
	a.t.Helper()

	job := a.file.Jobs[name]
	if job.Needs != "" {
		a.job(job.Needs)
	}

	var folder result

	for _, step := range job.Steps {
		switch action, _, _ := strings.Cut(step.Uses, "@"); action {
		case "actions/checkout":
			folder = a.run(nil, nil)
		case "actions/upload-artifact":
			a.variables["ARTIFACT"] = filepath.Join(a.kept(folder, []string{step.With["path"]}).folder, step.With["path"])
		case "actions/download-artifact":
			folder = a.step(folder, `cp "$ARTIFACT" .`, nil)
		case "hashicorp/setup-terraform":
		case "":
			folder = a.step(folder, step.Run, step.Env)
		default:
			a.t.Fatalf("%s: the test does not know %s", name, action)
		}
	}
}

func (a *githubActions) step(folder result, command string, variables map[string]string) result {
	a.t.Helper()

	given := a.evaluated(a.file.Env)
	maps.Copy(given, a.evaluated(variables))
	delete(given, "TF")

	r := a.runIn(folder.folder, []string{command}, given)
	if r.failed {
		a.t.Fatalf("%s fails:\n%s", command, r.log)
	}

	return r
}

// Each job of the workflow runs its steps with the secrets that its environment
// and its permissions give.
func TestAccPipeline_github(t *testing.T) {
	t.Parallel()

	if testing.Short() {
		t.Skip("the scripts run in the pipeline of GitLab")
	}

	a := newGitHubActions(t)
	a.job("comment")

	seen := a.forge.report()
	acctest.Equal(t, "the comments", len(seen.comments), 1)
	acctest.Contains(t, seen.comments[0], "\nPlan: 2 to add, 0 to change, 0 to destroy.\n")

	a.job("comment")
	acctest.Equal(t, "the writes for another push", strings.Join(a.forge.report().writes, ", "), "PATCH issues/comments/1")

	a.job("apply")
	a.job("drift")
	acctest.Equal(t, "the writes without drift", len(a.forge.report().writes), 0)

	runners, _, err := a.API.Runners.ListAllRunners(nil)
	if err != nil || len(runners) != 2 {
		t.Fatalf("found %d runners: %v", len(runners), err)
	}

	a.pause(runners[0].ID, true)
	a.job("drift")
	a.job("drift")
	a.pause(runners[0].ID, false)
	a.job("drift")

	seen = a.forge.report()
	acctest.Equal(t, "the issues", len(seen.issues), 1)
	acctest.Contains(t, seen.issues[0], "closed: ", "true -> false")
	acctest.Equal(t, "the writes", strings.Join(seen.writes, ", "), "POST issues, POST issues/2/comments, PATCH issues/2")
}

func (a *githubActions) pause(runner int64, paused bool) {
	a.t.Helper()

	if _, _, err := a.API.Runners.UpdateRunnerDetails(runner, &gitlab.UpdateRunnerDetailsOptions{Paused: &paused}); err != nil {
		a.t.Fatal(err)
	}
}

// No step has more than the token it needs, and the workflow can write only where
// a job says so.
func TestPipeline_githubPermissions(t *testing.T) {
	t.Parallel()

	file := readGitHub(t)
	acctest.Equal(t, "the permissions of the workflow", len(file.Permissions), 1)
	acctest.Equal(t, "it reads", file.Permissions["contents"], "read")
	acctest.Equal(t, "the environment of the apply", file.Jobs["apply"].Environment, "fleet")
	acctest.Equal(t, "one apply at a time", file.Jobs["apply"].Concurrency, "fleet")
	acctest.Equal(t, "the comment", file.Jobs["comment"].Permissions["pull-requests"], "write")
	acctest.Equal(t, "the issue", file.Jobs["drift"].Permissions["issues"], "write")

	for name, job := range file.Jobs {
		for _, step := range job.Steps {
			for variable, value := range step.Env {
				if strings.Contains(value, "FLEET_APPLY") != (name == "apply" && variable == "GITLAB_TOKEN") {
					t.Errorf("%s: %s is %s", name, variable, value)
				}
			}
		}
	}
}
