package assignment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoExclusive_drift(t *testing.T) {
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

func TestProtoExclusive_projectRenamed(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	state := proto.Create(exclusive, f.set(f.projects[0].PathWithNamespace))

	renamed, _, err := f.API.Projects.EditProject(f.projects[0].ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr(acctest.Name("renamed"))})
	if err != nil {
		t.Fatal(err)
	}

	f.ClearJournal(t)

	read, _ := proto.Read(exclusive, state)
	acctest.Equal(t, "the projects in state", shown(t, read), []string{f.projects[0].PathWithNamespace})

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, f.set(renamed.PathWithNamespace)))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the writes", f.Writes(t), nil)
}

func TestProtoExclusive_warnsOrdinaryUsers(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	f.ClearJournal(t)

	proto := f.Proto(t, acctest.Values{"token": f.maintainer})
	first := proto.Plan(exclusive, nil, f.set(text(f.projects[0].ID)))
	second := proto.Plan(exclusive, nil, f.set())

	acctest.Diagnosed(t, first.Diagnostics, tfdiag.ExclusivityLimited)
	acctest.Equal(t, "the second warning", acctest.Warnings(second.Diagnostics), "")
	acctest.Equal(t, "the requests for the user", strings.Count(fmt.Sprint(f.Journal(t)), "GET /user"), 1)

	root := f.Proto(t, nil).Plan(exclusive, nil, f.set())
	acctest.Equal(t, "the warning for an administrator", acctest.Warnings(root.Diagnostics), "")
}

// A project is deleted, and another one is created at its path.
func TestProtoExclusive_projectRecreated(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	config := f.set(f.projects[0].PathWithNamespace)
	state := proto.Create(exclusive, config)

	if _, err := f.API.Projects.DeleteProject(f.projects[0].ID, nil); err != nil {
		t.Fatal(err)
	}

	recreated, _, err := f.API.Projects.CreateProject(&gitlab.CreateProjectOptions{
		Name: &f.projects[0].Name, Path: &f.projects[0].Path, NamespaceID: &f.group.ID,
	})
	if err != nil {
		t.Fatal(err)
	}

	proto = proto.NextRun()
	read, _ := proto.Read(exclusive, state)
	acctest.Equal(t, "the projects in state", shown(t, read), nil)

	_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID, recreated.ID})
}
