package gitlabsim

import (
	"math"
	"net/http"
	"strings"
	"time"
)

// Calls about requests: the journal, the clock, failures.

func simJournal(s *Server, _ int64, _ []byte) (reply, error) {
	return ok(s.journal.list())
}

type clockInput struct {
	Advance string `json:"advance"`
}

type clockView struct {
	Now timestamp `json:"now"`
}

func simClock(s *Server, _ int64, input clockInput) (reply, error) {
	d, err := time.ParseDuration(input.Advance)
	if err != nil || d < 0 {
		return reply{}, badSim("advance has to be a duration such as 72h, not %q", input.Advance)
	}

	if s.offset.Load() > math.MaxInt64-int64(d) {
		return reply{}, badSim("the clock does not go that far")
	}

	s.offset.Add(int64(d))

	return ok(clockView{timestamp{s.now()}})
}

func simFault(s *Server, _ int64, f fault) (reply, error) {
	if f.Delay != "" {
		d, err := time.ParseDuration(f.Delay)
		if err != nil || d <= 0 {
			return reply{}, badSim("delay has to be a positive duration such as 250ms, not %q", f.Delay)
		}

		f.delay = d
	}

	if err := f.check(); err != nil {
		return reply{}, err
	}

	if err := s.faults.add(f); err != nil {
		return reply{}, err
	}

	return created(f)
}

// check refuses faults that could never happen as they are written.
func (f fault) check() error {
	switch {
	case f.Path != "" && !strings.HasPrefix(f.Path, "/"):
		return badSim("path has to be a full request path such as /api/v4/runners/*, not %q", f.Path)
	case len(f.Body) > maxFaultBody:
		return badSim("body has to be of %d bytes at most", maxFaultBody)
	case len(f.Method)+len(f.Path)+len(f.RetryAfter)+len(f.Delay) > maxFaultText:
		return badSim("method, path, retry_after and delay have to be of %d bytes at most, all together", maxFaultText)
	case f.Times < 1:
		return badSim("times has to be at least 1, not %d", f.Times)
	case f.Drop != "" && f.Drop != dropBefore && f.Drop != dropAfter:
		return badSim("drop has to be %q or %q, not %q", dropBefore, dropAfter, f.Drop)
	case f.Status != 0 && (f.Status < http.StatusOK || f.Status > 599):
		return badSim("status has to be from 200 to 599, not %d", f.Status)
	case f.Status == 0 && f.Drop == "" && f.Delay == "":
		return badSim("a fault needs status, drop or delay")
	case f.Status != 0 && f.Drop != "":
		return badSim("a dropped connection has no status")
	case f.After && f.Drop != "":
		return badSim("after goes with status or delay; drop says itself when it happens")
	case f.Status == 0 && (f.Body != "" || f.RetryAfter != ""):
		return badSim("body and retry_after need a status")
	default:
		return nil
	}
}
