package runner_test

import (
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const deleteStaleAction = "gitlabrunner_delete_stale_runners"

const day = 24 * time.Hour

// aged creates instance runners of every age: 1 is online; 2 and 3 are stale, of which
// 3 was never in contact; 4 is offline since yesterday; 5 was just created; 6 is stale
// and runs a job.
func aged(t *testing.T, g *acctest.GitLab) {
	t.Helper()

	instanceRunners(t, g, 6)

	project := g.Project(t, g.Group(t))
	g.RunningJob(t, 6, project.ID)

	ago := func(by time.Duration) *time.Time { return gitlab.Ptr(acctest.Start.Add(-by)) }
	long := acctest.Start.Add(-60 * day)

	g.Age(t, 1, long, ago(time.Hour))
	g.Age(t, 2, long, ago(30*day))
	g.Age(t, 3, acctest.Start.Add(-30*day), nil)
	g.Age(t, 4, long, ago(day))
	g.Age(t, 5, acctest.Start, nil)
	g.Age(t, 6, long, ago(30*day))
	g.ClearJournal(t)
}

// left are the IDs of all runners in GitLab.
func left(t *testing.T, g *acctest.GitLab) []int64 {
	t.Helper()

	runners, _, err := g.API.Runners.ListAllRunners(nil)
	if err != nil {
		t.Fatal(err)
	}

	var ids []int64
	for _, runner := range runners {
		ids = append(ids, runner.ID)
	}

	return ids
}

func TestProtoActions_deleteStale(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		config acctest.Values
		left   []int64
		says   string
	}{
		"by GitLab's limit":         {acctest.Values{}, []int64{1, 4, 5, 6}, "it runs a job: 6."},
		"offline":                   {acctest.Values{"status": "offline"}, []int64{1, 3, 5, 6}, "Deleted: 2 of 2 runners."},
		"never in contact":          {acctest.Values{"status": "never_contacted"}, []int64{1, 2, 4, 6}, "never contacted, created 2029-12-03T03:04:05Z"},
		"by age":                    {acctest.Values{"older_than": "12h"}, []int64{1, 5, 6}, "last contact 2030-01-01T03:04:05Z"},
		"by a greater age":          {acctest.Values{"older_than": "29d"}, []int64{1, 4, 5, 6}, "Deleted: 2 of 2 runners."},
		"exactly that old":          {acctest.Values{"older_than": "30d"}, []int64{1, 2, 3, 4, 5, 6}, "No stale runner was found."},
		"by age and status":         {acctest.Values{"older_than": "12h", "status": "never_contacted"}, []int64{1, 2, 4, 5, 6}, "Deleted: 1 of 1 runner."},
		"never one that is online":  {acctest.Values{"older_than": "0s"}, []int64{1, 5, 6}, "it runs a job: 6."},
		"online is no kind of that": {acctest.Values{"older_than": "0s", "status": "online"}, []int64{1, 2, 3, 4, 5, 6}, "No stale runner was found."},
		"of another type":           {acctest.Values{"type": "group_type"}, []int64{1, 2, 3, 4, 5, 6}, "No stale runner was found."},
		"with tags":                 {acctest.Values{"tag_list": []string{"gpu"}}, []int64{1, 2, 3, 4, 5, 6}, "No stale runner was found."},
		"paused":                    {acctest.Values{"paused": true}, []int64{1, 2, 3, 4, 5, 6}, "No stale runner was found."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			aged(t, g)

			config := acctest.Values{"all": true, "dry_run": false, "max_deletions": 10}
			for attribute, value := range test.config {
				config[attribute] = value
			}

			done := g.Proto(t, nil).Invoke(deleteStaleAction, config)

			acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
			acctest.Equal(t, "left", left(t, g), test.left)
			acctest.Contains(t, strings.Join(done.Progress, "\n"), test.says)
		})
	}
}

// By default the action only lists the runners, with the display names of queries.
func TestProtoActions_deleteStaleDryRun(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	if _, _, err := g.API.Runners.UpdateRunnerDetails(2, &gitlab.UpdateRunnerDetailsOptions{Description: gitlab.Ptr("build\n" + strings.Repeat("east ", 200))}); err != nil {
		t.Fatal(err)
	}

	g.ClearJournal(t)

	done := g.Proto(t, nil).Invoke(deleteStaleAction, acctest.Values{"all": true, "max_deletions": 1})

	acctest.Equal(t, "the writes", g.Writes(t), nil)
	acctest.Diagnosed(t, done.Diagnostics, acctest.At("max_deletions", tfdiag.TooManyStaleDryRun))
	acctest.Contains(t, acctest.Warnings(done.Diagnostics), "2 runners", "`max_deletions` allows 1")
	acctest.Equal(t, "the last word", done.Progress[len(done.Progress)-1], strings.Join([]string{
		"Dry run: 2 runners would be deleted with dry_run = false:",
		"  - #2 build " + strings.Repeat("east ", 10) + "east… (instance runner, last contact 2029-12-03T03:04:05Z)",
		"  - #3 (no description) (instance runner, never contacted, created 2029-12-03T03:04:05Z)",
	}, "\n"))
}

