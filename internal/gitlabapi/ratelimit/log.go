package ratelimit

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// longWait is the shortest wait that is logged.
const longWait = 3 * time.Second

// reason is why a request has to wait, as it is logged.
type reason string

const (
	none       reason = ""
	blocked    reason = "GitLab refused a request, and takes none until then"
	exhausted  reason = "the budget of requests is used up"
	spread     reason = "the budget of requests runs low, and the rest is spread until it is renewed"
	unanswered reason = "only a response to a request in flight can tell" // never logged
)

// loggedWait is a wait to be logged.
type loggedWait struct {
	reason   reason
	limit    string
	endpoint string
	left     time.Duration
}

// log adds a wait, once per block or window: thousands of requests may wait.
func (l *limit) log(waits []loggedWait, why reason, now time.Time) []loggedWait {
	left := l.reset.Sub(now)
	if why == blocked {
		left = l.until.Sub(now)
	}

	if l.logged || why == unanswered || left < longWait {
		return waits
	}

	l.logged = true

	return append(waits, loggedWait{why, l.name, l.endpoint, left})
}

func logWaits(ctx context.Context, waits []loggedWait) {
	for _, w := range waits {
		tflog.Info(ctx, "Waiting for GitLab's rate limit", map[string]any{
			"reason": string(w.reason), "limit": w.limit, "endpoint": w.endpoint, "time_left": w.left.String(),
		})
	}
}
