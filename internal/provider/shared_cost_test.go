package provider_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// The operations that the index page lists with more than one request for each
// runner.
func TestProtoShared_additionalRequests(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		prepare func(*fleet)
		do      func(*fleet)
		want    func(*fleet) []string
	}{
		"a token that is verified": {
			prepare: func(f *fleet) { f.change(tokenName, bare, acctest.Values{"verify_on_refresh": true}) },
			do:      (*fleet).refresh,
			want: func(f *fleet) []string {
				return append(f.eachRunner(), "DELETE /runners/managers")
			},
		},
		"a token that is about to be rotated": {
			do: func(f *fleet) {
				it := f.objects[f.find(tokenName, bare)]
				f.proto.Plan(tokenName, &it.state, f.token(f.runners[bare], "second"))
			},
			want: func(f *fleet) []string { return []string{f.get(bare) + "/managers"} },
		},
		"exclusive sets that are planned": {
			do: func(f *fleet) {
				it := f.objects[f.find(exclusiveName, exclusive)]
				f.proto.Plan(exclusiveName, &it.state, it.config)
				f.proto.Plan(exclusiveName, &it.state, it.config)
			},
			want: func(*fleet) []string { return []string{"GET /user"} },
		},
		"an assignment that is gone": {
			prepare: func(f *fleet) {
				if _, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runners[assigned]); err != nil {
					f.t.Fatal(err)
				}
			},
			do: func(f *fleet) {
				read, _ := f.proto.Read(assignmentName, f.objects[f.find(assignmentName, assigned)].state)
				acctest.Equal(f.t, "gone", read.Gone(), true)
			},
			want: func(f *fleet) []string {
				return []string{f.get(assigned), fmt.Sprintf("GET %s?per_page=100&type=project_type", runnersOf(f.projects[0]))}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t)
			if test.prepare != nil {
				test.prepare(f)
			}

			f.nextRun()
			test.do(f)
			f.requests("it", test.want(f)...)
		})
	}
}
