package assignment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A Maintainer assigns exactly the projects of the set, with one request for each
// change, additions first, and the owner stays, on versions with different answers.
func TestProtoExclusive_basic(t *testing.T) {
	t.Parallel()

	for _, version := range []string{"16.11", "18.0", "19.4"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 3, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})

			// The resource of the runner has recorded the owner in this run.
			runner, diagnostics := proto.Import("gitlabrunner_runner", text(f.runner))
			acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")
			runner.Private = nil
			proto.Read("gitlabrunner_runner", runner)

			state := proto.Create(exclusive, f.set(f.projects[0].PathWithNamespace, text(f.projects[1].ID)))
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.projects[1].ID, f.owner.ID})
			acctest.Equal(t, "owner_project", state.Get(t, "owner_project"), fmt.Sprint(f.owner.ID))

			f.ClearJournal(t)

			plan := proto.Plan(exclusive, &state, f.set(text(f.projects[1].ID), f.projects[2].PathWithNamespace))
			state, diagnostics = proto.Apply(exclusive, plan)

			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the writes", f.Writes(t), []string{f.post(2), f.delete(0)})
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[1].ID, f.projects[2].ID, f.owner.ID})

			f.ClearJournal(t)

			read, diagnostics := proto.Read(exclusive, state)
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the state after a read", read.Value.Equal(state.Value), true)
			acctest.Equal(t, "the requests of a read", f.Requests(t), []string{fmt.Sprintf("GET /runners/%d", f.runner)})

			// An empty set leaves the owner.
			state, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, f.set()))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID})
			acctest.Equal(t, "the projects in state", shown(t, state), nil)
		})
	}
}

// If some changes fail, the state has the assignments of GitLab, and the next apply
// sends only the missing changes.
func TestProtoExclusive_partialFailure(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 4)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, f.set(text(f.projects[0].ID)))
	config := f.set(text(f.projects[1].ID), text(f.projects[2].ID), text(f.projects[3].ID))

	f.Fault(t, acctest.Fault{
		Method: "POST", Path: fmt.Sprintf("/api/v4/projects/%d/runners", f.projects[2].ID), Status: 403, Body: `{"message":"403 Forbidden"}`,
	})
	f.ClearJournal(t)

	state, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))

	acctest.Diagnosed(t, diagnostics, tfdiag.AssignRunner.Because(tfdiag.Forbidden))
	acctest.Contains(t, acctest.Errors(diagnostics), fmt.Sprintf("project %d", f.projects[2].ID))
	// The project that was not removed is no longer in the configuration.
	acctest.Equal(t, "the projects in state", shown(t, state), []string{text(f.projects[1].ID), text(f.projects[3].ID), f.projects[0].PathWithNamespace})

	f.ClearJournal(t)

	_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", f.Writes(t), []string{f.post(2), f.delete(0)})
}

func TestProtoExclusive_destroy(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		unassign bool
		left     int
	}{"stops managing": {false, 4}, "unassigns its own": {true, 2}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 3)
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})
			config := f.set(text(f.projects[0].ID), f.projects[1].PathWithNamespace)
			config["unassign_on_destroy"] = test.unassign
			state := proto.Create(exclusive, config)

			f.Assign(t, f.projects[2], f.runner)

			_, diagnostics := proto.NextRun().Apply(exclusive, proto.Plan(exclusive, &state, nil))
			acctest.Diagnosed(t, diagnostics)

			if left := f.ids(t); len(left) != test.left || !slices.Contains(left, f.owner.ID) || !slices.Contains(left, f.projects[2].ID) {
				t.Errorf("GitLab has %v, want %d projects, with the owner and the one that was assigned outside of Terraform", left, test.left)
			}
		})
	}
}

