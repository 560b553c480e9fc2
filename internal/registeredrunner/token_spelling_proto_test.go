package registeredrunner_test

import (
	"fmt"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Another spelling of the same group or project resets nothing; another group or
// project replaces the resource.
func TestProtoRegistrationToken_spellings(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		attribute string
		// spellings are the first one, and those after a rename.
		spellings func(*testing.T, *acctest.GitLab) (first string, rename func(), same []string, other string)
	}{
		"group": {"group", func(t *testing.T, g *acctest.GitLab) (string, func(), []string, string) {
			group, other := g.Group(t), g.Group(t)
			rename := func() {
				if _, _, err := g.API.Groups.UpdateGroup(group.ID, &gitlab.UpdateGroupOptions{Path: gitlab.Ptr("renamed")}); err != nil {
					t.Fatal(err)
				}
			}

			return group.FullPath, rename, []string{fmt.Sprint(group.ID), "renamed"}, other.FullPath
		}},
		"project": {"project", func(t *testing.T, g *acctest.GitLab) (string, func(), []string, string) {
			group := g.Group(t)
			project, other := g.Project(t, group), g.Project(t, group)
			rename := func() {
				if _, _, err := g.API.Projects.EditProject(project.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr("renamed")}); err != nil {
					t.Fatal(err)
				}
			}

			return project.PathWithNamespace, rename, []string{fmt.Sprint(project.ID), group.FullPath + "/renamed"}, other.PathWithNamespace
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			g.AllowRegistration(t, true)
			proto := g.Proto(t, nil)
			first, rename, same, other := test.spellings(t, g)
			state := proto.Create(tokenType, acctest.Values{test.attribute: first})
			token := state.Get(t, "token")

			g.ClearJournal(t)

			for i, spelling := range same {
				// GitLab finds a project by a former path, but not a group.
				if i > 0 || test.attribute == "project" {
					rename()
				}

				plan := proto.Plan(tokenType, &state, acctest.Values{test.attribute: spelling})
				acctest.Equal(t, "replacements for "+spelling, len(plan.Replaces), 0)
				acctest.Diagnosed(t, plan.Diagnostics)

				state, _ = proto.Apply(tokenType, plan)
				acctest.Equal(t, "the spelling", state.Get(t, test.attribute), spelling)
				acctest.Equal(t, "the token", state.Get(t, "token"), token)
			}

			acctest.Equal(t, "the resets", strings.Count(fmt.Sprint(g.Writes(t)), "reset_registration_token"), 0)

			plan := proto.Plan(tokenType, &state, acctest.Values{test.attribute: other})
			acctest.Equal(t, "replacements for another one", len(plan.Replaces), 1)

			plan = proto.Plan(tokenType, &state, acctest.Values{test.attribute: acctest.Unknown})
			acctest.Equal(t, "replacements for an unknown one", len(plan.Replaces), 1)
		})
	}
}
