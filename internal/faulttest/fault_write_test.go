package faulttest_test

import (
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// fixture is a GitLab with the objects that the writes require.
type fixture struct {
	*acctest.GitLab
	*acctest.Proto

	group           *gitlab.Group
	owner, other    *gitlab.Project
	runner          int64
	runnersOwnToken string
}

func newFixture(t *testing.T, g *acctest.GitLab) *fixture {
	t.Helper()

	s := &fixture{GitLab: g, Proto: g.Proto(t, nil), group: g.Group(t)}
	s.owner, s.other = g.Project(t, s.group), g.Project(t, s.group)

	g.AllowRegistration(t, true)

	made, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &s.owner.ID})
	if err != nil {
		t.Fatal(err)
	}

	s.runner, s.runnersOwnToken = made.ID, made.Token

	return s
}

// write is an operation of the provider, and the request that does it.
type write struct {
	name     string
	method   string
	path     string // a regular expression
	typeName string
	// before is the configuration that is applied before the fault; without it the
	// resource does not exist yet.
	before func(*fixture) acctest.Values
	// after is the configuration that is applied under the fault; without it the
	// resource is destroyed.
	after func(*fixture) acctest.Values
	// makes says that the write creates a runner.
	makes bool
	// single says that the request must not be repeated, unless GitLab has refused it
	// with 429.
	single bool
	// partial says that the change consists of several requests: after a failure the
	// state shows those that have succeeded.
	partial bool
	// secondary says that the request is not the write itself, but one before or
	// after it.
	secondary bool
	// repair carries out the next step in the error about a lost answer, if another
	// run is not enough.
	repair func(*testing.T, *faultCase)
}

func (w write) target() func(*http.Request) bool {
	path := regexp.MustCompile("^/api/v4" + w.path + "$")

	return func(r *http.Request) bool { return r.Method == w.method && path.MatchString(r.URL.EscapedPath()) }
}

// finishes reports whether the write is complete with this request, which is
// finished after an interrupt.
func (w write) finishes() bool {
	return w.method == http.MethodPost && !w.partial && !w.secondary && !strings.HasSuffix(w.path, "/verify")
}

// always is a configuration that does not depend on the fixture.
func always(values acctest.Values) func(*fixture) acctest.Values {
	return func(*fixture) acctest.Values { return values }
}

