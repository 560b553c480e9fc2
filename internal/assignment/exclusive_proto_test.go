package assignment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// shown are the projects in state, sorted.
func shown(t *testing.T, state acctest.State) []string {
	t.Helper()

	var elements []tftypes.Value
	if err := state.Values(t)["projects"].As(&elements); err != nil {
		t.Fatal(err)
	}

	var texts []string
	for _, element := range elements {
		texts = append(texts, acctest.Text(element))
	}

	slices.Sort(texts)

	return texts
}

func (f *fleet) post(project int) string {
	return fmt.Sprintf("POST /projects/%d/runners", f.projects[project].ID)
}

func (f *fleet) delete(project int) string {
	return fmt.Sprintf("DELETE /projects/%d/runners/%d", f.projects[project].ID, f.runner)
}

func (f *fleet) set(projects ...string) acctest.Values {
	return acctest.Values{"runner_id": f.runner, "projects": projects}
}

// Exactly the wanted projects, additions first, one request for each change,
// the owner untouched: on every family of versions, for no administrator.
func TestProtoExclusive_reachesExactlyTheSet(t *testing.T) {
	t.Parallel()

	for _, version := range []string{"16.11", "18.0", "19.4"} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 3, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})

			// The runner's own resource has told this session who owns it.
			runner, diagnostics := proto.Import("gitlabrunner_runner", text(f.runner))
			acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")
			runner.Private = nil
			proto.Read("gitlabrunner_runner", runner)

			state := proto.Create(exclusive, f.set(f.projects[0].PathWithNamespace, text(f.projects[1].ID)))
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.projects[1].ID, f.owner.ID})
			acctest.Equal(t, "owner_project", state.Get(t, "owner_project"), f.owner.ID)

			f.Forget(t)

			plan := proto.Plan(exclusive, &state, f.set(text(f.projects[1].ID), f.projects[2].PathWithNamespace))
			state, diagnostics = proto.Apply(exclusive, plan)

			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the writes", f.Writes(t), []string{f.post(2), f.delete(0)})
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[1].ID, f.projects[2].ID, f.owner.ID})

			f.Forget(t)

			read, diagnostics := proto.Read(exclusive, state)
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the state after a read", read.Value.Equal(state.Value), true)
			acctest.Equal(t, "the requests of a read", f.Journal(t), []string{fmt.Sprintf("GET /runners/%d", f.runner)})

			// An empty set leaves the owner.
			state, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, f.set()))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID})
			acctest.Equal(t, "the projects in state", shown(t, state), "[]")
		})
	}
}

// Who took over a runner of several projects does not know its owner.
func TestProtoExclusive_unknownOwnerIsNeverLost(t *testing.T) {
	t.Parallel()

	for version, guarded := range map[string]bool{"16.11": false, "18.0": true, "19.4": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 2, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			f.Assign(t, f.projects[0], f.runner)
			f.Assign(t, f.projects[1], f.runner)
			f.Forget(t)

			proto := f.Proto(t, acctest.Values{"token": f.maintainer})
			state, diagnostics := proto.Import(exclusive, text(f.runner))
			acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "owner_project", state.Get(t, "owner_project"), "null")

			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, f.set(f.projects[0].PathWithNamespace)))

			if guarded {
				acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
				acctest.Equal(t, "owner_project", after.Get(t, "owner_project"), f.owner.ID)
				acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})

				return
			}

			acctest.Contains(t, acctest.Errors(diagnostics), "owner_project: The owner project is not known", "nothing was changed", "Set owner_project")
			acctest.Equal(t, "the writes", f.Writes(t), "[]")

			config := f.set(f.projects[0].PathWithNamespace)
			config["owner_project"] = f.owner.PathWithNamespace
			_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &after, config))

			acctest.Equal(t, "errors with the owner", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})
		})
	}
}

// What fails half way is told, the state says what is, and the next apply
// finishes with what is missing alone.
func TestProtoExclusive_failureHalfWay(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 4)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, f.set(text(f.projects[0].ID)))
	config := f.set(text(f.projects[1].ID), text(f.projects[2].ID), text(f.projects[3].ID))

	f.Fault(t, acctest.Fault{
		Method: "POST", Path: fmt.Sprintf("/api/v4/projects/%d/runners", f.projects[2].ID), Status: 403, Body: `{"message":"403 Forbidden"}`,
	})
	f.Forget(t)

	state, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))

	acctest.Contains(t, acctest.Errors(diagnostics), "Unable to create project assignment", fmt.Sprintf("project %d", f.projects[2].ID), "Assigning a runner needs")
	// The one that was not removed has no word in the configuration any more.
	acctest.Equal(t, "the projects in state", shown(t, state), []string{text(f.projects[1].ID), text(f.projects[3].ID), f.projects[0].PathWithNamespace})

	f.Forget(t)

	_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", f.Writes(t), []string{f.post(2), f.delete(0)})
}

