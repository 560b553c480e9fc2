package runner_test

import (
	"net/http"
	"regexp"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Without the resource only the list is read.
func TestProtoRunnerList_streams(t *testing.T) {
	t.Parallel()

	s := seed(t)

	for _, include := range []bool{false, true} {
		proto := s.Proto(t, acctest.Values{"max_concurrent_requests": 4})
		s.ClearJournal(t)

		taken := 0

		for range proto.Stream(typeName, acctest.Query{Config: acctest.Values{"all": true}, Limit: 250, Include: include}) {
			if taken++; taken == 3 {
				break
			}
		}

		// Two results were consumed and the third was read; further reads may be in
		// flight, as many as are allowed at a time.
		most := 1
		if include {
			most = 1 + 1 + 2 + 4 // The page, the current user, and runners.
		}

		if count := len(s.Journal(t)); count > most {
			t.Errorf("include %v: a stop after three results took %d requests, want at most %d: %v", include, count, most, s.Journal(t))
		}
	}
}

// An error follows all results before it, and is the last result.
func TestProtoRunnerList_errors(t *testing.T) {
	t.Parallel()

	query := acctest.Query{Config: acctest.Values{"all": true}, Limit: 250}

	for name, test := range map[string]struct {
		include bool
		path    string
		want    int
		fails   tfdiag.ID
	}{
		"the first page":  {false, "/api/v4/runners/all", 0, tfdiag.ListAllRunners.Because(tfdiag.ServerFailed)},
		"the second page": {false, "/api/v4/runners/all", 100, tfdiag.ListAllRunners.Because(tfdiag.ServerFailed)},
		"details":         {true, "/api/v4/runners/31", 30, tfdiag.ReadRunner.Because(tfdiag.ServerFailed)},
		"a later page":    {true, "/api/v4/runners/all", 100, tfdiag.ListAllRunners.Because(tfdiag.ServerFailed)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := seed(t)
			proto := s.Proto(t, acctest.Values{"retries": 0, "max_concurrent_requests": 8})
			fail := func() {
				s.Fault(t, acctest.Fault{Path: test.path, Status: http.StatusInternalServerError, Times: 1000})
			}

			if test.want != 100 {
				fail()
			}

			query := query
			query.Include = test.include

			var results, last int

			for listed := range proto.Stream(typeName, query) {
				if last > 0 {
					t.Fatalf("something comes after the error: %v", listed)
				}

				if listed.Identity != nil {
					if results++; results == 1 && test.want == 100 {
						fail()
					}

					continue
				}

				last++
				acctest.Diagnosed(t, listed.Diagnostics, test.fails)
			}

			acctest.Equal(t, "the results before", results, test.want)
			acctest.Equal(t, "the errors", last, 1)
		})
	}
}

func TestProtoRunnerList_concurrentReads(t *testing.T) {
	t.Parallel()

	g := acctest.NewSimBehind(t, acctest.Together(regexp.MustCompile(`^/api/v4/runners/\d+$`), 3))

	for range 5 {
		if _, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")}); err != nil {
			t.Fatal(err)
		}
	}

	proto := g.Proto(t, acctest.Values{"max_concurrent_requests": 3})

	listed, _ := proto.List(typeName, acctest.Query{Config: acctest.Values{"all": true}, Include: true})
	acctest.Equal(t, "the runners", identities(t, proto, listed), from(1, 5))
}