// writes are all writes of the resources.
func writes() []write {
	const (
		runner     = "gitlabrunner_runner"
		registered = "gitlabrunner_registered_runner"
		assignment = "gitlabrunner_project_assignment"
		exclusive  = "gitlabrunner_project_assignments_exclusive"
		token      = "gitlabrunner_authentication_token"
		joining    = "gitlabrunner_registration_token"
	)

	plain := always(acctest.Values{"runner_type": "instance_type"})
	changed := always(acctest.Values{
		"runner_type": "instance_type", "description": "changed", "tag_list": []string{"a"}, "maximum_timeout": 900,
	})
	drained := always(acctest.Values{"runner_type": "instance_type", "drain_timeout": "1h"})
	legacy := func(s *fixture) acctest.Values {
		return acctest.Values{"registration_token": s.owner.RunnersToken}
	}
	legacyChanged := func(s *fixture) acctest.Values {
		return acctest.Values{"registration_token": s.owner.RunnersToken, "description": "changed"}
	}
	legacyTokenless := func(s *fixture) acctest.Values {
		return acctest.Values{"registration_token": s.owner.RunnersToken, "store_token": false}
	}
	assigned := func(s *fixture) acctest.Values {
		return acctest.Values{"runner_id": s.runner, "project": s.other.PathWithNamespace}
	}
	set := func(with bool) func(*fixture) acctest.Values {
		return func(s *fixture) acctest.Values {
			projects := []string{}
			if with {
				projects = append(projects, s.other.PathWithNamespace)
			}

			return acctest.Values{
				"runner_id": s.runner, "projects": projects, "owner_project": s.owner.PathWithNamespace, "unassign_on_destroy": true,
			}
		}
	}
	reset := func(s *fixture) acctest.Values {
		return acctest.Values{"runner_id": s.runner, "reset_on_create": true}
	}
	triggered := func(n string) func(*fixture) acctest.Values {
		return func(s *fixture) acctest.Values {
			return acctest.Values{"runner_type": "instance_type", "rotate_when_changed": map[string]string{"n": n}}
		}
	}
	changedAndTriggered := func(s *fixture) acctest.Values {
		values := triggered("2")(s)
		values["description"] = "changed"

		return values
	}
	exchanged := func(n string) func(*fixture) acctest.Values {
		return func(s *fixture) acctest.Values {
			return acctest.Values{
				"runner_id": s.runner, "rotate_when_changed": map[string]string{"n": n}, "use_runner_token": true,
				"current_token_wo": s.runnersOwnToken, "current_token_wo_version": 1,
			}
		}
	}

	return []write{
		{name: "create a runner", method: "POST", path: "/user/runners", typeName: runner, after: changed, makes: true, single: true},
		{name: "update a runner", method: "PUT", path: `/runners/\d+`, typeName: runner, before: plain, after: changed},
		{
			name: "update a runner whose token leaves the state", method: "PUT", path: `/runners/\d+`, typeName: runner, before: plain,
			after: always(acctest.Values{"runner_type": "instance_type", "description": "changed", "store_token": false, "drain_timeout": "1h"}), partial: true,
		},
		{
			name: "update a runner whose token is rotated", method: "PUT", path: `/runners/\d+`, typeName: runner,
			before: triggered("1"), after: changedAndTriggered, partial: true,
		},
		{
			name: "rotate the token of a runner that is updated", method: "POST", path: `/runners/\d+/reset_authentication_token`, typeName: runner,
			before: triggered("1"), after: changedAndTriggered, partial: true,
		},
		{name: "delete a runner", method: "DELETE", path: `/runners/\d+`, typeName: runner, before: plain},
		{name: "pause a runner to delete it", method: "PUT", path: `/runners/\d+`, typeName: runner, before: drained},
		{name: "delete a drained runner", method: "DELETE", path: `/runners/\d+`, typeName: runner, before: drained},
		{
			name: "rotate a runner's token", method: "POST", path: `/runners/\d+/reset_authentication_token`, typeName: runner,
			before: triggered("1"), after: triggered("2"),
		},
		{name: "register a runner", method: "POST", path: "/runners", typeName: registered, after: legacy, makes: true, single: true},
		{name: "update a registered runner", method: "PUT", path: `/runners/\d+`, typeName: registered, before: legacy, after: legacyChanged},
		{name: "delete a registered runner as itself", method: "DELETE", path: "/runners", typeName: registered, before: legacy},
		{name: "delete a registered runner by its id", method: "DELETE", path: `/runners/\d+`, typeName: registered, before: legacyTokenless},
		{name: "assign a runner", method: "POST", path: `/projects/\d+/runners`, typeName: assignment, after: assigned, repair: importAssignment},
		{name: "unassign a runner", method: "DELETE", path: `/projects/\d+/runners/\d+`, typeName: assignment, before: assigned},
		{name: "assign a runner exclusively", method: "POST", path: `/projects/\d+/runners`, typeName: exclusive, after: set(true), partial: true},
		{name: "add to an exclusive set", method: "POST", path: `/projects/\d+/runners`, typeName: exclusive, before: set(false), after: set(true), partial: true},
		{name: "take out of an exclusive set", method: "DELETE", path: `/projects/\d+/runners/\d+`, typeName: exclusive, before: set(true), after: set(false), partial: true},
		{name: "unassign a whole set", method: "DELETE", path: `/projects/\d+/runners/\d+`, typeName: exclusive, before: set(true), partial: true},
		{name: "reset a token on creation", method: "POST", path: `/runners/\d+/reset_authentication_token`, typeName: token, after: reset},
		{name: "adopt a token", method: "POST", path: `/runners/verify`, typeName: token, after: exchanged("1")},
		{
			name: "exchange a token for a new one", method: "POST", path: `/runners/reset_authentication_token`, typeName: token,
			before: exchanged("1"), after: exchanged("2"), repair: resetByID, single: true,
		},
		{
			name: "reset the registration token of a project", method: "POST", path: `/projects/[^/]+/runners/reset_registration_token`, typeName: joining,
			after: func(s *fixture) acctest.Values { return acctest.Values{"project": s.owner.PathWithNamespace} },
		},
		{
			name: "reset the registration token of a group", method: "POST", path: `/groups/[^/]+/runners/reset_registration_token`, typeName: joining,
			after: func(s *fixture) acctest.Values { return acctest.Values{"group": s.group.FullPath} },
		},
		{
			name: "reset the registration token of the instance", method: "POST", path: `/runners/reset_registration_token`, typeName: joining,
			after: always(acctest.Values{"instance": true}),
		},
		{name: "read a runner after its registration", method: "GET", path: `/runners/\d+`, typeName: registered, after: legacy, makes: true, secondary: true},
		{name: "list jobs before a drained delete", method: "GET", path: `/runners/\d+/jobs`, typeName: runner, before: drained, secondary: true},
		{name: "find the project of an assignment", method: "GET", path: `/projects/[^/]+`, typeName: assignment, after: assigned, secondary: true},
		{name: "read a set before its change", method: "GET", path: `/runners/\d+`, typeName: exclusive, before: set(true), after: set(false), secondary: true, partial: true},
		{name: "read a set before its deletion", method: "GET", path: `/runners/\d+`, typeName: exclusive, before: set(true), secondary: true, partial: true},
		{name: "delete the runner manager after an adoption", method: "DELETE", path: `/runners/managers`, typeName: token, after: exchanged("1"), secondary: true},
	}
}

// importAssignment imports the assignment, if GitLab has it.
func importAssignment(t *testing.T, c *faultCase) {
	t.Helper()
	c.checkRaised(t, tfdiag.AssignRunner.Because(tfdiag.Lost), tfdiag.AssignRunner.Because(tfdiag.Interrupted))

	runner, _, err := c.API.Runners.GetRunnerDetails(c.runner)
	if err != nil {
		t.Fatal(err)
	}

	if len(runner.Projects) > 1 {
		c.state, _ = c.Import(c.write.typeName, fmt.Sprintf("%d:%s", c.runner, c.other.PathWithNamespace))
	}
}

// resetByID requests a new token with the access token.
func resetByID(t *testing.T, c *faultCase) {
	t.Helper()
	c.checkRaised(t, tfdiag.ExchangeToken.Because(tfdiag.Lost))

	before := c.write.after
	c.write.after = func(s *fixture) acctest.Values {
		values := before(s)
		values["use_runner_token"] = false

		return values
	}
}