func TestProtoExclusive_invalidConfiguration(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	proto := f.Proto(t, nil)

	acctest.Diagnosed(t, proto.Validate(exclusive, acctest.Values{"runner_id": -1, "projects": []string{}}), acctest.At("runner_id", tfdiag.IDInvalid))
	acctest.Diagnosed(t, proto.Validate(exclusive, f.set("just-a-name")), acctest.At("projects", tfdiag.ValueMalformed))

	plan := proto.Plan(exclusive, nil, acctest.Values{"runner_id": f.make(t, "instance_type", 0), "projects": []string{}})
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("runner_id", tfdiag.InstanceNotAssigned))

	plan = proto.Plan(exclusive, nil, acctest.Values{"runner_id": 4711, "projects": []string{}})
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("runner_id", tfdiag.ReadRunner.Because(tfdiag.RunnerNotFound)))

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, nil, f.set("no/such")))
	acctest.Diagnosed(t, diagnostics, tfdiag.FindProject.Because(tfdiag.ProjectNotFound))
	acctest.Contains(t, acctest.Errors(diagnostics), "project no/such", "404 Project Not Found")

	_, diagnostics = proto.Import(exclusive, "one")
	acctest.Diagnosed(t, diagnostics, tfdiag.ImportIDInvalid)
}

// One error names all projects of a set that failed for one cause.
func TestProtoExclusive_oneErrorForEachCause(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	_, manages := f.User(t, "manage_runner")

	for name, test := range map[string]struct {
		token    string
		projects []string
		want     tfdiag.ID
		says     []string
	}{
		"IDs of nothing": {
			f.Token,
			[]string{"4711", "4712", "4713"},
			tfdiag.AssignRunner.Because(tfdiag.ProjectNotFound),
			[]string{fmt.Sprintf("Tried to create the assignments of runner %d to 3 projects: 4711, 4712, 4713.", f.runner)},
		},
		"paths of nothing": {
			f.Token,
			[]string{"no/one", "no/two"},
			tfdiag.FindProject.Because(tfdiag.ProjectNotFound),
			[]string{"Tried to find 2 projects: no/one, no/two.", "Assigning a runner requires"},
		},
		"a scope for runners only": {
			manages, []string{"no/one"}, tfdiag.UpdateAssignments.Because(tfdiag.Forbidden), []string{"Assigning a runner requires"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			proto := f.Proto(t, acctest.Values{"token": test.token})
			_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, nil, f.set(test.projects...)))
			acctest.Diagnosed(t, diagnostics, test.want)
			acctest.Contains(t, acctest.Errors(diagnostics), test.says...)
		})
	}
}

// The access token of a lookup needs the scope of the assignment that follows.
func TestProtoAssignment_scopeOfTheAssignment(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	_, manages := f.User(t, "manage_runner")
	proto := f.Proto(t, acctest.Values{"token": manages})

	_, diagnostics := proto.Apply(single, proto.Plan(single, nil, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}))
	acctest.Diagnosed(t, diagnostics, tfdiag.FindProject.Because(tfdiag.InsufficientScope))
	acctest.Contains(t, acctest.Errors(diagnostics), "Assigning a runner requires the scope `api`.")
}

// A large set sends one request for each project.
func TestProtoExclusive_manyProjects(t *testing.T) {
	t.Parallel()

	count := 500
	if testing.Short() {
		count = 101 // more than a page
	}

	f := newFleet(t, count)
	proto := f.Proto(t, nil)

	var projects []string
	for _, project := range f.projects {
		projects = append(projects, text(project.ID))
	}

	state := proto.Create(exclusive, f.set(projects...))
	acctest.Equal(t, "the projects in GitLab", len(f.ids(t)), count+1)

	posts := 0

	for _, write := range f.Writes(t) {
		if !strings.HasPrefix(write, "POST /projects/") {
			t.Errorf("there was a %s", write)
		}

		posts++
	}

	acctest.Equal(t, "the number of writes", posts, count)

	f.ClearJournal(t)

	if read, _ := proto.Read(exclusive, state); !read.Value.Equal(state.Value) {
		t.Error("the state after a read is another")
	}

	acctest.Equal(t, "the requests of a read", len(f.Journal(t)), 1)
}
