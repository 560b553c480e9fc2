package runner_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A runner that is in contact again after the list, and before its deletion, is kept.
func TestProtoActions_deleteStaleReadsAgain(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		config acctest.Values
		back   func(g *acctest.GitLab)
		says   string
	}{
		"online": {
			acctest.Values{"older_than": "12h"},
			func(g *acctest.GitLab) { g.Age(t, 2, acctest.Start.Add(-30*day), gitlab.Ptr(acctest.Start)) },
			"Runner 2 is kept: it is online.",
		},
		"in contact, then off again": {
			acctest.Values{"older_than": "12h"},
			func(g *acctest.GitLab) {
				g.Age(t, 2, acctest.Start.Add(-30*day), gitlab.Ptr(acctest.Start.Add(-3*time.Hour)))
			},
			"Runner 2 is kept: it contacted GitLab, or was created, within older_than.",
		},
		"not stale": {
			nil,
			func(g *acctest.GitLab) {
				g.Age(t, 2, acctest.Start.Add(-30*day), gitlab.Ptr(acctest.Start.Add(-3*time.Hour)))
			},
			"Runner 2 is kept: its status has changed.",
		},
		"in contact for the first time": {
			acctest.Values{"status": "never_contacted", "older_than": "1h"},
			func(g *acctest.GitLab) {
				g.Age(t, 2, acctest.Start.Add(-30*day), gitlab.Ptr(acctest.Start.Add(-3*time.Hour)))
			},
			"Runner 2 is kept: its status has changed.",
		},
		"at work": {
			nil,
			func(g *acctest.GitLab) { g.RunningJob(t, 2, 1) },
			"Runner 2 is kept: it runs a job.",
		},
		"gone": {
			nil,
			func(g *acctest.GitLab) { _, _ = g.API.Runners.RemoveRunner(2) },
			"Deleted: 1 of 2 runners. Kept: 0. Gone already: 1. Failed: 0.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			for _, id := range instanceRunners(t, g, 2) {
				g.Age(t, id, acctest.Start.Add(-30*day), nil)
			}

			g.Project(t, g.Group(t))

			config := acctest.Values{"all": true, "dry_run": false, "max_deletions": 9}
			for attribute, value := range test.config {
				config[attribute] = value
			}

			// With one request at a time, the change happens before the deletion of runner
			// 2, because that of runner 1 is sent twice.
			g.Fault(t, acctest.Fault{Method: http.MethodDelete, Path: "/api/v4/runners/1", Status: 503})
			g.FakeClock(t).OnSleep(func(time.Duration) {
				test.back(g)
				g.ClearJournal(t)
			})

			done := g.Proto(t, acctest.Values{"max_concurrent_requests": 1}).Invoke(deleteStaleAction, config)

			acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
			acctest.Contains(t, strings.Join(done.Progress, "\n"), "Deleted runner #1 (no description) (", test.says)
			acctest.Equal(t, "the writes since", g.Writes(t), []string{"DELETE /runners/1"})
		})
	}
}

// A failure for one runner does not stop the others.
func TestProtoActions_deleteStalePartialFailure(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.MaintainerPermissions)

	first, second := g.Project(t, group), g.Project(t, group)
	proto := g.Proto(t, acctest.Values{"token": token})

	var ids []int64
	for range 4 {
		ids = append(ids, proto.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": first.ID}).ID(t))
	}

	g.Assign(t, second, ids[0])
	g.Assign(t, second, ids[1])
	g.FakeClock(t).Advance(8 * day)
	g.Fault(t, acctest.Fault{Method: http.MethodDelete, Path: fmt.Sprintf("/api/v4/runners/%d", ids[2]), Status: 418})
	g.ClearJournal(t)

	done := proto.Invoke(deleteStaleAction, acctest.Values{"project": first.PathWithNamespace, "type": "project_type", "dry_run": false, "max_deletions": 4})

	acctest.Diagnosed(t, done.Diagnostics, tfdiag.DeleteRunner.Because(tfdiag.SeveralProjects), tfdiag.DeleteRunner.Because(tfdiag.Unexpected))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "2 runners: 1, 2.", "runner 3", "418", noted(tfdiag.OthersDeleted, "4"))
	acctest.Contains(t, done.Progress[len(done.Progress)-1], "Deleted: 1 of 4 runners. Kept: 0. Gone already: 0. Failed: 3.")
	acctest.Equal(t, "left", left(t, g), ids[:3])
}