func TestProtoExclusive_driftIsTheDifference(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 3)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, f.set(f.projects[0].PathWithNamespace, text(f.projects[1].ID)))

	f.Assign(t, f.projects[2], f.runner)

	if _, err := f.API.Runners.DisableProjectRunner(f.projects[1].ID, f.runner); err != nil {
		t.Fatal(err)
	}

	read, diagnostics := proto.Read(exclusive, state)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

	want := []string{f.projects[0].PathWithNamespace, f.projects[2].PathWithNamespace}
	slices.Sort(want)
	acctest.Equal(t, "the projects in state", shown(t, read), want)

	if _, err := f.API.Runners.RemoveRunner(f.runner); err != nil {
		t.Fatal(err)
	}

	read, diagnostics = proto.NextRun().Read(exclusive, state)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "gone with its runner", read.Gone(), true)
}

func TestProtoExclusive_renamedProjectIsFollowed(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, f.set(f.projects[0].PathWithNamespace))

	renamed, _, err := f.API.Projects.EditProject(f.projects[0].ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr(acctest.Name("renamed"))})
	if err != nil {
		t.Fatal(err)
	}

	f.Forget(t)

	read, _ := proto.Read(exclusive, state)
	acctest.Equal(t, "the projects in state", shown(t, read), []string{f.projects[0].PathWithNamespace})

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, f.set(renamed.PathWithNamespace)))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", f.Writes(t), "[]")
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

			_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, nil))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

			if left := f.ids(t); len(left) != test.left || !slices.Contains(left, f.owner.ID) || !slices.Contains(left, f.projects[2].ID) {
				t.Errorf("GitLab has %v, want %d projects, the owner and the one of somebody else among them", left, test.left)
			}
		})
	}
}

func TestProtoExclusive_tellsWhatItCannotPromise(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	f.Forget(t)

	proto := f.Proto(t, acctest.Values{"token": f.maintainer})
	first := proto.Plan(exclusive, nil, f.set(text(f.projects[0].ID)))
	second := proto.Plan(exclusive, nil, f.set())

	acctest.Contains(t, acctest.Warnings(first.Diagnostics), "Exclusivity cannot be guaranteed")
	acctest.Equal(t, "the second warning", acctest.Warnings(second.Diagnostics), "")
	acctest.Equal(t, "the requests for the user", strings.Count(fmt.Sprint(f.Journal(t)), "GET /user"), 1)

	root := f.Proto(t, nil).Plan(exclusive, nil, f.set())
	acctest.Equal(t, "the warning for an administrator", acctest.Warnings(root.Diagnostics), "")
}

func TestProtoExclusive_badInputIsRefusedOnItsAttribute(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	proto := f.Proto(t, nil)

	acctest.Contains(t, acctest.Errors(proto.Validate(exclusive, acctest.Values{"runner_id": 0, "projects": []string{}})), "runner_id: ")
	acctest.Contains(t, acctest.Errors(proto.Validate(exclusive, f.set("just-a-name"))), "projects: ", "full path")

	plan := proto.Plan(exclusive, nil, acctest.Values{"runner_id": f.make(t, "instance_type", 0), "projects": []string{}})
	acctest.Contains(t, acctest.Errors(plan.Diagnostics), "runner_id: Runner cannot be assigned")

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, nil, f.set("no/such")))
	acctest.Contains(t, acctest.Errors(diagnostics), "Unable to find project", "project no/such", "404 Project Not Found")

	_, diagnostics = proto.Import(exclusive, "one")
	acctest.Contains(t, acctest.Errors(diagnostics), "Invalid import id")
}

// One request for each project, however many they are.
func TestProtoExclusive_fiveHundredProjects(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 500)
	proto := f.Proto(t, nil)

	var projects []string
	for _, project := range f.projects {
		projects = append(projects, text(project.ID))
	}

	state := proto.Create(exclusive, f.set(projects...))
	acctest.Equal(t, "the projects in GitLab", len(f.ids(t)), 501)

	posts := 0

	for _, write := range f.Writes(t) {
		if !strings.HasPrefix(write, "POST /projects/") {
			t.Errorf("there was a %s", write)
		}

		posts++
	}

	acctest.Equal(t, "the number of writes", posts, 500)

	f.Forget(t)

	if read, _ := proto.Read(exclusive, state); !read.Value.Equal(state.Value) {
		t.Error("the state after a read is another")
	}

	acctest.Equal(t, "the requests of a read", len(f.Journal(t)), 1)
}

