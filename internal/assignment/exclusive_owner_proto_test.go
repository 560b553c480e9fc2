package assignment_test

import (
	"fmt"
	"slices"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// After an import of a runner with several projects, the owner is unknown.
func TestProtoExclusive_ownerUnknown(t *testing.T) {
	t.Parallel()

	for version, guarded := range map[string]bool{"16.11": false, "18.0": true, "19.4": true} {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 2, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			f.Assign(t, f.projects[0], f.runner)
			f.Assign(t, f.projects[1], f.runner)
			f.ClearJournal(t)

			proto := f.Proto(t, acctest.Values{"token": f.maintainer})
			state, diagnostics := proto.Import(exclusive, text(f.runner))
			acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "owner_project", state.Get(t, "owner_project"), "null")

			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, f.set(f.projects[0].PathWithNamespace)))

			if guarded {
				acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
				acctest.Equal(t, "owner_project", after.Get(t, "owner_project"), fmt.Sprint(f.owner.ID))
				acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})

				return
			}

			acctest.Diagnosed(t, diagnostics, acctest.At("owner_project", tfdiag.SetOwnerUnknown))
			acctest.Equal(t, "the writes", f.Writes(t), nil)

			config := f.set(f.projects[0].PathWithNamespace)
			config["owner_project"] = f.owner.PathWithNamespace
			_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &after, config))

			acctest.Equal(t, "errors with the owner", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})
		})
	}
}

// The only project of a runner that a caller sees is not certain to be the owner, and
// the owner keeps the runner.
func TestProtoExclusive_oneVisibleProject(t *testing.T) {
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

			// The caller becomes a member of the owner, which then is shown like any other project.
			f.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)

			read, diagnostics := proto.Read(exclusive, state)
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in state", shown(t, read), []string{text(f.projects[1].ID), f.owner.PathWithNamespace})

			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, config))

			if !slices.Contains(f.ids(t), f.owner.ID) {
				t.Fatal("the owner was unassigned")
			}

			if !guarded {
				acctest.Diagnosed(t, diagnostics, acctest.At("owner_project", tfdiag.SetOwnerUnknown))

				return
			}

			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "owner_project", after.Get(t, "owner_project"), fmt.Sprint(f.owner.ID))

			// With a known owner, the other project is surplus.
			read, _ = proto.Read(exclusive, after)
			_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[1].ID, f.owner.ID})
		})
	}
}

func TestProtoExclusive_ownerWrong(t *testing.T) {
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
			f.ClearJournal(t)

			config["owner_project"] = f.projects[1].PathWithNamespace
			_, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
			acctest.Diagnosed(t, diagnostics, acctest.At("owner_project", tfdiag.SetOwnerWrong))

			// Every project of the runner can be its owner; the owner that was known is
			// not removed in the same step.
			config["owner_project"] = f.projects[0].PathWithNamespace
			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &state, config))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the writes", f.Writes(t), nil)

			read, _ := proto.Read(exclusive, after)
			acctest.Equal(t, "the projects in state", shown(t, read), []string{text(f.projects[0].ID), f.owner.PathWithNamespace})
		})
	}
}

// A renamed owner is not drift.
func TestProtoExclusive_ownerRenamed(t *testing.T) {
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
