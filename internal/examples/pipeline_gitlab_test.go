package examples_test

import (
	"maps"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// gitlabCI is a GitLab with a pipeline, its states, and its merge request.
type gitlabCI struct {
	*acctest.GitLab
	*machine

	t      *testing.T
	file   gitlabFile
	forge  *forge
	states *states
}

const (
	reportToken   = "glpat-of-the-reports"
	developersJob = "job-of-a-developer"
	maintainerJob = "job-of-a-maintainer"
)

// newGitLabCI prepares the project 7 with the files of the example, and the tokens
// that the comment in .gitlab-ci.yml lists, with exactly these scopes.
func newGitLabCI(t *testing.T) *gitlabCI {
	t.Helper()

	c := &gitlabCI{
		t: t, machine: newMachine(t), file: readGitLab(t), forge: onGitLab(reportToken),
		states: &states{developers: []string{developersJob}, maintainers: []string{maintainerJob}},
	}

	c.GitLab = acctest.NewSimBehind(t, func(sim http.Handler) http.Handler {
		mux := http.NewServeMux()
		mux.Handle("/", sim)
		mux.Handle("/api/v4/projects/7/terraform/state/", c.states)
		mux.Handle("/api/v4/projects/7/", http.StripPrefix("/api/v4/projects/7", c.forge))

		return mux
	})

	group := c.Group(t)
	maps.Copy(c.variables, map[string]string{
		"CI_SERVER_URL": c.URL, "CI_API_V4_URL": c.URL + "/api/v4", "CI_PROJECT_ID": "7", "CI_MERGE_REQUEST_IID": "5",
		"CI_JOB_URL": "https://gitlab.example.com/job", "CI_JOB_TOKEN": developersJob,
		"TF_VAR_group_id":    strconv.FormatInt(group.ID, 10),
		"FLEET_READ_TOKEN":   c.member(group, gitlab.MaintainerPermissions, "read_api"),
		"FLEET_APPLY_TOKEN":  c.member(group, gitlab.OwnerPermissions, "create_runner", "manage_runner"),
		"FLEET_REPORT_TOKEN": reportToken,
	})

	return c
}

// member returns a token of a member of a group, with these scopes.
func (c *gitlabCI) member(group *gitlab.Group, role gitlab.AccessLevelValue, scopes ...string) string {
	c.t.Helper()

	user, token := c.User(c.t, scopes...)
	c.Join(c.t, group, user, role)

	return token
}

// job runs a job after those that it needs, and expects it to succeed.
func (c *gitlabCI) job(name string) result {
	c.t.Helper()

	var needed []result
	for _, need := range c.file.Jobs[name].Needs {
		needed = append(needed, c.job(need))
	}

	r := c.after(name, needed...)
	if r.failed {
		c.t.Fatalf("the job %s fails:\n%s", name, r.log)
	}

	job := c.file.Jobs[name]
	kept := append([]string{}, job.Artifacts.Paths...)

	for _, file := range job.Artifacts.Reports {
		kept = append(kept, file)
	}

	artifacts := c.kept(r, kept)
	artifacts.log = r.log

	return artifacts
}

// after runs a job with the artifacts of others.
func (c *gitlabCI) after(name string, needed ...result) result {
	c.t.Helper()

	job := c.file.Jobs[name]
	variables := make(map[string]string)

	// The variables of the project come before those of the file.
	for _, given := range []map[string]string{c.file.Variables, job.Variables} {
		for name, value := range given {
			if _, ok := c.variables[name]; !ok {
				variables[name] = os.Expand(value, func(name string) string { return c.variables[name] })
			}
		}
	}

	// A job sees the variables that it uses as its token, and not the others.
	for name := range c.variables {
		if strings.HasPrefix(name, "FLEET_") {
			variables[name] = ""
		}
	}

	return c.run(append(append([]string{}, c.file.Default.BeforeScript...), job.Script...), variables, needed...)
}

// as runs the next jobs for another user.
func (c *gitlabCI) as(jobToken string) { c.variables["CI_JOB_TOKEN"] = jobToken }

// only is the only runner with a description.
func (c *gitlabCI) only(description string) *gitlab.Runner {
	c.t.Helper()

	runners, _, err := c.API.Runners.ListAllRunners(nil)
	if err != nil {
		c.t.Fatal(err)
	}

	for _, runner := range runners {
		if runner.Description == description {
			return runner
		}
	}

	c.t.Fatalf("there is no runner %q among %d", description, len(runners))

	return nil
}

func (c *gitlabCI) pause(description string, paused bool) {
	c.t.Helper()

	if _, _, err := c.API.Runners.UpdateRunnerDetails(c.only(description).ID, &gitlab.UpdateRunnerDetailsOptions{Paused: &paused}); err != nil {
		c.t.Fatal(err)
	}
}

// A merge request gets one comment with its plan, which follows each push. After
// the merge, a Maintainer applies the saved plan, once.
func TestAccPipeline_gitlab(t *testing.T) {
	t.Parallel()

	c := newGitLabCI(t)
	c.ClearJournal(t)
	c.job("validate")

	plan := c.job("plan")
	acctest.Equal(t, "the report", plan.file(t, "plan.json"), `{"create":2,"update":0,"delete":0}`+"\n")

	c.job("comment")
	c.edit("timeout = 3600", "timeout = 1800")
	c.job("comment")

	seen := c.forge.report()
	acctest.Equal(t, "the comments", len(seen.comments), 1)
	acctest.Contains(t, seen.comments[0], "\nPlan: 2 to add, 0 to change, 0 to destroy.\n", "+ maximum_timeout   = 1800", "https://gitlab.example.com/job")
	acctest.Equal(t, "what the reports write", strings.Join(seen.writes, ", "), "POST merge_requests/5/notes, PUT merge_requests/5/notes/1")

	// A Developer may plan, and GitLab refuses the lock of an apply.
	planned := c.job("plan")
	if refused := c.after("apply", planned); !refused.failed || !strings.Contains(refused.log, "state lock") {
		t.Errorf("a Developer could apply:\n%s", refused.log)
	}

	acctest.Equal(t, "the writes of plans and of a refused apply", strings.Join(c.Writes(t), ", "), "")

	c.as(maintainerJob)

	if applied := c.after("apply", planned); applied.failed {
		t.Fatalf("the apply fails:\n%s", applied.log)
	}

	locked, writes, state := c.states.state()
	acctest.Equal(t, "the state is locked", locked, false)
	acctest.Equal(t, "the state was written", writes > 0 && strings.Contains(state, "gitlabrunner_runner"), true)
	c.only("small Linux machines")
	c.only("large Linux machines")

	// The plan of an older pipeline is refused.
	if again := c.after("apply", planned); !again.failed || !strings.Contains(again.log, "stale") {
		t.Errorf("a saved plan was applied twice:\n%s", again.log)
	}

	c.as(developersJob)
	acctest.Equal(t, "the report", c.job("plan").file(t, "plan.json"), `{"create":0,"update":0,"delete":0}`+"\n")
}

// A schedule opens one issue about drift, updates it when the drift changes, and
// closes it when there is none. A plan that fails changes nothing.
func TestAccPipeline_gitlabDrift(t *testing.T) {
	t.Parallel()

	c := newGitLabCI(t)
	c.as(maintainerJob)
	c.job("apply")
	c.as(developersJob)

	c.job("drift-issue")
	acctest.Equal(t, "the issues without drift", len(c.forge.report().issues), 0)

	c.pause("large Linux machines", true)
	c.job("drift-issue")
	c.job("drift-issue")

	seen := c.forge.report()
	acctest.Equal(t, "the issues", len(seen.issues), 1)
	acctest.Contains(t, seen.issues[0], "opened: ", "true -> false", "Plan: 0 to add, 1 to change, 0 to destroy.")
	acctest.Equal(t, "the writes for the same drift, twice", strings.Join(seen.writes, ", "), "POST issues")

	c.pause("small Linux machines", true)
	c.job("drift-issue")

	seen = c.forge.report()
	acctest.Contains(t, seen.issues[0], "opened: ", "Plan: 0 to add, 2 to change, 0 to destroy.")
	acctest.Equal(t, "the writes for another drift", strings.Join(seen.writes, ", "), "PUT issues/1, POST issues/1/notes")

	// The result shows neither drift nor its absence.
	c.Fault(t, acctest.Fault{Method: http.MethodGet, Path: "/api/v4/runners/*", Times: 1, Status: http.StatusForbidden})

	if r := c.after("drift"); !r.failed || r.file(t, "drift.status") != "" {
		t.Errorf("a plan that fails is no failure:\n%s", r.log)
	}

	c.pause("large Linux machines", false)
	c.pause("small Linux machines", false)
	c.job("drift-issue")

	seen = c.forge.report()
	acctest.Contains(t, seen.issues[0], "closed: ")
	acctest.Contains(t, strings.Join(seen.issueNotes, "\n"), "The drift has changed", "as configured again")

	// A later drift is another issue.
	c.pause("large Linux machines", true)
	c.job("drift-issue")
	acctest.Equal(t, "the issues", len(c.forge.report().issues), 2)
}
