package provider_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	runnerName     = "gitlabrunner_runner"
	assignmentName = "gitlabrunner_project_assignment"
	exclusiveName  = "gitlabrunner_project_assignments_exclusive"
	tokenName      = "gitlabrunner_authentication_token"
)

// The indices of the runners of a fleet.
const (
	bare = iota // an instance runner
	assigned
	exclusive
	alone
)

// A refresh of runners, their assignments and their tokens sends one request for each
// runner.
func TestProtoShared_refresh(t *testing.T) {
	t.Parallel()

	f := newFleet(t)
	f.refresh()
	f.requests("a refresh", f.eachRunner()...)

	f.refresh()
	f.requests("another one in the same run")

	f.FakeClock(t).Advance(10*time.Minute - time.Second)
	f.refresh()
	f.requests("one ten minutes later, nearly")

	f.FakeClock(t).Advance(time.Second)
	f.refresh()
	f.requests("one ten minutes later", f.eachRunner()...)

	f.nextRun()
	f.refresh()
	f.requests("one in the next run", f.eachRunner()...)
}

// After a write to a runner, every object of that runner is read again, and no object
// of another runner.
func TestProtoShared_refreshAfterWrite(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		runner int
		write  func(*fleet)
	}{
		"a changed setting":  {bare, func(f *fleet) { f.change(runnerName, bare, acctest.Values{"description": "another"}) }},
		"a new token":        {bare, func(f *fleet) { f.change(tokenName, bare, f.token(f.runners[bare], "second")) }},
		"a new assignment":   {assigned, func(f *fleet) { f.make(assignmentName, f.assignment(assigned, f.projects[3])) }},
		"an assignment less": {assigned, func(f *fleet) { f.destroy(assignmentName, assigned) }},
		"an exclusive set":   {exclusive, func(f *fleet) { f.change(exclusiveName, exclusive, f.exactly(f.projects[1], f.projects[2])) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t)
			f.refresh()
			test.write(f)
			f.ClearJournal(t)
			f.refresh()
			f.requests("a refresh after it", f.get(test.runner))
		})
	}
}

// An error is not cached: the next read sends another request.
func TestProtoShared_errorsAreNotCached(t *testing.T) {
	t.Parallel()

	f := newFleet(t)
	f.proto = f.Proto(t, acctest.Values{"retries": 0})

	for status, cause := range map[int]tfdiag.Cause{500: tfdiag.ServerFailed, 403: tfdiag.Forbidden, 404: tfdiag.NoSuchEndpoint} {
		f.Fault(t, acctest.Fault{Method: "GET", Path: fmt.Sprintf("/api/v4/runners/%d", f.runners[assigned]), Status: status, Body: `{"error":"no"}`})

		_, diagnostics := f.proto.Read(runnerName, f.objects[f.find(runnerName, assigned)].state)
		acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(cause))
	}

	f.ClearJournal(t)
	f.refresh()
	f.requests("a refresh after errors", f.eachRunner()...)
}

// The data source of one runner does not use the cache.
func TestProtoShared_dataSource(t *testing.T) {
	t.Parallel()

	f := newFleet(t)
	f.refresh()
	f.ClearJournal(t)

	for range 2 {
		_, diagnostics := f.proto.Data(runnerName, acctest.Values{"id": f.runners[bare]})
		acctest.Diagnosed(t, diagnostics)
		f.requests("a data source", f.get(bare))
	}
}

// Lists with details read a runner that is in several of them once, until the
// provider writes to it or ten minutes have passed.
func TestProtoShared_listsShareDetails(t *testing.T) {
	t.Parallel()

	const list = "GET /runners/all?per_page=100"

	f := newFleet(t)
	lists := func(when string, reads ...string) {
		f.ClearJournal(t)

		_, diagnostics := f.proto.Data("gitlabrunner_runners", acctest.Values{"all": true, "details": true})
		acctest.Diagnosed(t, diagnostics)
		f.requests(when, append(reads, list)...)
	}

	lists("the first list", f.eachRunner()...)
	lists("another list")
	f.change(tokenName, bare, f.token(f.runners[bare], "second"))
	lists("a list after a write", f.get(bare))
	f.FakeClock(t).Advance(10 * time.Minute)
	lists("a list ten minutes later", f.eachRunner()...)
}