// The action sends no further request for a runner that the list shows online.
func TestProtoActions_deleteStaleRequests(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	g.Proto(t, acctest.Values{"max_concurrent_requests": 1}).Invoke(deleteStaleAction, acctest.Values{"all": true, "dry_run": false, "max_deletions": 9, "older_than": "20d"})

	acctest.Equal(t, "the requests", g.Requests(t), []string{
		"GET /runners/all?per_page=100", "GET /runners/2", "GET /runners/3", "GET /runners/4", "GET /runners/5", "GET /runners/6",
		"GET /runners/2", "DELETE /runners/2", "GET /runners/3", "DELETE /runners/3",
	})
}

// A runner that cannot be read is not deleted.
func TestProtoActions_deleteStaleUnreadable(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	proto := g.Proto(t, acctest.Values{"retries": 0})
	config := acctest.Values{"all": true, "dry_run": false, "max_deletions": 9}

	g.Fault(t, acctest.Fault{Method: http.MethodGet, Path: "/api/v4/runners/all", Status: 403})
	acctest.Diagnosed(t, proto.Invoke(deleteStaleAction, config).Diagnostics, tfdiag.ListAllRunners.Because(tfdiag.AdministratorNeeded))

	g.Fault(t, acctest.Fault{Method: http.MethodGet, Path: "/api/v4/runners/3", Status: 502})
	acctest.Diagnosed(t, proto.Invoke(deleteStaleAction, config).Diagnostics, tfdiag.ReadRunner.Because(tfdiag.ServerFailed))
	acctest.Equal(t, "the writes", g.Writes(t), nil)

	g.Fault(t, acctest.Fault{Method: http.MethodGet, Path: "/api/v4/runners/3", Status: 403})

	done := proto.Invoke(deleteStaleAction, config)

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Contains(t, strings.Join(done.Progress, "\n"), "cannot read it: 3.")
	acctest.Equal(t, "the writes", g.Writes(t), []string{"DELETE /runners/2"})
}

// An older GitLab reports neither when a runner was created nor whether it runs a job.
func TestProtoActions_deleteStaleOnOlderVersions(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion("17.2")))
	aged(t, g)

	done := g.Proto(t, nil).Invoke(deleteStaleAction, acctest.Values{"all": true, "dry_run": false, "max_deletions": 9, "older_than": "12h"})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Contains(t, strings.Join(done.Progress, "\n"), "does not report when it was created: 3, 5.")
	acctest.Equal(t, "the writes", sorted(t, g), []string{"DELETE /runners/2", "DELETE /runners/4", "DELETE /runners/6"})
}

// No request is sent after an interrupt, and one error names the runners that were not
// deleted.
func TestProtoActions_deleteStaleInterrupted(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	ctx, interrupt := context.WithCancel(t.Context())

	g.Fault(t, acctest.Fault{Method: http.MethodDelete, Path: "/api/v4/runners/3", Status: 503})
	g.FakeClock(t).OnSleep(func(time.Duration) { interrupt() })

	proto := g.Proto(t, acctest.Values{"max_concurrent_requests": 1})
	done := proto.In(ctx).Invoke(deleteStaleAction, acctest.Values{"all": true, "dry_run": false, "max_deletions": 9, "older_than": "12h"})

	acctest.Diagnosed(t, done.Diagnostics, tfdiag.DeleteRunner.Because(tfdiag.Interrupted))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "2 runners", "runner 3: ", "runner 4: ", noted(tfdiag.OthersDeleted, "2"))
	acctest.Equal(t, "left", left(t, g), []int64{1, 3, 4, 5, 6})
}
