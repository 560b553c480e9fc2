package runner_test

import (
	"strings"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const deleteStaleAction = "gitlabrunner_delete_stale_runners"

const day = 24 * time.Hour

// aged makes instance runners of every age. It returns nothing, because the
// tests name them: 1 is online; 2 and 3 are stale, of which 3 was never in
// contact; 4 is offline since yesterday; 5 was just made; 6 is stale and runs a
// job.
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

// left are the ids of all runners that GitLab has.
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

func TestProtoActions_deleteStaleDeletesWhatIsStale(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		config acctest.Values
		left   string
		says   string
	}{
		"by GitLab's limit":         {acctest.Values{}, "[1 4 5 6]", "Kept, because it runs a job: 6."},
		"offline":                   {acctest.Values{"status": "offline"}, "[1 3 5 6]", "Deleted: 2 of 2 runners."},
		"never in contact":          {acctest.Values{"status": "never_contacted"}, "[1 2 4 6]", "never in contact, made 2029-12-03T03:04:05Z"},
		"by age":                    {acctest.Values{"older_than": "12h"}, "[1 5 6]", "last contact 2030-01-01T03:04:05Z"},
		"by a greater age":          {acctest.Values{"older_than": "29d"}, "[1 4 5 6]", "Deleted: 2 of 2 runners."},
		"exactly that old":          {acctest.Values{"older_than": "30d"}, "[1 2 3 4 5 6]", "There is no stale runner to delete."},
		"by age and status":         {acctest.Values{"older_than": "12h", "status": "never_contacted"}, "[1 2 4 5 6]", "Deleted: 1 of 1 runner."},
		"never one that is online":  {acctest.Values{"older_than": "0s"}, "[1 5 6]", "Kept, because it runs a job: 6."},
		"online is no kind of that": {acctest.Values{"older_than": "0s", "status": "online"}, "[1 2 3 4 5 6]", "There is no stale runner to delete."},
		"of another type":           {acctest.Values{"type": "group_type"}, "[1 2 3 4 5 6]", "There is no stale runner to delete."},
		"with tags":                 {acctest.Values{"tag_list": []string{"gpu"}}, "[1 2 3 4 5 6]", "There is no stale runner to delete."},
		"paused":                    {acctest.Values{"paused": true}, "[1 2 3 4 5 6]", "There is no stale runner to delete."},
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

// Unless it is told to delete, it lists, and calls each runner what a query
// calls it: nobody knows a runner by its number alone.
func TestProtoActions_deleteStaleOnlyListsByDefault(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	if _, _, err := g.API.Runners.UpdateRunnerDetails(2, &gitlab.UpdateRunnerDetailsOptions{Description: gitlab.Ptr("build\n" + strings.Repeat("east ", 200))}); err != nil {
		t.Fatal(err)
	}

	g.ClearJournal(t)

	done := g.Proto(t, nil).Invoke(deleteStaleAction, acctest.Values{"all": true, "max_deletions": 1})

	acctest.Equal(t, "the writes", g.Writes(t), "[]")
	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Contains(t, acctest.Warnings(done.Diagnostics), "max_deletions: Too many stale runners", "2 runners would be deleted, and max_deletions allows 1")
	acctest.Equal(t, "the last word", done.Progress[len(done.Progress)-1], strings.Join([]string{
		"Dry run: 2 runners would be deleted. Set dry_run = false to delete:",
		"  - #2 build " + strings.Repeat("east ", 10) + "east… (instance runner, last contact 2029-12-03T03:04:05Z)",
		"  - #3 (no description) (instance runner, never in contact, made 2029-12-03T03:04:05Z)",
	}, "\n"))
}

// More than max_deletions is a mistake, and mistakes delete nothing.
func TestProtoActions_deleteStaleHasAFuse(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	aged(t, g)

	proto := g.Proto(t, nil)
	config := acctest.Values{"all": true, "dry_run": false, "max_deletions": 1}
	done := proto.Invoke(deleteStaleAction, config)

	acctest.Contains(t, acctest.Errors(done.Diagnostics), "max_deletions: Too many stale runners", "Nothing was deleted.", "dry_run = true")
	acctest.Equal(t, "the writes", g.Writes(t), "[]")

	config["max_deletions"] = 2
	done = proto.Invoke(deleteStaleAction, config)

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the writes", sorted(t, g), "[DELETE /runners/2 DELETE /runners/3]")
}

func TestProtoActions_deleteStaleRefusesBadInput(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		wants  []string
	}{
		"in use":             {acctest.Values{"status": "online"}, []string{"status: Status does not select stale runners", "stale, offline, never_contacted"}},
		"paused":             {acctest.Values{"status": "paused"}, []string{"status: Status does not select stale runners"}},
		"no such status":     {acctest.Values{"status": "old"}, []string{"status: "}},
		"more than one list": {acctest.Values{"all": true, "project": "a/b"}, []string{"all: More than one list"}},
		"scope of a list":    {acctest.Values{"scope": "specific"}, []string{"scope: Invalid scope"}},
		"malformed duration": {acctest.Values{"older_than": "old"}, []string{"older_than: Invalid duration"}},
		"no deletion":        {acctest.Values{"max_deletions": 0}, []string{"max_deletions: ", "at least 1"}},
		"no tag":             {acctest.Values{"tag_list": []string{"a,b"}}, []string{"tag_list", "without comma"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			config := acctest.Values{"max_deletions": 1}
			for attribute, value := range test.config {
				config[attribute] = value
			}

			acctest.Contains(t, acctest.Errors(proto.PlanAction(deleteStaleAction, config)), test.wants...)
		})
	}

	unknown := acctest.Values{}
	for _, attribute := range []string{"all", "project", "group", "type", "status", "paused", "tag_list", "version_prefix", "scope", "older_than", "dry_run", "max_deletions"} {
		unknown[attribute] = acctest.Unknown
	}

	acctest.Equal(t, "what a plan says of what is not known", acctest.Errors(proto.PlanAction(deleteStaleAction, unknown)), "")

	// A variable that is unknown may be null.
	perhaps := acctest.Values{"max_deletions": 1, "all": true, "project": acctest.Unknown, "group": acctest.Unknown}
	acctest.Equal(t, "what a plan says of lists that may be one", acctest.Errors(proto.PlanAction(deleteStaleAction, perhaps)), "")
	acctest.Equal(t, "the requests of a plan", g.Journal(t), "[]")
}

// A list of a group has runners of others. Who deletes by it is told so, once,
// and also where it hangs on a variable, which no validation sees.
func TestProtoActions_deleteStaleWarnsOfTheRunnersOfOthers(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		warns  int
	}{
		"a group":         {acctest.Values{"group": "platform", "dry_run": false}, 1},
		"a project":       {acctest.Values{"project": "a/b", "dry_run": false}, 1},
		"perhaps":         {acctest.Values{"group": "platform", "dry_run": acctest.Unknown}, 1},
		"of one type":     {acctest.Values{"group": "platform", "type": "group_type", "dry_run": false}, 0},
		"one's own":       {acctest.Values{"dry_run": false}, 0},
		"a dry run":       {acctest.Values{"group": "platform", "dry_run": true}, 0},
		"nothing said":    {acctest.Values{"group": "platform"}, 0},
		"a type at apply": {acctest.Values{"group": "platform", "type": acctest.Unknown, "dry_run": false}, 0},
	} {
		test.config["max_deletions"] = 1

		seen, unseen := proto.PlanAction(deleteStaleAction, test.config), proto.PlanUnvalidatedAction(deleteStaleAction, test.config)
		acctest.Equal(t, name+": warnings", strings.Count(acctest.Warnings(seen), "type: Runners of others may be deleted"), test.warns)
		acctest.Equal(t, name+": warnings of the plan", acctest.Warnings(unseen), acctest.Warnings(seen))
	}
}
