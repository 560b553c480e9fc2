package gitlabsim_test

import "testing"

// Who may do what: every role against every type of runner. Runner 3 is a
// project runner with one project, 4 one with two.
func TestPermissions(t *testing.T) {
	t.Parallel()

	everybody := []string{"root", "aud", "ann", "gus", "max", "dev", "sam", "out"}

	for _, tc := range []struct{ action, allowed string }{
		{"GET /runners/1", "root aud ann gus max dev sam out"},
		{"GET /runners/1/managers", "root aud ann gus max dev sam out"},
		{"GET /runners/1/jobs", "root aud"},
		{"PUT /runners/1 locked=true", "root"},
		{"DELETE /runners/1", "root"},
		{"POST /runners/1/reset_authentication_token", "root"},

		{"GET /runners/2", "root aud ann gus max sam"}, // max and sam maintain projects inside
		{"GET /runners/2/managers", "root aud ann gus max sam"},
		{"GET /runners/2/jobs", "root aud ann"},
		{"PUT /runners/2 locked=true", "root ann"},
		{"DELETE /runners/2", "root ann"},
		{"POST /runners/2/reset_authentication_token", "root ann"},

		{"GET /runners/3", "root aud ann gus max"},
		{"GET /runners/3/managers", "root aud ann gus max"},
		{"GET /runners/3/projects", "root aud ann gus max"},
		{"GET /runners/3/jobs", "root aud ann gus max"},
		{"PUT /runners/3 locked=true", "root ann gus max"},
		{"DELETE /runners/3", "root ann gus max"},
		{"POST /runners/3/reset_authentication_token", "root ann gus max"},
		{"POST /projects/2/runners runner_id=3", "root ann gus max"},
		{"POST /projects/2/runners runner_id=5", "root"},
		{"POST /projects/2/runners runner_id=2", ""},

		{"PUT /runners/4 locked=true", "root ann gus max"},
		{"DELETE /runners/4", "root"},
		{"DELETE /projects/2/runners/4", "root ann gus max"},

		{"POST /user/runners runner_type=instance_type", "root"},
		{"POST /user/runners runner_type=group_type&group_id=1", "root ann"},
		{"POST /user/runners runner_type=project_type&project_id=1", "root ann gus max"},
		{"GET /runners", "root aud ann gus max dev sam out"},
		{"GET /runners/all", "root aud"},
		{"GET /projects/1/runners", "root aud ann gus max"},
		{"GET /groups/1/runners", "root aud ann"},
	} {
		for _, who := range everybody {
			t.Run("5/"+tc.action+" by "+who, func(t *testing.T) {
				t.Parallel()

				got := scene(t).do(who + " " + tc.action)
				want := containsWord(tc.allowed, who)

				if allowed := got.status < 300; allowed != want {
					t.Errorf("answered with %d %s", got.status, got.text)
				}

				if !want && got.status != 403 && got.status != 404 {
					t.Errorf("refused with %d %s", got.status, got.text)
				}
			})
		}
	}
}

// A Maintainer of a project loses the group's runners when the project does.
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
		for _, who := range []string{"root", "aud", "ann", "dev", "sam", "out", "-"} {
			t.Run(tc.line+" by "+who, func(t *testing.T) {
				t.Parallel()

				s := scene(t)
				s.must(open...)

				want := 404
				if containsWord(tc.sees, who) {
					want = 200
				}

				if got := s.do(who + " " + tc.line); got.status != want {
					t.Errorf("answered with %d, want %d: %s", got.status, want, got.text)
				}
			})
		}
	}
}
