package gitlabsim

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// When a connection is dropped: before the request was acted upon, or after.
const (
	dropBefore = "before"
	dropAfter  = "after"
)

// fault is a failure of the next matching requests. The zero fault is none.
type fault struct {
	Method     string      `json:"method"`      // any, when empty
	Path       string      `json:"path"`        // any, when empty; may end in *
	Times      int         `json:"times"`       // 1, when absent
	Status     int         `json:"status"`      // answered instead of acting
	After      bool        `json:"after"`       // act first, then fail
	Body       string      `json:"body"`        // of the answer with Status
	RetryAfter headerValue `json:"retry_after"` // its header
	Delay      string      `json:"delay"`       // before the answer, on the wall clock
	Drop       string      `json:"drop"`        // end the connection without an answer

	delay time.Duration
}

// headerValue is a text or a number in JSON.
type headerValue string

func (v *headerValue) UnmarshalJSON(data []byte) error {
	var number json.Number
	if err := json.Unmarshal(data, &number); err == nil {
		*v = headerValue(number)

		return nil
	}

	return json.Unmarshal(data, (*string)(v))
}

// acts says whether the request is acted upon at all.
func (f fault) acts() bool {
	return f.Drop != dropBefore && (f.Status == 0 || f.After || f.Drop == dropAfter)
}

// wait holds the answer back. It ends at once, and says false, when the client
// goes away. It takes the time of the machine, because it exists to exceed the
// timeout of a client.
func (f fault) wait(r *http.Request) bool {
	return f.delay <= 0 || clock.System{}.Sleep(r.Context(), f.delay) == nil
}

func (f fault) reply() reply {
	answer := reply{status: f.Status, header: http.Header{}}

	switch {
	case f.Body != "":
		answer.body = rawBody(f.Body)
	case f.Status != http.StatusNoContent && f.Status != http.StatusNotModified:
		answer.body = message{strconv.Itoa(f.Status) + " " + http.StatusText(f.Status)}
	}

	if f.RetryAfter != "" {
		answer.header.Set("Retry-After", string(f.RetryAfter))
	}

	return answer
}

func (f fault) matches(r *http.Request) bool {
	if f.Method != "" && !strings.EqualFold(f.Method, r.Method) {
		return false
	}

	path := r.URL.EscapedPath()
	if prefix, open := strings.CutSuffix(f.Path, "*"); open {
		return strings.HasPrefix(path, prefix)
	}

	return f.Path == "" || path == f.Path
}

// faults are the failures that have not happened yet, oldest first.
type faults struct {
	mu   sync.Mutex
	list []fault
}

func (fs *faults) add(f fault) error {
	fs.mu.Lock()
	defer fs.mu.Unlock()

	if len(fs.list) == maxFaults {
		return badSim("%d faults wait already: DELETE %sfaults", maxFaults, simPrefix)
	}

	fs.list = append(fs.list, f)

	return nil
}

// take uses up one time of the first fault that matches.
func (fs *faults) take(r *http.Request) fault {
	fs.mu.Lock()
	defer fs.mu.Unlock()

	at := slices.IndexFunc(fs.list, func(f fault) bool { return f.matches(r) })
	if at < 0 {
		return fault{}
	}

	taken := fs.list[at]

	if fs.list[at].Times--; fs.list[at].Times == 0 {
		fs.list = slices.Delete(fs.list, at, at+1)
	}

	return taken
}

func (fs *faults) clear() {
	fs.mu.Lock()
	defer fs.mu.Unlock()

	fs.list = nil
}
