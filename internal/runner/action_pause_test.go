package runner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

const (
	pauseAction  = "gitlabrunner_pause_runner"
	resumeAction = "gitlabrunner_resume_runner"
)

// instanceRunners makes runners, and forgets that it did.
func instanceRunners(t *testing.T, g *acctest.GitLab, number int) []int64 {
	t.Helper()

	ids := make([]int64, number)

	for i := range ids {
		runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
		if err != nil {
			t.Fatal(err)
		}

		ids[i] = runner.ID
	}

	g.ClearJournal(t)

	return ids
}

// paused is which of the runners GitLab has paused.
func paused(t *testing.T, g *acctest.GitLab, ids []int64) []int64 {
	t.Helper()

	var found []int64

	for _, id := range ids {
		runner, _, err := g.API.Runners.GetRunnerDetails(id)
		if err != nil {
			t.Fatal(err)
		}

		if runner.Paused {
			found = append(found, id)
		}
	}

	return found
}

// One request for each runner, whatever it was, and one line for each.
func TestProtoActions_pauseAndResume(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	ids := instanceRunners(t, g, 3)

	done := proto.Invoke(pauseAction, acctest.Values{"runner_ids": ids})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the requests", sorted(t, g), "[PUT /runners/1 PUT /runners/2 PUT /runners/3]")
	acctest.Equal(t, "the lines", len(done.Progress), 4)
	acctest.Contains(t, strings.Join(done.Progress, "\n"), "Runner 1 is paused.", "Runner 2 is paused.", "Runner 3 is paused.", "ignore_changes = [paused]")
	acctest.Equal(t, "paused", paused(t, g, ids), ids)

	g.ClearJournal(t)

	done = proto.Invoke(resumeAction, acctest.Values{"runner_ids": ids[1:]})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the requests", sorted(t, g), "[PUT /runners/2 PUT /runners/3]")
	acctest.Contains(t, strings.Join(done.Progress, "\n"), "Runner 2 is resumed.", "Runner 3 is resumed.")
	acctest.Equal(t, "paused", paused(t, g, ids), ids[:1])
}

// sorted are the writes, in an order that does not depend on who was first.
func sorted(t *testing.T, g *acctest.GitLab) []string {
	t.Helper()

	return slices.Sorted(slices.Values(g.Writes(t)))
}

// One that cannot be paused stops no other, and each is named with the reason.
func TestProtoActions_pauseOfSomeFails(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	ids := instanceRunners(t, g, 2)
	group := g.Group(t)
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.OwnerPermissions)

	proto := g.Proto(t, acctest.Values{"token": token})
	own := proto.Create(typeName, acctest.Values{"runner_type": "group_type", "group_id": group.ID}).ID(t)

	done := proto.Invoke(pauseAction, acctest.Values{"runner_ids": append(ids, own, 404)})

	acctest.Contains(t, acctest.Errors(done.Diagnostics),
		"Unable to pause 3 runners",
		"  - runner 1: GitLab answered 403 Forbidden: 403 Forbidden - No access granted",
		"  - runner 2: GitLab answered 403 Forbidden: 403 Forbidden - No access granted",
		"  - runner 404: GitLab answered 404 Not Found: 404 Runner Not Found",
		fmt.Sprintf("These were paused: %d.", own), "an administrator for an instance runner", "where something does not exist",
	)
	acctest.Equal(t, "the progress", done.Progress, fmt.Sprintf("[Runner %d is paused.]", own))
	acctest.Equal(t, "paused", paused(t, g, append(ids, own)), []int64{own})

	// Of one alone the whole story is told.
	done = proto.Invoke(resumeAction, acctest.Values{"runner_ids": []int64{404}})
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "Unable to resume runner\n", "Tried to resume runner 404: PUT "+g.URL)
}

func TestProtoActions_pauseRefusesBadInput(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	ids := []int64{1}

	for name, test := range map[string]struct {
		action string
		config acctest.Values
		want   string
	}{
		"no runner":            {pauseAction, acctest.Values{"runner_ids": []int64{}}, "runner_ids: No runner selected"},
		"no positive id":       {pauseAction, acctest.Values{"runner_ids": []int64{0}}, "runner_ids: Invalid ID"},
		"no runner to resume":  {resumeAction, acctest.Values{"runner_ids": []int64{}}, "runner_ids: No runner selected"},
		"malformed duration":   {pauseAction, acctest.Values{"runner_ids": ids, "wait_for_jobs": true, "timeout": "soon"}, "timeout: Invalid duration"},
		"timeout without wait": {pauseAction, acctest.Values{"runner_ids": ids, "timeout": "1h"}, `"wait_for_jobs" must be specified`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Contains(t, acctest.Errors(proto.PlanAction(test.action, test.config)), test.want)
		})
	}

	for _, config := range []acctest.Values{
		{"runner_ids": acctest.Unknown},
		{"runner_ids": ids, "wait_for_jobs": acctest.Unknown, "timeout": acctest.Unknown},
		{"runner_ids": ids, "wait_for_jobs": false, "timeout": "1h"},
	} {
		acctest.Equal(t, "errors", acctest.Errors(proto.PlanAction(pauseAction, config)), "")
	}

	acctest.Equal(t, "the requests of a plan", g.Journal(t), "[]")
}
