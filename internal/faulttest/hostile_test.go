package faulttest_test

import (
	"maps"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// answerProxy records the answers to reads, and replaces one of them.
type answerProxy struct {
	mu sync.Mutex
	// answers are GitLab's, by path.
	answers map[string]string
	// path is the path whose answer is replaced with body; none while it is empty.
	path, body string
}

// replace answers the reads of a path with another body.
func (f *answerProxy) replace(path, body string) {
	f.mu.Lock()
	defer f.mu.Unlock()

	f.path, f.body = path, body
}

func (f *answerProxy) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/api/v4/") {
			sim.ServeHTTP(w, r)

			return
		}

		answer := serve(r, sim)

		f.mu.Lock()
		defer f.mu.Unlock()

		f.answers[r.URL.Path] = answer.Body.String()
		body := answer.Body.String()

		if r.URL.Path == f.path {
			body = f.body
		}

		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(answer.Code)
		_, _ = w.Write([]byte(body))
	})
}

// ways are the corruptions that the client decodes. The tests of the client have
// those that it refuses.
var ways = []string{"missing", "null", "text", "zero", "empty list"}

// Each member of each answer to a refresh or a data source is corrupted. The
// provider reports an error, or plans neither a deletion nor a creation.
func TestProtoHostile_corruptedAnswers(t *testing.T) {
	t.Parallel()

	for name, prepare := range readCases() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := &answerProxy{answers: make(map[string]string)}
			s := newFixture(t, acctest.NewSimBehind(t, f.between))
			s.populate(t)
			read := prepare(t, s)

			f.answers = make(map[string]string)

			if _, diagnostics := read(t); acctest.Errors(diagnostics) != "" {
				t.Fatal(acctest.Errors(diagnostics))
			}

			answers, cases := maps.Clone(f.answers), 0

			for path, answer := range answers {
				for corrupted := range acctest.Corrupt(t, answer, ways...) {
					cases++

					// Shared reads are older than their maximum age.
					s.FakeClock(t).Advance(time.Hour)
					f.replace(path, corrupted.Body)

					gone, diagnostics := read(t)
					if gone {
						t.Error("the read removes the object from the state")
					}

					for _, diagnostic := range diagnostics {
						acctest.FitToShow(t, "the "+diagnostic.Severity.String(), diagnostic.Summary+"\n"+diagnostic.Detail, acctest.RootToken, s.runnersOwnToken)
					}

					if t.Failed() {
						t.Fatalf("%s of %s was %s", corrupted.Where, path, corrupted.How)
					}
				}
			}

			t.Logf("%d answers", cases)
		})
	}
}

// populate adds a runner manager and a job to the runner.
func (s *fixture) populate(t *testing.T) {
	t.Helper()
	s.GitLab.Manager(t, map[string]any{"runner_id": s.runner, "system_id": "s_1", "version": "18.2.0", "contacted_at": acctest.Start})
	s.RunningJob(t, s.runner, s.owner.ID)
}

// prepareRead prepares a read.
type prepareRead func(*testing.T, *fixture) readFunc

// readFunc reads an object, and reports whether the object left the state, with the diagnostics.
type readFunc func(*testing.T) (bool, []*tfprotov6.Diagnostic)

func readCases() map[string]prepareRead {
	refresh := func(typeName string, config func(*fixture) acctest.Values) prepareRead {
		return func(t *testing.T, s *fixture) readFunc {
			t.Helper()

			values := config(s)
			made := s.Create(typeName, values)

			return func(t *testing.T) (bool, []*tfprotov6.Diagnostic) {
				t.Helper()

				state, diagnostics := s.Read(typeName, made)
				if state.Gone() || acctest.Errors(diagnostics) != "" {
					return state.Gone() && acctest.Errors(diagnostics) == "", diagnostics
				}

				plan := s.Plan(typeName, &state, values)
				if len(plan.Replaces) > 0 {
					t.Errorf("the plan replaces the object because of %v", plan.Replaces)
				}

				return false, append(diagnostics, plan.Diagnostics...)
			}
		}
	}

	data := func(typeName string, config func(*fixture) acctest.Values) prepareRead {
		return func(_ *testing.T, s *fixture) readFunc {
			return func(t *testing.T) (bool, []*tfprotov6.Diagnostic) {
				t.Helper()

				_, diagnostics := s.Data(typeName, config(s))

				return false, diagnostics
			}
		}
	}

	return map[string]prepareRead{
		"a runner": refresh("gitlabrunner_runner", func(s *fixture) acctest.Values {
			return acctest.Values{"runner_type": "project_type", "project_id": s.owner.ID}
		}),
		"a group runner": refresh("gitlabrunner_runner", func(s *fixture) acctest.Values {
			return acctest.Values{"runner_type": "group_type", "group_id": s.group.ID}
		}),
		"a registered runner": refresh("gitlabrunner_registered_runner", func(s *fixture) acctest.Values {
			return acctest.Values{"registration_token": s.owner.RunnersToken}
		}),
		"a token": refresh("gitlabrunner_authentication_token", func(s *fixture) acctest.Values {
			return acctest.Values{"runner_id": s.runner, "reset_on_create": true}
		}),
		"an assignment": refresh("gitlabrunner_project_assignment", func(s *fixture) acctest.Values {
			return acctest.Values{"runner_id": s.runner, "project": s.other.PathWithNamespace}
		}),
		"an exclusive set": refresh("gitlabrunner_project_assignments_exclusive", func(s *fixture) acctest.Values {
			return acctest.Values{"runner_id": s.runner, "projects": []string{s.other.PathWithNamespace}, "owner_project": s.owner.PathWithNamespace}
		}),
		"data of a runner": data("gitlabrunner_runner", func(s *fixture) acctest.Values { return acctest.Values{"id": s.runner} }),
		"data of runners":  data("gitlabrunner_runners", func(*fixture) acctest.Values { return acctest.Values{"all": true, "details": true} }),
		"data of managers": data("gitlabrunner_runner_managers", func(s *fixture) acctest.Values { return acctest.Values{"runner_id": s.runner} }),
		"data of jobs":     data("gitlabrunner_runner_jobs", func(s *fixture) acctest.Values { return acctest.Values{"runner_id": s.runner} }),
	}
}
