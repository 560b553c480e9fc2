package gitlabsim

import (
	"slices"
	"time"
)

// Calls about jobs.

type jobInput struct {
	RunnerID  int64  `json:"runner_id"`
	ProjectID int64  `json:"project_id"`
	Status    string `json:"status"`
	SystemID  string `json:"system_id"`
	Name      string `json:"name"`
	Stage     string `json:"stage"`
	Ref       string `json:"ref"`

	Tag      bool     `json:"tag"`
	Coverage *float64 `json:"coverage"`

	CreatedAt  *time.Time `json:"created_at"`
	StartedAt  *time.Time `json:"started_at"`
	FinishedAt *time.Time `json:"finished_at"`
}

// simJob makes a job of a runner, in the runner's first project when none is
// named. A pending one waits for POST /jobs/request.
func simJob(s *Server, _ int64, input jobInput) (reply, error) {
	if err := checkJobStatus(input.Status); err != nil {
		return reply{}, err
	}

	for _, text := range []string{input.SystemID, input.Name, input.Stage, input.Ref} {
		if tooLong(&text, maxName) {
			return reply{}, badSim("a text of a job has %d characters at most", maxName)
		}
	}

	return s.simAdd(func(c *call) (reply, error) {
		r, err := c.simRunner(input.RunnerID)
		if err != nil {
			return reply{}, err
		}

		p := c.projects.get(input.ProjectID)

		switch {
		case p == nil && input.ProjectID == 0 && len(r.assignments) > 0:
			p = r.assignments[0].project
		case p == nil && input.ProjectID == 0:
			return reply{}, badSim("project_id is needed: runner %d has no project of its own", r.id)
		case p == nil:
			return reply{}, badSim("there is no project %d", input.ProjectID)
		}

		j := c.addJob(&job{
			runner: r, project: p, user: p.creator, systemID: input.SystemID,
			name: input.Name, stage: input.Stage, ref: input.Ref, tag: input.Tag, coverage: input.Coverage, createdAt: c.now,
			startedAt: input.StartedAt, finishedAt: input.FinishedAt,
		})

		if input.CreatedAt != nil {
			j.createdAt = input.CreatedAt.UTC()
		}

		c.setStatus(j, input.Status, c.now)

		return created(c.jobView(j))
	})
}

type jobStatusInput struct {
	Status string `json:"status"`
}

func simJobStatus(s *Server, id int64, input jobStatusInput) (reply, error) {
	if err := checkJobStatus(input.Status); err != nil {
		return reply{}, err
	}

	return s.simWithin(func(c *call) (reply, error) {
		j := c.jobs.get(id)
		if j == nil {
			return reply{}, badSim("there is no job %d", id)
		}

		c.setStatus(j, input.Status, c.now)

		return ok(c.jobView(j))
	})
}

func checkJobStatus(status string) error {
	if !slices.Contains(jobStatuses, status) {
		return badSim("status has to be one of %v, not %q", jobStatuses, status)
	}

	return nil
}
