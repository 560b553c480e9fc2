package assignment_test

import (
	"fmt"
	"net/url"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// rename renames the first project of the fleet.
func (f *fleet) rename(t *testing.T) *gitlab.Project {
	t.Helper()

	renamed, _, err := f.API.Projects.EditProject(f.projects[0].ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr(acctest.Name("renamed"))})
	if err != nil {
		t.Fatal(err)
	}

	return renamed
}

// takePath renames the first project of the fleet and creates another one at its
// path.
func (f *fleet) takePath(t *testing.T) (renamed, other *gitlab.Project) {
	t.Helper()

	renamed = f.rename(t)

	other, _, err := f.API.Projects.CreateProject(&gitlab.CreateProjectOptions{
		Name: gitlab.Ptr(acctest.Name("other")), Path: &f.projects[0].Path, NamespaceID: &f.group.ID,
	})
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "the path of the other project", other.PathWithNamespace, f.projects[0].PathWithNamespace)
	f.ClearJournal(t)

	return renamed, other
}

func (f *fleet) lookUp(project *gitlab.Project) string {
	return "GET /projects/" + url.PathEscape(project.PathWithNamespace)
}

func TestProtoAssignment_pathTaken(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	config := acctest.Values{"runner_id": f.runner, "project": f.projects[0].PathWithNamespace}
	proto := f.Proto(t, nil)
	state := proto.Create(single, config)
	renamed, other := f.takePath(t)

	proto = proto.NextRun()
	read, diagnostics := proto.Read(single, state)
	acctest.Equal(t, "the requests", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner), f.lookUp(other)})
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Diagnosed(t, diagnostics, acctest.At("project", tfdiag.PathTaken))
	acctest.Contains(t, acctest.Warnings(diagnostics),
		fmt.Sprintf("project %d", other.ID), fmt.Sprintf("project %d", renamed.ID), other.PathWithNamespace, renamed.PathWithNamespace)
	acctest.Equal(t, "project", read.Get(t, "project"), renamed.PathWithNamespace)
	acctest.Equal(t, "project_id", read.Get(t, "project_id"), fmt.Sprint(renamed.ID))

	plan := proto.Plan(single, &read, config)
	acctest.Equal(t, "the attributes that replace", len(plan.Replaces), 1)

	// The path of the warning keeps the assignment.
	plan = proto.Plan(single, &read, acctest.Values{"runner_id": f.runner, "project": renamed.PathWithNamespace})
	acctest.Equal(t, "the plan with the current path is empty", plan.Value.Equal(read.Value), true)

	// The next refresh sends no further request for the project.
	f.ClearJournal(t)

	_, diagnostics = proto.NextRun().Read(single, read)
	acctest.Equal(t, "the warnings of the next refresh", acctest.Warnings(diagnostics), "")
	acctest.Equal(t, "the requests of the next refresh", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner)})
}

// A former path that leads to the project stays in the state, for one request.
func TestProtoAssignment_formerPath(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": f.projects[0].PathWithNamespace})
	renamed := f.rename(t)

	for name, test := range map[string]struct {
		fault   *acctest.Fault
		warning string
	}{
		"the path leads to the project": {},
		"the path cannot be read":       {&acctest.Fault{Path: "/api/v4/projects/*", Status: 403, Body: `{"message":"403 Forbidden"}`}, "403 Forbidden"},
		"the path leads nowhere":        {&acctest.Fault{Path: "/api/v4/projects/*", Status: 404, Body: `{"message":"404 Project Not Found"}`}, "404 Project Not Found"},
	} {
		if test.fault != nil {
			f.Fault(t, *test.fault)
		}

		read, diagnostics := proto.NextRun().Read(single, state)
		acctest.Equal(t, name+": errors", acctest.Errors(diagnostics), "")
		acctest.Equal(t, name+": project", read.Get(t, "project"), f.projects[0].PathWithNamespace)
		acctest.Equal(t, name+": project_path", read.Get(t, "project_path"), renamed.PathWithNamespace)

		if test.warning == "" {
			acctest.Equal(t, name+": warnings", acctest.Warnings(diagnostics), "")
		} else {
			acctest.Diagnosed(t, diagnostics, acctest.At("project", tfdiag.PathUnchecked))
			acctest.Contains(t, acctest.Warnings(diagnostics), test.warning, renamed.PathWithNamespace)
		}
	}
}

