package runner_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	pauseAction  = "gitlabrunner_pause_runner"
	resumeAction = "gitlabrunner_resume_runner"
)

// instanceRunners creates runners, and clears the journal.
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

// paused are those of the runners that are paused in GitLab.
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

// The action sends one request and one progress message for each runner.
func TestProtoActions_pauseAndResume(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	ids := instanceRunners(t, g, 3)

	done := proto.Invoke(pauseAction, acctest.Values{"runner_ids": ids})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the requests", sorted(t, g), []string{"PUT /runners/1", "PUT /runners/2", "PUT /runners/3"})
	acctest.Equal(t, "the lines", len(done.Progress), 4)
	acctest.Contains(t, strings.Join(done.Progress, "\n"), "Runner 1 is paused.", "Runner 2 is paused.", "Runner 3 is paused.", "ignore_changes = [paused]")
	acctest.Equal(t, "paused", paused(t, g, ids), ids)

	g.ClearJournal(t)

	done = proto.Invoke(resumeAction, acctest.Values{"runner_ids": ids[1:]})

	acctest.Equal(t, "errors", acctest.Errors(done.Diagnostics), "")
	acctest.Equal(t, "the requests", sorted(t, g), []string{"PUT /runners/2", "PUT /runners/3"})
	acctest.Contains(t, strings.Join(done.Progress, "\n"), "Runner 2 is resumed.", "Runner 3 is resumed.")
	acctest.Equal(t, "paused", paused(t, g, ids), ids[:1])
}

// sorted is the list of writes, sorted.
func sorted(t *testing.T, g *acctest.GitLab) []string {
	t.Helper()

	return slices.Sorted(slices.Values(g.Writes(t)))
}

// A failure for one runner does not stop the others, and names the runner.
func TestProtoActions_pausePartialFailure(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	ids := instanceRunners(t, g, 2)
	group := g.Group(t)
	user, token := g.User(t, "api")
	g.Join(t, group, user, gitlab.OwnerPermissions)

	proto := g.Proto(t, acctest.Values{"token": token})
	own := proto.Create(typeName, acctest.Values{"runner_type": "group_type", "group_id": group.ID}).ID(t)

	done := proto.Invoke(pauseAction, acctest.Values{"runner_ids": append(ids, own, 404)})

	acctest.Diagnosed(t, done.Diagnostics, tfdiag.PauseRunner.Because(tfdiag.Forbidden), tfdiag.PauseRunner.Because(tfdiag.RunnerNotFound))
	acctest.Contains(t, acctest.Errors(done.Diagnostics),
		"2 runners: 1, 2.", "runner 404: PUT "+g.URL, noted(tfdiag.OthersPaused, fmt.Sprint(own)))
	acctest.Equal(t, "the progress", done.Progress, []string{fmt.Sprintf("Runner %d is paused.", own)})
	acctest.Equal(t, "paused", paused(t, g, append(ids, own)), []int64{own})

	// The error about a single runner names the request too.
	done = proto.Invoke(resumeAction, acctest.Values{"runner_ids": []int64{404}})
	acctest.Diagnosed(t, done.Diagnostics, tfdiag.ResumeRunner.Because(tfdiag.RunnerNotFound))
	acctest.Contains(t, acctest.Errors(done.Diagnostics), "runner 404: PUT "+g.URL)
}

// noted is a note of the catalogue with the runners that it lists.
func noted(note tfdiag.Note, runners string) string {
	return strings.Replace(string(note), "{others}", runners, 1)
}

func TestProtoActions_pauseInvalidConfiguration(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	ids := []int64{1}

	for name, test := range map[string]struct {
		action string
		config acctest.Values
		want   tfdiag.ID
	}{
		"no runner":            {pauseAction, acctest.Values{"runner_ids": []int64{}}, acctest.At("runner_ids", tfdiag.NoRunnerIDs)},
		"no positive id":       {pauseAction, acctest.Values{"runner_ids": []int64{0}}, acctest.At("runner_ids", tfdiag.IDInvalid)},
		"no runner to resume":  {resumeAction, acctest.Values{"runner_ids": []int64{}}, acctest.At("runner_ids", tfdiag.NoRunnerIDs)},
		"malformed duration":   {pauseAction, acctest.Values{"runner_ids": ids, "wait_for_jobs": true, "timeout": "soon"}, acctest.At("timeout", tfdiag.DurationInvalid)},
		"timeout without wait": {pauseAction, acctest.Values{"runner_ids": ids, "timeout": "1h"}, acctest.At("timeout", tfdiag.AttributeMissing)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Diagnosed(t, proto.PlanAction(test.action, test.config), test.want)
		})
	}

	for _, config := range []acctest.Values{
		{"runner_ids": acctest.Unknown},
		{"runner_ids": ids, "wait_for_jobs": acctest.Unknown, "timeout": acctest.Unknown},
		{"runner_ids": ids, "wait_for_jobs": false, "timeout": "1h"},
	} {
		acctest.Equal(t, "errors", acctest.Errors(proto.PlanAction(pauseAction, config)), "")
	}

	acctest.Equal(t, "the requests of a plan", g.Journal(t), nil)
}
