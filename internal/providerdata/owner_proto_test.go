package providerdata_test

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
	runnerType     = "gitlabrunner_runner"
	assignmentType = "gitlabrunner_project_assignment"
	exclusiveType  = "gitlabrunner_project_assignments_exclusive"
)

// ownerFixture is a runner with its owner. The projects are ordered by ID: the first
// project, the owner, the last project. The project unrelated has no runner.
type ownerFixture struct {
	*acctest.GitLab

	group                         *gitlab.Group
	first, owner, last, unrelated *gitlab.Project
	runner                        int64
	token                         string
}

func newOwnerFixture(t *testing.T, runnerType string, several bool, caller string) *ownerFixture {
	t.Helper()

	g := acctest.NewSim(t)
	group := g.Group(t)
	f := &ownerFixture{
		GitLab: g, group: group, token: g.Token,
		first: g.Project(t, group), owner: g.Project(t, group), last: g.Project(t, group), unrelated: g.Project(t, group),
	}

	options := &gitlab.CreateUserRunnerOptions{RunnerType: &runnerType}
	switch runnerType {
	case "project_type":
		options.ProjectID = &f.owner.ID
	case "group_type":
		options.GroupID = &group.ID
	}

	runner, _, err := g.API.Users.CreateUserRunner(options)
	if err != nil {
		t.Fatal(err)
	}

	f.runner = runner.ID

	if several {
		g.Assign(t, f.first, f.runner)
		g.Assign(t, f.last, f.runner)
	}

	if caller == "administrator" {
		return f
	}

	user, token := g.User(t, "api")
	f.token = token

	switch caller {
	case "maintainer of the group":
		g.Join(t, group, user, gitlab.MaintainerPermissions)
	case "maintainer of the owner":
		g.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)
	case "maintainer of the last":
		g.JoinProject(t, f.last, user, gitlab.MaintainerPermissions)
	default:
		t.Fatalf("there is no caller %q", caller)
	}

	return f
}

// name names the ID of a project or group of the fixture.
func (f *ownerFixture) name(id string) string {
	switch id {
	case fmt.Sprint(f.owner.ID), f.owner.PathWithNamespace:
		return "owner"
	case fmt.Sprint(f.first.ID), f.first.PathWithNamespace:
		return "first"
	case fmt.Sprint(f.last.ID), f.last.PathWithNamespace:
		return "last"
	default:
		return id
	}
}

// The resources for the runner, for one assignment and for all assignments, and the
// list of assignments, apply the same rule for the owner.
func TestProtoOwner_everyCase(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		runnerType, caller string
		several, recorded  bool
		// imported is the project_id of the runner after an import, and warned
		// says that it comes with a warning.
		imported string
		warned   bool
		// adopts are the values of project_id that replace nothing then.
		adopts string
		// listed are the assignments in the list, and listWarns says that the list
		// warns.
		listed    string
		listWarns bool
		// exclusive is owner_project after an import of the exclusive set.
		exclusive string
		// refused says that a plan refuses an assignment to the owner as the owner.
		refused bool
	}{
		"one project, administrator": {
			runnerType: "project_type", caller: "administrator",
			imported: "owner", adopts: "owner", exclusive: "owner", refused: true,
		},
		"one project, maintainer": {
			runnerType: "project_type", caller: "maintainer of the group",
			imported: "owner", warned: true, adopts: "owner first last unrelated", listWarns: true, exclusive: "null",
		},
		"one project, maintainer, recorded": {
			runnerType: "project_type", caller: "maintainer of the group", recorded: true,
			imported: "owner", warned: true, adopts: "owner first last unrelated", exclusive: "owner", refused: true,
		},
		"several projects, administrator": {
			runnerType: "project_type", caller: "administrator", several: true,
			imported: "first", warned: true, adopts: "owner first last", listed: "owner last", listWarns: true, exclusive: "null",
		},
		"several projects, administrator, recorded": {
			runnerType: "project_type", caller: "administrator", several: true, recorded: true,
			imported: "first", warned: true, adopts: "owner first last", listed: "first last", exclusive: "owner", refused: true,
		},
		"several projects, maintainer of all": {
			runnerType: "project_type", caller: "maintainer of the group", several: true,
			imported: "first", warned: true, adopts: "owner first last unrelated", listed: "owner last", listWarns: true, exclusive: "null",
		},
		"several projects, maintainer of the owner": {
			runnerType: "project_type", caller: "maintainer of the owner", several: true,
			imported: "owner", warned: true, adopts: "owner first last unrelated", listWarns: true, exclusive: "null",
		},
		"several projects, maintainer of another": {
			runnerType: "project_type", caller: "maintainer of the last", several: true,
			imported: "last", warned: true, adopts: "owner first last unrelated", listWarns: true, exclusive: "null",
		},
		"several projects, maintainer of another, recorded": {
			runnerType: "project_type", caller: "maintainer of the last", several: true, recorded: true,
			imported: "last", warned: true, adopts: "owner first last unrelated", listed: "last", exclusive: "owner",
		},
		"group runner, administrator": {
			runnerType: "group_type", caller: "administrator",
			imported: "group", adopts: "group", listWarns: true,
		},
		"group runner, maintainer of the group": {
			runnerType: "group_type", caller: "maintainer of the group",
			imported: "group", adopts: "group", listWarns: true,
		},
		"group runner, group is hidden": {
			runnerType: "group_type", caller: "maintainer of the owner",
			imported: "null", warned: true, adopts: "group unrelated", listWarns: true,
		},
		"instance runner": {
			runnerType: "instance_type", caller: "administrator",
			imported: "null", listWarns: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newOwnerFixture(t, test.runnerType, test.several, test.caller)

			if test.runnerType != "project_type" {
				f.checkRunner(t, test.runnerType, test.imported, test.warned, test.adopts)
				f.checkList(t, f.provider(t, false), test.listed, test.listWarns)

				return
			}

			f.checkRunner(t, test.runnerType, test.imported, test.warned, test.adopts)
			f.checkList(t, f.provider(t, test.recorded), test.listed, test.listWarns)

			proto := f.provider(t, test.recorded)
			set, diagnostics := proto.Import(exclusiveType, fmt.Sprint(f.runner))
			acctest.Equal(t, "errors of the import of the set", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "owner_project", f.name(set.Get(t, "owner_project")), test.exclusive)

			plan := proto.Plan(assignmentType, nil, acctest.Values{"runner_id": f.runner, "project": f.owner.PathWithNamespace})
			acctest.Equal(t, "the plan refuses the owner", slices.Contains(acctest.IDs(plan.Diagnostics), tfdiag.AssignmentOfOwner), test.refused)
		})
	}
}

