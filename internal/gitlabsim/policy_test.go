package gitlabsim_test

import (
	"slices"
	"strings"
	"testing"
)

// A Maintainer of a project reads the group's runners while the project uses them.
func TestGroupRunnerReadThroughProject(t *testing.T) {
	t.Parallel()

	run(t, []testCase{
		{
			name: "5/projects without group runners do not count",
			before: []string{
				`max PUT /projects/1 group_runners_enabled=false`, `max PUT /projects/2 group_runners_enabled=false`,
			}, do: `max GET /runners/2`, status: 403, body: noAccess,
		},
		{
			name: "5/a membership that ended", before: []string{
				`root DELETE /projects/1/members/4`, `root DELETE /projects/2/members/4`,
			}, do: `max GET /runners/3`, status: 403, body: noAccess,
		},
		{
			name: "5/a membership that grew", before: []string{`root PUT /projects/1/members/5 access_level=40`},
			do: `dev GET /runners/3`, status: 200,
		},
	})
}

func TestVisibility(t *testing.T) {
	t.Parallel()

	open := []string{
		`root POST /groups name=pub&path=pub&visibility=public`,
		`root POST /projects name=pub&namespace_id=3&visibility=public`,
		`root POST /projects name=int&namespace_id=3&visibility=internal`,
	}

	for _, tc := range []struct{ line, sees string }{
		{"GET /projects/5", "root aud ann dev sam out -"},
		{"GET /projects/6", "root aud ann dev sam out"},
		{"GET /projects/1", "root aud ann dev"},
		{"GET /groups/3", "root aud ann dev sam out -"},
		{"GET /groups/1", "root aud ann dev sam"},
	} {
		for _, caller := range []string{"root", "aud", "ann", "dev", "sam", "out", "-"} {
			t.Run(tc.line+" by "+caller, func(t *testing.T) {
				t.Parallel()

				s := fixture(t)
				s.must(open...)

				want := 404
				if slices.Contains(strings.Fields(tc.sees), caller) {
					want = 200
				}

				if got := s.do(caller + " " + tc.line); got.status != want {
					t.Errorf("answered with %d, want %d: %s", got.status, want, got.text)
				}
			})
		}
	}
}
