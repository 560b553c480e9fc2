package gitlabapi

import (
	"context"
	"time"
)

// ManagerOnline is the status of a manager that contacted GitLab recently.
const ManagerOnline = "online"

// RunnerManager is an instance of GitLab Runner that uses a runner's token.
//
// See https://docs.gitlab.com/api/runners/#list-all-runner-managers.
type RunnerManager struct {
	ID                 int64      `json:"id"`
	SystemID           string     `json:"system_id"`
	Version            *string    `json:"version"`
	Revision           *string    `json:"revision"`
	Platform           *string    `json:"platform"`
	Architecture       *string    `json:"architecture"`
	CreatedAt          *time.Time `json:"created_at"`
	ContactedAt        *time.Time `json:"contacted_at"`
	IPAddress          *string    `json:"ip_address"`
	Status             string     `json:"status"`
	JobExecutionStatus *string    `json:"job_execution_status"`
}

func (m RunnerManager) missing() string { return missingID(m.ID) }

// RunnerManagers lists the managers of a runner. GitLab does not paginate them.
func (c *Client) RunnerManagers(ctx context.Context, id int64) ([]RunnerManager, error) {
	return get[items[RunnerManager]](ctx, c, runnerPath(id)+"/managers")
}
