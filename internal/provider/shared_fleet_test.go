package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// fleet is a state with runners, and their assignments and tokens.
type fleet struct {
	*acctest.GitLab

	t       *testing.T
	proto   *acctest.Proto
	runners []int64
	// projects can be assigned.
	projects []*gitlab.Project
	objects  []*object
}

// object is one resource in state.
type object struct {
	name   string
	config acctest.Values
	state  acctest.State
}

// newFleet creates four runners, each with its token. One has two assignments, and
// one an exclusive set of two projects.
func newFleet(t *testing.T) *fleet {
	t.Helper()

	g := acctest.NewSim(t)
	f := &fleet{GitLab: g, t: t, proto: g.Proto(t, nil)}
	group := g.Group(t)
	owner := g.Project(t, group)

	for range 4 {
		f.projects = append(f.projects, g.Project(t, group))
	}

	f.make(runnerName, acctest.Values{"runner_type": "instance_type"})

	for range 3 {
		f.make(runnerName, acctest.Values{"runner_type": "project_type", "project_id": owner.ID})
	}

	for _, made := range f.objects {
		id := made.state.ID(t)
		f.runners = append(f.runners, id)
		f.make(tokenName, f.token(id, "first"))
	}

	for _, project := range f.projects[:2] {
		f.make(assignmentName, f.assignment(assigned, project))
	}

	f.make(exclusiveName, f.exactly(f.projects[0], f.projects[1]))
	f.nextRun()

	return f
}

func (f *fleet) make(name string, config acctest.Values) {
	f.t.Helper()
	f.objects = append(f.objects, &object{name, config, f.proto.Create(name, config)})
}

// change applies other values to the first object of the runner with this type.
func (f *fleet) change(name string, runner int, values acctest.Values) {
	f.t.Helper()

	it := f.objects[f.find(name, runner)]
	maps.Copy(it.config, values)

	state, diagnostics := f.proto.Apply(name, f.proto.Plan(name, &it.state, it.config))
	acctest.Equal(f.t, "errors", acctest.Errors(diagnostics), "")

	it.state = state
}

// destroy destroys the first object of the runner with this type.
func (f *fleet) destroy(name string, runner int) {
	f.t.Helper()

	number := f.find(name, runner)

	_, diagnostics := f.proto.Apply(name, f.proto.Plan(name, &f.objects[number].state, nil))
	acctest.Equal(f.t, "errors", acctest.Errors(diagnostics), "")

	f.objects = slices.Delete(f.objects, number, number+1)
}

func (f *fleet) find(name string, runner int) int {
	f.t.Helper()

	number := slices.IndexFunc(f.objects, func(it *object) bool {
		values := it.state.Values(f.t)
		id := values["id"]

		if of, isPart := values["runner_id"]; isPart {
			id = of
		}

		return it.name == name && acctest.Text(id) == fmt.Sprint(f.runners[runner])
	})
	if number < 0 {
		f.t.Fatalf("runner %d has no %s", f.runners[runner], name)
	}

	return number
}

func (f *fleet) token(runner int64, trigger string) acctest.Values {
	return acctest.Values{
		"runner_id":           runner,
		"rotate_when_changed": map[string]string{"n": trigger},
	}
}

func (f *fleet) assignment(runner int, project *gitlab.Project) acctest.Values {
	return acctest.Values{"runner_id": f.runners[runner], "project": project.PathWithNamespace}
}

func (f *fleet) exactly(projects ...*gitlab.Project) acctest.Values {
	paths := make([]string, 0, len(projects))
	for _, project := range projects {
		paths = append(paths, project.PathWithNamespace)
	}

	return acctest.Values{"runner_id": f.runners[exclusive], "projects": paths}
}

func (f *fleet) nextRun() {
	f.t.Helper()
	f.proto = f.proto.NextRun()
	f.ClearJournal(f.t)
}

// refresh reads all objects concurrently, and checks that nothing has drifted.
func (f *fleet) refresh() {
	f.t.Helper()

	var all sync.WaitGroup

	for _, it := range f.objects {
		all.Go(func() {
			read, diagnostics := f.proto.Read(it.name, it.state)
			if text := acctest.Errors(diagnostics); text != "" || !read.Value.Equal(it.state.Value) {
				f.t.Errorf("%s: %s\nread %v, was %v", it.name, text, read.Value, it.state.Value)
			}
		})
	}

	all.Wait()
}

// requests checks the requests since the last call, in any order.
func (f *fleet) requests(what string, want ...string) {
	f.t.Helper()

	var got []string
	for _, request := range f.Journal(f.t) {
		got = append(got, request.String())
	}

	slices.Sort(got)
	slices.Sort(want)
	acctest.Equal(f.t, "the requests of "+what, got, want)
	f.ClearJournal(f.t)
}

// get is the request that reads a runner.
func (f *fleet) get(runner int) string { return fmt.Sprintf("GET /runners/%d", f.runners[runner]) }

func (f *fleet) eachRunner() []string {
	return []string{f.get(bare), f.get(assigned), f.get(exclusive), f.get(alone)}
}
