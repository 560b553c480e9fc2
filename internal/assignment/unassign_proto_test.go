package assignment_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// hidden is a fleet with a caller that was a Maintainer of the owner and of another
// project, assigned the runner to the other, and is no longer a member of it.
type hidden struct {
	*fleet

	other *gitlab.Project
	user  *gitlab.User
	token string
}

func newHidden(t *testing.T, options ...gitlabsim.Option) *hidden {
	t.Helper()

	f := newFleet(t, 1, options...)
	h := &hidden{fleet: f, other: f.Project(t, f.Group(t))}
	h.user, h.token = f.User(t, "api")
	f.JoinProject(t, f.owner, h.user, gitlab.MaintainerPermissions)
	f.JoinProject(t, f.projects[0], h.user, gitlab.MaintainerPermissions)
	f.JoinProject(t, h.other, h.user, gitlab.MaintainerPermissions)

	return h
}

// hide ends the membership of the caller in the other project.
func (h *hidden) hide(t *testing.T) {
	t.Helper()

	if _, err := h.API.ProjectMembers.DeleteProjectMember(h.other.ID, h.user.ID); err != nil {
		t.Fatal(err)
	}

	h.ClearJournal(t)
}

// A 404 of a project does not prove to an ordinary user that the assignment was
// deleted.
func TestProtoAssignment_deleteHiddenProject(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		prepare func(*testing.T, *hidden)
		asRoot  bool
		fails   bool
	}{
		"the project is hidden": {
			prepare: func(t *testing.T, h *hidden) { h.hide(t) }, fails: true,
		},
		"the project is deleted": {
			prepare: func(t *testing.T, h *hidden) {
				if _, err := h.API.Projects.DeleteProject(h.other.ID, nil); err != nil {
					t.Fatal(err)
				}
			},
			fails: true,
		},
		"the project is deleted, administrator": {
			prepare: func(t *testing.T, h *hidden) {
				if _, err := h.API.Projects.DeleteProject(h.other.ID, nil); err != nil {
					t.Fatal(err)
				}
			},
			asRoot: true,
		},
		"unassigned already": {
			prepare: func(t *testing.T, h *hidden) {
				if _, err := h.API.Runners.DisableProjectRunner(h.other.ID, h.runner); err != nil {
					t.Fatal(err)
				}
			},
		},
		"the runner is gone": {
			prepare: func(t *testing.T, h *hidden) {
				h.hide(t)

				if _, err := h.API.Runners.RemoveRunner(h.runner); err != nil {
					t.Fatal(err)
				}
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			h := newHidden(t)
			token := h.token

			if test.asRoot {
				token = h.Token
			}

			proto := h.Proto(t, acctest.Values{"token": token})
			state := proto.Create(single, acctest.Values{"runner_id": h.runner, "project": h.other.PathWithNamespace})
			test.prepare(t, h)

			after, diagnostics := proto.NextRun().Apply(single, proto.Plan(single, &state, nil))
			acctest.Equal(t, "the assignment is in the state", !after.Gone(), test.fails)

			if !test.fails {
				acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")

				return
			}

			acctest.Diagnosed(t, diagnostics, tfdiag.UnassignRunner.Because(tfdiag.Unproven))
			acctest.Contains(t, acctest.Errors(diagnostics), h.other.PathWithNamespace, "gitlabrunner_project_assignment.NAME")
		})
	}
}

// On an instance with admin mode, an administrator without the scope admin_mode
// is an ordinary user.
func TestProtoAssignment_deleteWithoutAdminMode(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		scopes []string
		fails  bool
	}{
		"without the scope": {scopes: []string{"api"}, fails: true},
		"with the scope":    {scopes: []string{"api", "admin_mode"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			h := newHidden(t, gitlabsim.WithAdminMode(true))
			state := h.Proto(t, nil).Create(single, acctest.Values{"runner_id": h.runner, "project": text(h.other.ID)})

			administrator, _ := h.User(t, "api")
			if _, _, err := h.API.Users.ModifyUser(administrator.ID, &gitlab.ModifyUserOptions{Admin: gitlab.Ptr(true)}); err != nil {
				t.Fatal(err)
			}

			token, _, err := h.API.Users.CreatePersonalAccessToken(administrator.ID, &gitlab.CreatePersonalAccessTokenOptions{
				Name: gitlab.Ptr("test"), Scopes: &test.scopes,
			})
			if err != nil {
				t.Fatal(err)
			}

			if _, err := h.API.Projects.DeleteProject(h.other.ID, nil); err != nil {
				t.Fatal(err)
			}

			proto := h.Proto(t, acctest.Values{"token": token.Token})
			_, diagnostics := proto.Apply(single, proto.Plan(single, &state, nil))
			acctest.Equal(t, "the delete fails", acctest.Errors(diagnostics) != "", test.fails)
		})
	}
}

// A hidden project cannot be removed from the set, and stays in the state.
func TestProtoExclusive_hiddenProject(t *testing.T) {
	t.Parallel()

	for name, spell := range map[string]func(*gitlab.Project) string{"by id": byID, "by path": byPath} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			h := newHidden(t)
			proto := h.Proto(t, acctest.Values{"token": h.token})
			state := proto.Create(exclusive, h.set(spell(h.other)))
			h.hide(t)

			proto = proto.NextRun()
			read, _ := proto.Read(exclusive, state)

			config := h.set(text(h.projects[0].ID))
			after, diagnostics := proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
			acctest.Diagnosed(t, diagnostics, tfdiag.UnassignRunner.Because(tfdiag.UnprovenBySet))
			acctest.Contains(t, acctest.Errors(diagnostics), spell(h.other), "gitlabrunner_project_assignments_exclusive.NAME")
			acctest.Equal(t, "the projects in state", shown(t, after), sorted(text(h.projects[0].ID), spell(h.other)))
			acctest.Equal(t, "the projects in GitLab", h.ids(t), []int64{h.projects[0].ID, h.owner.ID, h.other.ID})

			// The caller is a member again.
			h.JoinProject(t, h.other, h.user, gitlab.MaintainerPermissions)

			proto = proto.NextRun()
			read, _ = proto.Read(exclusive, after)
			_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, &read, config))
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the projects in GitLab", h.ids(t), []int64{h.projects[0].ID, h.owner.ID})
		})
	}
}

func TestProtoExclusive_destroyHiddenProject(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		prepare func(*testing.T, *hidden)
		fails   bool
	}{
		"a project is hidden": {func(t *testing.T, h *hidden) { h.hide(t) }, true},
		"the runner is gone": {func(t *testing.T, h *hidden) {
			if _, err := h.API.Runners.RemoveRunner(h.runner); err != nil {
				t.Fatal(err)
			}
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			h := newHidden(t)
			proto := h.Proto(t, acctest.Values{"token": h.token})
			config := h.set(text(h.projects[0].ID), text(h.other.ID))
			config["unassign_on_destroy"] = true
			state := proto.Create(exclusive, config)
			test.prepare(t, h)

			after, diagnostics := proto.NextRun().Apply(exclusive, proto.Plan(exclusive, &state, nil))
			acctest.Equal(t, "the set is in the state", !after.Gone(), test.fails)

			if test.fails {
				acctest.Diagnosed(t, diagnostics, tfdiag.UnassignRunner.Because(tfdiag.UnprovenBySet))
				acctest.Contains(t, acctest.Errors(diagnostics), fmt.Sprintf("project %d", h.other.ID))
				acctest.Equal(t, "the projects in GitLab", h.ids(t), []int64{h.owner.ID, h.other.ID})
			} else {
				acctest.Diagnosed(t, diagnostics)
			}
		})
	}
}
