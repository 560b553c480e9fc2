//go:build unix

package faulttest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// repeatable is a run whose writes can be repeated.
type repeatable struct {
	actions bool
	// config is the configuration of the interrupted run, before that of an apply
	// that precedes it, if there is one.
	before, config func(t *testing.T, s *stop) string
	command        []string
	// path and method select the writes.
	method, path string
	writes       int
	// left is the number of objects that are not written yet.
	left func(t *testing.T, s *stop) int
	// progress is what the run reports before the interrupt, if anything.
	progress string
	// refused is the error of the next run where it has nothing left to do.
	refused tfdiag.ID
}

func repeatables() map[string]repeatable {
	action := func(name, config string) func(*testing.T, *stop) string {
		return func(_ *testing.T, s *stop) string {
			return fmt.Sprintf("action \"gitlabrunner_%s\" \"it\" {\n  config {\n%s\n  }\n}\n", name, strings.NewReplacer(
				"RUNNERS", strings.ReplaceAll(fmt.Sprint(s.runners), " ", ", "), "TOKEN", s.token).Replace(config))
		}
	}
	invoke := func(name string) []string {
		return []string{"apply", "-auto-approve", "-invoke=action.gitlabrunner_" + name + ".it"}
	}
	set := func(projects int) func(*testing.T, *stop) string {
		return func(_ *testing.T, s *stop) string {
			return fmt.Sprintf("resource \"gitlabrunner_project_assignments_exclusive\" \"it\" {\n  runner_id = %d\n  projects  = [\"%s\"]\n}\n",
				s.shared, strings.Join(s.projects[:projects], `", "`))
		}
	}
	paused := func(want bool) func(*testing.T, *stop) int {
		return func(t *testing.T, s *stop) int {
			t.Helper()

			left := 0

			for _, runner := range s.runners {
				if paused(t, s.GitLab, runner) != want {
					left++
				}
			}

			return left
		}
	}
	existing := func(t *testing.T, s *stop) int {
		t.Helper()

		return countRunners(t, s.GitLab) - 1
	}

	return map[string]repeatable{
		"pause": {
			actions: true, config: action("pause_runner", "runner_ids = RUNNERS"), command: invoke("pause_runner"),
			method: http.MethodPut, path: `/runners/\d+`, writes: many, left: paused(true),
		},
		"resume": {
			actions: true, config: action("resume_runner", "runner_ids = RUNNERS"), command: invoke("resume_runner"),
			before: func(t *testing.T, s *stop) string {
				t.Helper()

				for _, runner := range s.runners {
					if _, _, err := s.API.Runners.UpdateRunnerDetails(runner, &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(true)}); err != nil {
						t.Fatal(err)
					}
				}

				return ""
			},
			method: http.MethodPut, path: `/runners/\d+`, writes: many, left: paused(false),
		},
		"delete stale runners": {
			actions: true, config: action("delete_stale_runners", "all = true\ntype = \"instance_type\"\nstatus = \"never_contacted\"\ndry_run = false\nmax_deletions = 9"),
			command: invoke("delete_stale_runners"),
			method:  http.MethodDelete, path: `/runners/\d+`, writes: many, left: existing, progress: "Checking ",
		},
		"unregister": {
			actions: true, config: action("unregister_runner", `token = "TOKEN"`), command: invoke("unregister_runner"),
			method: http.MethodDelete, path: `/runners`, writes: 1, refused: tfdiag.TokenOfNoRunner,
			left: func(t *testing.T, s *stop) int {
				t.Helper()

				return existing(t, s) - many + 1
			},
		},
		"delete a runner manager": {
			actions: true, config: action("delete_runner_manager", "token = \"TOKEN\"\nsystem_id = \"s_1\""), command: invoke("delete_runner_manager"),
			method: http.MethodDelete, path: `/runners/managers`, writes: 1,
			left: func(t *testing.T, s *stop) int {
				t.Helper()

				managers, _, err := s.API.Runners.ListRunnerManagers(s.runners[0], nil)
				if err != nil {
					t.Fatal(err)
				}

				return len(managers)
			},
		},
		"shrink an exclusive set": {
			before: set(many + 1), config: set(1), command: []string{"apply", "-auto-approve"},
			method: http.MethodDelete, path: `/projects/\d+/runners/\d+`, writes: many,
			left: func(t *testing.T, s *stop) int {
				t.Helper()

				details, _, err := s.API.Runners.GetRunnerDetails(s.shared)
				if err != nil {
					t.Fatal(err)
				}

				return len(details.Projects) - 2 // The owner, and the project that stays.
			},
		},
	}
}
