package faulttest_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Names that users of GitLab choose, such as those of machines, jobs and projects,
// are shown without control characters, and at most 20 of them.
func TestProtoHostile_names(t *testing.T) {
	t.Parallel()

	const many = 1000

	// repeated is a list of many objects with the members of one.
	repeated := func(one map[string]any) []map[string]any {
		list := make([]map[string]any, many)

		for i := range list {
			list[i] = map[string]any{"id": i + 1}
			for name, value := range one {
				list[i][name] = value
			}
		}

		return list
	}

	machines := repeated(map[string]any{"system_id": "s_" + acctest.Hostile, "status": "online"})
	jobs := repeated(map[string]any{"name": acctest.Hostile, "web_url": "https://gitlab.example.com/" + acctest.Hostile, "status": "running"})
	projects := repeated(map[string]any{"path_with_namespace": "a/" + acctest.Hostile})

	for name, test := range map[string]struct {
		// path is the request that is answered with answer.
		path   func(*fixture) string
		answer any
		does   func(*testing.T, *fixture) []*tfprotov6.Diagnostic
		raises tfdiag.ID
		values []string
	}{
		"machines in the way of a new token": {
			func(s *fixture) string { return fmt.Sprintf("/api/v4/runners/%d/managers", s.runner) }, machines,
			func(_ *testing.T, s *fixture) []*tfprotov6.Diagnostic {
				return s.Plan("gitlabrunner_authentication_token", nil, acctest.Values{"runner_id": s.runner}).Diagnostics
			},
			tfdiag.TokenInUse,
			[]string{"s_[31m [MASKED] [MASKED], ", "and 980 more"},
		},
		"machines that share a token": {
			func(s *fixture) string { return fmt.Sprintf("/api/v4/runners/%d/managers", s.runner) }, machines,
			func(_ *testing.T, s *fixture) []*tfprotov6.Diagnostic {
				config := func(n string) acctest.Values {
					return acctest.Values{"runner_id": s.runner, "reset_on_create": true, "rotate_when_changed": map[string]string{"n": n}}
				}
				made := s.Create("gitlabrunner_authentication_token", config("1"))

				return s.Plan("gitlabrunner_authentication_token", &made, config("2")).Diagnostics
			},
			tfdiag.TokenShared,
			[]string{"1000 runner managers", "and 980 more"},
		},
		"jobs in the way of a deletion": {
			func(*fixture) string { return "/api/v4/runners/2/jobs" }, jobs,
			func(_ *testing.T, s *fixture) []*tfprotov6.Diagnostic {
				made := s.Create("gitlabrunner_runner", acctest.Values{"runner_type": "instance_type", "drain_timeout": "1m"})
				_, diagnostics := s.Apply("gitlabrunner_runner", s.Plan("gitlabrunner_runner", &made, nil))

				return diagnostics
			},
			tfdiag.RunnerBusy,
			[]string{"\n  - https://gitlab.example.com/[31m [MASKED] [MASKED] ([31m [MASKED] [MASKED])\n", "and 980 more"},
		},
		"projects of an imported runner": {
			func(s *fixture) string { return fmt.Sprintf("/api/v4/runners/%d", s.runner) },
			map[string]any{"id": 1, "runner_type": "project_type", "status": "online", "projects": projects},
			func(_ *testing.T, s *fixture) []*tfprotov6.Diagnostic {
				_, diagnostics := s.Import("gitlabrunner_runner", fmt.Sprint(s.runner))

				return diagnostics
			},
			tfdiag.OwnerProjectUncertain,
			[]string{"1 (a/[31m [MASKED] [MASKED])", "and 980 more"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := &answerProxy{answers: make(map[string]string)}
			s := newFixture(t, acctest.NewSimBehind(t, f.between))

			body, err := json.Marshal(test.answer)
			if err != nil {
				t.Fatal(err)
			}

			f.replace(test.path(s), string(body))

			diagnostics := test.does(t, s)
			if raised := acctest.IDs(diagnostics); !slices.Contains(raised, test.raises) {
				t.Errorf("%v was raised, want %s", raised, test.raises)
			}

			shown := ""

			for _, diagnostic := range diagnostics {
				shown += diagnostic.Summary + "\n" + diagnostic.Detail + "\n"
			}

			acctest.FitToShow(t, "the diagnostics", shown, acctest.RootToken)
			acctest.Contains(t, shown, test.values...)
		})
	}
}
