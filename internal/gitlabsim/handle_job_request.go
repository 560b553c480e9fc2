package gitlabsim

import (
	"net/http"
	"slices"
	"strconv"
)

// https://docs.gitlab.com/api/runners/ does not list this endpoint of GitLab Runner.
// Source: lib/api/ci/runner.rb, lib/api/ci/helpers/job_request.rb.

func jobRequestRoutes() []route {
	return []route{
		{method: "POST", path: "jobs/request", handle: requestJob, access: runnerToken},
		{method: "GET", path: "runners/router/discovery", handle: discoverRouter, access: runnerToken},
	}
}

// errNoRouter: the Job Router is not there, as on most instances.
var errNoRouter = refuse(http.StatusNotImplemented, "Job Router is not available. Please contact your administrator.")

// discoverRouter looks at the token first. It is not a contact.
func discoverRouter(c *call) (reply, error) {
	switch {
	case !c.release.has(routerDiscovery):
		return reply{}, errNoRoute
	case c.liveRunner(c.request.Header.Get("Runner-Token")) == nil:
		return reply{}, errForbidden
	default:
		return reply{}, errNoRouter
	}
}

// jobDocument is the part of a job that GitLab Runner needs to accept it.
type jobDocument struct {
	ID            int64      `json:"id"`
	Token         string     `json:"token"`
	AllowGitFetch bool       `json:"allow_git_fetch"`
	JobInfo       jobInfo    `json:"job_info"`
	RunnerInfo    runnerInfo `json:"runner_info"`
	Variables     []string   `json:"variables"`
	Steps         []string   `json:"steps"`
}

type jobInfo struct {
	ID          int64  `json:"id"`
	Name        string `json:"name"`
	Stage       string `json:"stage"`
	ProjectID   int64  `json:"project_id"`
	ProjectName string `json:"project_name"`
}

type runnerInfo struct {
	Timeout int64 `json:"timeout"`
}

// requestJob counts as a contact. It hands out the oldest pending job that
// was made for the runner.
func requestJob(c *call) (reply, error) {
	c.text("system_id")
	lastUpdate := c.text("last_update").value

	r, err := c.workingRunner()
	if err != nil {
		return reply{}, err
	}

	m, err := c.requestManager(r)
	if err != nil {
		return reply{}, err
	}

	r.contact(m, c.now)

	queue := strconv.FormatInt(c.queue, 36) + "-" + strconv.FormatInt(r.id, 36)
	idle := reply{status: http.StatusNoContent, header: http.Header{"X-Gitlab-Last-Update": {queue}}}

	if r.paused || lastUpdate == queue {
		return idle, nil
	}

	at := slices.IndexFunc(r.jobs, func(j *job) bool { return j.status == "pending" })
	if at < 0 {
		return idle, nil
	}

	j := r.jobs[at]
	j.systemID = m.systemID
	c.setStatus(j, "running", c.now)

	timeout := int64(3600)
	if r.maximumTimeout != nil {
		timeout = min(timeout, *r.maximumTimeout)
	}

	return created(jobDocument{
		ID: j.id, Token: "glcbt-" + random20(), AllowGitFetch: true,
		JobInfo: jobInfo{
			ID: j.id, Name: j.name, Stage: j.stage, ProjectID: j.project.id, ProjectName: j.project.name,
		},
		RunnerInfo: runnerInfo{timeout}, Variables: []string{}, Steps: []string{},
	})
}