func TestProtoExclusive_pathTaken(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 2)
	config := f.set(f.projects[0].PathWithNamespace)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, config)
	renamed, other := f.takePath(t)

	proto = proto.NextRun()
	read, diagnostics := proto.Read(exclusive, state)
	acctest.Equal(t, "the requests", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner), f.lookUp(other)})
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Diagnosed(t, diagnostics, acctest.At("projects", tfdiag.PathTaken))
	acctest.Contains(t, acctest.Warnings(diagnostics),
		fmt.Sprintf("project %d", other.ID), fmt.Sprintf("project %d", renamed.ID), other.PathWithNamespace, renamed.PathWithNamespace)
	acctest.Equal(t, "the projects in state", shown(t, read), []string{renamed.PathWithNamespace})

	// The path of the warning keeps the assignment.
	plan := proto.Plan(exclusive, &read, f.set(renamed.PathWithNamespace))
	acctest.Equal(t, "the plan with the current path is empty", plan.Value.Equal(read.Value), true)

	f.ClearJournal(t)

	after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
	acctest.Equal(t, "errors of the apply", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", f.Writes(t), []string{fmt.Sprintf("POST /projects/%d/runners", other.ID), f.delete(0)})

	proto = proto.NextRun()
	f.ClearJournal(t)

	read, diagnostics = proto.Read(exclusive, after)
	acctest.Equal(t, "the warnings of the next refresh", acctest.Warnings(diagnostics), "")
	acctest.Equal(t, "the next plan is empty", proto.Plan(exclusive, &read, config).Value.Equal(after.Value), true)
	acctest.Equal(t, "the requests of the next refresh", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner), "GET /user"})
}

// The other project is assigned too, so the details of the runner show its path.
func TestProtoExclusive_pathTakenByAssignedProject(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	config := f.set(f.projects[0].PathWithNamespace)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, config)
	renamed, other := f.takePath(t)
	f.Assign(t, other, f.runner)
	f.ClearJournal(t)

	proto = proto.NextRun()
	read, diagnostics := proto.Read(exclusive, state)
	acctest.Equal(t, "the requests", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner)})
	acctest.Diagnosed(t, diagnostics, acctest.At("projects", tfdiag.PathTaken))
	acctest.Equal(t, "the projects in state", shown(t, read), sorted(renamed.PathWithNamespace, other.PathWithNamespace))

	_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID, other.ID})
}

// Without a refresh the plan does not show the other project, so the apply
// refuses to write to it.
func TestProtoExclusive_pathTakenWithoutRefresh(t *testing.T) {
	t.Parallel()

	for name, owner := range map[string]bool{"projects": false, "owner_project": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 2)
			taken := f.projects[0].PathWithNamespace
			config := f.set(taken)
			proto := f.Proto(t, nil)

			if owner {
				f.owner = f.projects[0]
				f.runner = f.make(t, "project_type", f.owner.ID)
				config = acctest.Values{"runner_id": f.runner, "projects": []string{}, "owner_project": taken}
			}

			state := proto.Create(exclusive, config)
			_, other := f.takePath(t)

			proto = proto.NextRun()
			added := []string{f.projects[1].PathWithNamespace}

			if !owner {
				added = append(added, taken)
			}

			config["projects"] = added
			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
			acctest.Diagnosed(t, diagnostics, acctest.At(name, tfdiag.PathTakenUnplanned))
			acctest.Contains(t, acctest.Errors(diagnostics), fmt.Sprintf("project %d", other.ID))
			acctest.Equal(t, "the writes", f.Writes(t), nil)
			acctest.Equal(t, "the state is as it was", after.Value.Equal(state.Value), true)
		})
	}
}

// A path that is unknown in the plan is looked up once, by the apply.
func TestProtoExclusive_pathUnknownInPlan(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	plan := proto.Plan(exclusive, nil, acctest.Values{"runner_id": f.runner, "projects": acctest.Unknown})
	acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")
	f.ClearJournal(t)

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, nil, f.set(f.projects[0].PathWithNamespace)))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

	lookups := 0

	for _, request := range f.Journal(t) {
		if request.String() == f.lookUp(f.projects[0]) {
			lookups++
		}
	}

	acctest.Equal(t, "the lookups of the path", lookups, 1)
}

// An update unassigns only the projects that the plan shows. An assignment that was
// created after the plan is drift in the next one.
func TestProtoExclusive_updateOnlyAsPlanned(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 3)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, f.set(text(f.projects[0].ID)))
	plan := proto.Plan(exclusive, &state, f.set(text(f.projects[1].ID)))

	f.Assign(t, f.projects[2], f.runner)
	f.ClearJournal(t)

	after, diagnostics := proto.Apply(exclusive, plan)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", f.Writes(t), []string{f.post(1), f.delete(0)})
	acctest.Equal(t, "the projects in state", shown(t, after), []string{text(f.projects[1].ID)})

	read, _ := proto.NextRun().Read(exclusive, after)
	acctest.Equal(t, "the projects after a refresh", shown(t, read), sorted(text(f.projects[1].ID), f.projects[2].PathWithNamespace))
}

// The plan of a new set says which projects it unassigns.
func TestProtoExclusive_createWarnsOfUnassignments(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 3)
	f.Assign(t, f.projects[0], f.runner)
	f.Assign(t, f.projects[1], f.runner)

	plan := f.Proto(t, nil).Plan(exclusive, nil, f.set(f.projects[0].PathWithNamespace, text(f.projects[2].ID)))
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("projects", tfdiag.ProjectsUnassigned))
	acctest.Contains(t, acctest.Warnings(plan.Diagnostics), f.projects[1].PathWithNamespace)

	plan = f.Proto(t, nil).Plan(exclusive, nil, f.set(f.projects[0].PathWithNamespace, text(f.projects[1].ID), f.owner.PathWithNamespace))
	acctest.Equal(t, "the warnings if nothing is unassigned", acctest.Warnings(plan.Diagnostics), "")
}