// Who sees one project of a runner does not know that it is the owner, and the
// true owner is not given away.
func TestProtoExclusive_oneVisibleProjectIsNotTheOwner(t *testing.T) {
	t.Parallel()

	for version, guarded := range map[string]bool{"16.11": false, "19.4": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 3, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			f.Assign(t, f.projects[0], f.runner)

			user, token := f.User(t, "api")
			f.JoinProject(t, f.projects[0], user, gitlab.MaintainerPermissions)
			f.JoinProject(t, f.projects[1], user, gitlab.MaintainerPermissions)

			proto := f.Proto(t, acctest.Values{"token": token})
			config := f.set(text(f.projects[1].ID))
			state := proto.Create(exclusive, config)

			acctest.Equal(t, "owner_project", state.Get(t, "owner_project"), "null")
			acctest.Equal(t, "the projects in state", shown(t, state), []string{text(f.projects[1].ID)})

			// The caller comes to see the owner, which looks like any other project.
			f.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)

			read, diagnostics := proto.Read(exclusive, state)
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in state", shown(t, read), []string{text(f.projects[1].ID), f.owner.PathWithNamespace})

			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, config))

			if !slices.Contains(f.ids(t), f.owner.ID) {
				t.Fatal("the owner was unassigned")
			}

			if !guarded {
				acctest.Contains(t, acctest.Errors(diagnostics), "The owner project is not known", "nothing was changed")

				return
			}

			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "owner_project", after.Get(t, "owner_project"), f.owner.ID)

			// Now that the owner is known, the other one is too much.
			read, _ = proto.Read(exclusive, after)
			_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[1].ID, f.owner.ID})
		})
	}
}

func TestProtoExclusive_wrongOwnerIsRefused(t *testing.T) {
	t.Parallel()

	for name, spell := range map[string]func(*gitlab.Project) string{
		"found out": func(*gitlab.Project) string { return "" },
		"by id":     func(p *gitlab.Project) string { return text(p.ID) },
		"by path":   func(p *gitlab.Project) string { return p.PathWithNamespace },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 2, gitlabsim.WithVersion(gitlabsim.MustVersion("16.11")))
			proto := f.Proto(t, nil)
			config := f.set(text(f.projects[0].ID))

			if owner := spell(f.owner); owner != "" {
				config["owner_project"] = owner
			}

			state := proto.Create(exclusive, config)
			f.Forget(t)

			config["owner_project"] = f.projects[1].PathWithNamespace
			_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
			acctest.Contains(t, acctest.Errors(diagnostics), "owner_project: Not the owner of the runner", "Nothing was changed")

			// One of the runner's projects cannot be told from its owner; but the
			// owner that was known is not removed in the same step.
			config["owner_project"] = f.projects[0].PathWithNamespace
			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the writes", f.Writes(t), "[]")

			read, _ := proto.Read(exclusive, after)
			acctest.Equal(t, "the projects in state", shown(t, read), []string{text(f.projects[0].ID), f.owner.PathWithNamespace})
		})
	}
}

// The owner is followed when it is renamed, and is no drift then.
func TestProtoExclusive_renamedOwnerIsFollowed(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	config := f.set(text(f.projects[0].ID))
	config["owner_project"] = f.owner.PathWithNamespace
	state := proto.Create(exclusive, config)

	if _, _, err := f.API.Projects.EditProject(f.owner.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr(acctest.Name("renamed"))}); err != nil {
		t.Fatal(err)
	}

	read, diagnostics := proto.Read(exclusive, state)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the state after a read is as it was", read.Value.Equal(state.Value), true)
}

// A path can come to mean another project.
func TestProtoExclusive_projectMadeAnew(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	config := f.set(f.projects[0].PathWithNamespace)
	state := proto.Create(exclusive, config)

	if _, err := f.API.Projects.DeleteProject(f.projects[0].ID, nil); err != nil {
		t.Fatal(err)
	}

	anew, _, err := f.API.Projects.CreateProject(&gitlab.CreateProjectOptions{
		Name: &f.projects[0].Name, Path: &f.projects[0].Path, NamespaceID: &f.group.ID,
	})
	if err != nil {
		t.Fatal(err)
	}

	proto = proto.NextRun()
	read, _ := proto.Read(exclusive, state)
	acctest.Equal(t, "the projects in state", shown(t, read), "[]")

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID, anew.ID})
}

// The owner is deleted, and GitLab passes the runner on.
func TestProtoExclusive_ownerDeleted(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 2)
	proto := f.Proto(t, nil)
	config := f.set(text(f.projects[0].ID), text(f.projects[1].ID))
	state := proto.Create(exclusive, config)

	if _, err := f.API.Projects.DeleteProject(f.owner.ID, nil); err != nil {
		t.Fatal(err)
	}

	read, diagnostics := proto.Read(exclusive, state)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "owner_project", read.Get(t, "owner_project"), "null")
	acctest.Equal(t, "the projects in state", shown(t, read), []string{text(f.projects[0].ID), text(f.projects[1].ID)})

	_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, f.set(text(f.projects[0].ID), text(f.projects[1].ID))))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
}
