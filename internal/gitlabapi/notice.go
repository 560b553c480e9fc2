package gitlabapi

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// longWait is what a wait has to last to be worth a line in the log.
const longWait = 3 * time.Second

// obstacle is why a request has to wait.
type obstacle int

const (
	nothing obstacle = iota
	// refused: GitLab said to come back later, or just to go away.
	refused
	// spent: the budget is used up.
	spent
	// spread: what is left has to last until it is full again.
	spread
	// unanswered: only an answer to what is in flight can tell.
	unanswered
)

// String is the reason as the log has it.
func (o obstacle) String() string {
	switch o {
	case refused:
		return "GitLab refused a request, and takes none until then"
	case spent:
		return "the budget of requests is used up"
	case spread:
		return "the budget of requests runs low: what is left is spread until it is full again"
	default:
		return ""
	}
}

// notice is a wait that is worth a line in the log.
type notice struct {
	reason   obstacle
	limit    string
	endpoint string
	left     time.Duration
}

// announce adds a notice, once for a hold or a window and not for everyone who
// waits through it: that can be thousands.
func (l *limit) announce(news []notice, reason obstacle, now time.Time) []notice {
	left := l.reset.Sub(now)
	if reason == refused {
		left = l.until.Sub(now)
	}

	if l.announced || reason == unanswered || left < longWait {
		return news
	}

	l.announced = true

	return append(news, notice{reason, l.name, l.endpoint, left})
}

func logNotices(ctx context.Context, news []notice) {
	for _, n := range news {
		tflog.Info(ctx, "Waiting for GitLab's rate limit", map[string]any{
			"reason": n.reason.String(), "limit": n.limit, "endpoint": n.endpoint, "time_left": n.left.String(),
		})
	}
}