// provider returns a provider. If recorded is true, it has refreshed a runner
// in this run, so that it knows the owner from the configuration.
func (f *ownerFixture) provider(t *testing.T, recorded bool) *acctest.Proto {
	t.Helper()

	proto := f.Proto(t, acctest.Values{"token": f.token})
	if !recorded {
		return proto
	}

	state, diagnostics := f.Proto(t, nil).Import(runnerType, fmt.Sprint(f.runner))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

	state.Private = nil
	state.Value = proto.With(state.Value, acctest.Values{"project_id": f.owner.ID})
	_, diagnostics = proto.Read(runnerType, state)
	acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")

	return proto
}

// checkRunner imports the runner, and plans it with other owners.
func (f *ownerFixture) checkRunner(t *testing.T, kind, want string, warned bool, adopts string) {
	t.Helper()

	proto := f.Proto(t, acctest.Values{"token": f.token})
	state, diagnostics := proto.Import(runnerType, fmt.Sprint(f.runner))
	acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the import warns", slices.ContainsFunc(acctest.IDs(diagnostics), func(id tfdiag.ID) bool {
		return slices.Contains([]tfdiag.ID{tfdiag.OwnerGroupHidden, tfdiag.OwnerProjectHidden, tfdiag.OwnerProjectUncertain}, id)
	}), warned)

	attribute, others := "project_id", map[string]int64{"owner": f.owner.ID, "first": f.first.ID, "last": f.last.ID, "unrelated": f.unrelated.ID}

	if kind == "group_type" {
		attribute, others = "group_id", map[string]int64{"group": f.group.ID, "unrelated": f.group.ID + 1}
	}

	imported := state.Get(t, attribute)

	for name, id := range others {
		if imported == fmt.Sprint(id) {
			imported = name
		}
	}

	acctest.Equal(t, "the owner after the import", imported, want)

	if kind == "instance_type" {
		return
	}

	var adopted []string

	for _, name := range []string{"group", "owner", "first", "last", "unrelated"} {
		if other, exists := others[name]; exists {
			plan := proto.Plan(runnerType, &state, acctest.Values{"runner_type": kind, attribute: other})
			if len(plan.Replaces) == 0 {
				adopted = append(adopted, name)
			}
		}
	}

	acctest.Equal(t, "the owners that replace nothing", strings.Join(adopted, " "), adopts)
}

// checkList lists the assignments of the runner.
func (f *ownerFixture) checkList(t *testing.T, proto *acctest.Proto, want string, listWarns bool) {
	t.Helper()

	listed, diagnostics := proto.List(assignmentType, acctest.Query{Config: acctest.Values{"runner_id": f.runner}, Include: true})
	acctest.Equal(t, "errors of the list", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the list warns", len(diagnostics) > 0, listWarns)

	names := make(map[string]bool)
	for _, one := range listed {
		names[f.name(one.Get(t, "project"))] = true
	}

	var sorted []string

	for _, name := range []string{"owner", "first", "last"} {
		if names[name] {
			sorted = append(sorted, name)
		}
	}

	acctest.Equal(t, "the assignments", strings.Join(sorted, " "), want)
}
