package faulttest_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// forger answers one read in GitLab's place, and learns what is read.
type forger struct {
	mu sync.Mutex
	// answers are GitLab's, by what was asked for.
	answers map[string]string
	// path and body are what is forged; nothing while path is empty.
	path, body string
}

// forge has the reads of a path answered with something else.
func (f *forger) forge(path, body string) {
	f.mu.Lock()
	defer f.mu.Unlock()

	f.path, f.body = path, body
}

func (f *forger) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || !strings.HasPrefix(r.URL.Path, "/api/v4/") {
			sim.ServeHTTP(w, r)

			return
		}

		answer := act(r, sim)

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

// ways are the ways to spoil a member that a provider can take for a fact: what
// cannot be decoded never gets that far, which the client's own tests see to.
var ways = []string{"missing", "null", "text", "zero", "empty list"}

// Whatever member of whatever answer a refresh or a data source reads is
// spoilt: there is an error that can be shown, or nothing that would be
// destroyed or made anew for it.
func TestProtoHostile_noAnswerDestroys(t *testing.T) {
	t.Parallel()

	for name, look := range looks() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := &forger{answers: make(map[string]string)}
			s := newFixture(t, acctest.NewSimBehind(t, f.between))
			s.populate(t)
			glance := look(t, s)

			f.answers = make(map[string]string)

			if _, diagnostics := glance(t); acctest.Errors(diagnostics) != "" {
				t.Fatal(acctest.Errors(diagnostics))
			}

			answers, cases := maps.Clone(f.answers), 0

			for path, answer := range answers {
				for spoilt := range acctest.Corrupt(t, answer) {
					if !slices.Contains(ways, spoilt.How) {
						continue
					}

					cases++

					// What was read before is not remembered for that long.
					s.FakeClock(t).Advance(time.Hour)
					f.forge(path, spoilt.Body)

					gone, diagnostics := glance(t)
					if gone {
						t.Error("it left the state")
					}

					for _, diagnostic := range diagnostics {
						acctest.FitToShow(t, "the "+diagnostic.Severity.String(), diagnostic.Summary+"\n"+diagnostic.Detail, acctest.RootToken, s.runnersOwnToken)
					}

					if t.Failed() {
						t.Fatalf("%s of %s was %s", spoilt.Where, path, spoilt.How)
					}
				}
			}

			t.Logf("%d answers", cases)
		})
	}
}

// populate has the runner be used.
func (s *fixture) populate(t *testing.T) {
	t.Helper()
	s.GitLab.Manager(t, map[string]any{"runner_id": s.runner, "system_id": "s_1", "version": "18.2.0", "contacted_at": acctest.Start})
	s.RunningJob(t, s.runner, s.owner.ID)
}

// look prepares what reads.
type look func(*testing.T, *fixture) glance

// glance reads, and returns what is said about it, and whether it left the state.
type glance func(*testing.T) (bool, []*tfprotov6.Diagnostic)

func looks() map[string]look {
	refresh := func(typeName string, config func(*fixture) acctest.Values) look {
		return func(t *testing.T, s *fixture) glance {
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
					t.Errorf("it would be made anew for %v", plan.Replaces)
				}

				return false, append(diagnostics, plan.Diagnostics...)
			}
		}
	}

	data := func(typeName string, config func(*fixture) acctest.Values) look {
		return func(_ *testing.T, s *fixture) glance {
			return func(t *testing.T) (bool, []*tfprotov6.Diagnostic) {
				t.Helper()

				_, diagnostics := s.Data(typeName, config(s))

				return false, diagnostics
			}
		}
	}

	return map[string]look{
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