// If more runners match than max_deletions allows, none is deleted.
func TestProtoActions_deleteStaleMaxDeletions(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	proto := g.Proto(t, nil)
	config := acctest.Values{"all": true, "dry_run": false, "max_deletions": 1}
	done := proto.Invoke(deleteStaleAction, config)

	acctest.Diagnosed(t, done.Diagnostics, acctest.At("max_deletions", tfdiag.TooManyStale))
	acctest.Equal(t, "the writes", g.Writes(t), nil)

	config["max_deletions"] = 2
	done = proto.Invoke(deleteStaleAction, config)

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the writes", sorted(t, g), []string{"DELETE /runners/2", "DELETE /runners/3"})
}

func TestProtoActions_deleteStaleInvalidConfiguration(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		want   tfdiag.ID
	}{
		"in use":             {acctest.Values{"status": "online"}, acctest.At("status", tfdiag.StatusNotStale)},
		"paused":             {acctest.Values{"status": "paused"}, acctest.At("status", tfdiag.StatusNotStale)},
		"no such status":     {acctest.Values{"status": "old", "older_than": "1d"}, acctest.At("status", tfdiag.ValueNotAllowed)},
		"more than one list": {acctest.Values{"all": true, "project": "a/b"}, acctest.At("all", tfdiag.SeveralLists)},
		"scope of a list":    {acctest.Values{"scope": "specific"}, acctest.At("scope", tfdiag.ScopeNotForList)},
		"malformed duration": {acctest.Values{"older_than": "old"}, acctest.At("older_than", tfdiag.DurationInvalid)},
		"no deletion":        {acctest.Values{"max_deletions": 0}, acctest.At("max_deletions", tfdiag.NumberOutOfRange)},
		"no tag":             {acctest.Values{"tag_list": []string{"a,b"}}, acctest.At("tag_list", tfdiag.ValueMalformed)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			config := acctest.Values{"max_deletions": 1}
			for attribute, value := range test.config {
				config[attribute] = value
			}

			acctest.Diagnosed(t, proto.PlanAction(deleteStaleAction, config), test.want)
		})
	}

	unknown := acctest.Values{}
	for _, attribute := range []string{"all", "project", "group", "type", "status", "paused", "tag_list", "version_prefix", "scope", "older_than", "dry_run", "max_deletions"} {
		unknown[attribute] = acctest.Unknown
	}

	acctest.Equal(t, "what a plan says of what is not known", acctest.Errors(proto.PlanAction(deleteStaleAction, unknown)), "")

	// An unknown variable may be null.
	perhaps := acctest.Values{"max_deletions": 1, "all": true, "project": acctest.Unknown, "group": acctest.Unknown}
	acctest.Equal(t, "what a plan says of lists that may be one", acctest.Errors(proto.PlanAction(deleteStaleAction, perhaps)), "")
	acctest.Equal(t, "the requests of a plan", g.Journal(t), nil)
}

// The list of a group includes runners of other groups. The plan warns once, also if
// the value comes from a variable, which a validation does not see.
func TestProtoActions_deleteStaleOfOthers(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)
	warns := []tfdiag.ID{acctest.At("type", tfdiag.OthersMayBeDeleted)}

	for name, test := range map[string]struct {
		config acctest.Values
		wants  []tfdiag.ID
	}{
		"a group":          {acctest.Values{"group": "platform", "dry_run": false}, warns},
		"a project":        {acctest.Values{"project": "a/b", "dry_run": false}, warns},
		"unknown dry run":  {acctest.Values{"group": "platform", "dry_run": acctest.Unknown}, warns},
		"one type":         {acctest.Values{"group": "platform", "type": "group_type", "dry_run": false}, nil},
		"the caller's own": {acctest.Values{"dry_run": false}, nil},
		"a dry run":        {acctest.Values{"group": "platform", "dry_run": true}, nil},
		"dry run left out": {acctest.Values{"group": "platform"}, nil},
		"unknown type":     {acctest.Values{"group": "platform", "type": acctest.Unknown, "dry_run": false}, nil},
	} {
		test.config["max_deletions"] = 1

		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Diagnosed(t, proto.PlanAction(deleteStaleAction, test.config), test.wants...)
			acctest.Diagnosed(t, proto.PlanUnvalidatedAction(deleteStaleAction, test.config), test.wants...)
		})
	}
}
