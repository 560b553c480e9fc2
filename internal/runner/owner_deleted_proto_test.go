package runner_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// passedOn is a runner with several projects whose owner is deleted, so that GitLab
// passes it on.
type passedOn struct {
	*acctest.GitLab

	group            *gitlab.Group
	owner, unrelated *gitlab.Project
	// others are the other projects of the runner.
	others []*gitlab.Project
	// state is the state of the runner.
	state acctest.State
}

func newPassedOn(t *testing.T, others int) *passedOn {
	t.Helper()

	g := acctest.NewSim(t)
	p := &passedOn{GitLab: g, group: g.Group(t)}
	p.owner, p.unrelated = g.Project(t, p.group), g.Project(t, p.group)
	p.state = g.Proto(t, nil).Create(typeName, p.of(p.owner))
	p.assign(t, p.state.ID(t), others)

	return p
}

// assign assigns a runner to other projects.
func (p *passedOn) assign(t *testing.T, runner int64, others int) {
	t.Helper()

	for range others {
		project := p.Project(t, p.group)
		p.Assign(t, project, runner)
		p.others = append(p.others, project)
	}
}

func (p *passedOn) of(project *gitlab.Project) acctest.Values {
	return acctest.Values{"runner_type": "project_type", "project_id": project.ID}
}

func (p *passedOn) deleteOwner(t *testing.T) {
	t.Helper()

	if _, err := p.API.Projects.DeleteProject(p.owner.ID, nil); err != nil {
		t.Fatal(err)
	}
}

// A corrected owner is adopted only if it is certain.
func TestProtoRunner_ownerDeleted(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		others     int
		exists     bool
		maintainer bool
		configured func(*passedOn) *gitlab.Project
		refresh    []tfdiag.ID
		plan       []tfdiag.ID
		replaces   bool
	}{
		"the only project": {
			others: 1, configured: func(p *passedOn) *gitlab.Project { return p.others[0] },
			refresh: []tfdiag.ID{acctest.At("project_id", tfdiag.OwnerDeleted)},
		},
		"one of several projects": {
			others: 2, configured: func(p *passedOn) *gitlab.Project { return p.others[1] },
			refresh: []tfdiag.ID{acctest.At("project_id", tfdiag.OwnerDeletedSeveral)},
			plan:    []tfdiag.ID{acctest.At("project_id", tfdiag.OwnerChangeAmbiguous)},
		},
		"a project without the runner": {
			others: 1, configured: func(p *passedOn) *gitlab.Project { return p.unrelated },
			refresh: []tfdiag.ID{acctest.At("project_id", tfdiag.OwnerDeleted)},
			plan:    []tfdiag.ID{acctest.At("project_id", tfdiag.OwnerChangeReplaces)}, replaces: true,
		},
		"the only project, but the caller is no administrator": {
			others: 1, maintainer: true, configured: func(p *passedOn) *gitlab.Project { return p.others[0] },
			plan: []tfdiag.ID{acctest.At("project_id", tfdiag.OwnerChangeUnproven)}, replaces: true,
		},
		// A change to an unrelated project is not a correction.
		"the owner exists, another project of the runner": {
			others: 1, exists: true, configured: func(p *passedOn) *gitlab.Project { return p.others[0] }, replaces: true,
		},
		"the owner exists, a project without the runner": {
			exists: true, configured: func(p *passedOn) *gitlab.Project { return p.unrelated }, replaces: true,
		},
		"the owner exists, the caller is no administrator": {
			others: 1, exists: true, maintainer: true, configured: func(p *passedOn) *gitlab.Project { return p.others[0] }, replaces: true,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			p := newPassedOn(t, test.others)
			token := p.Token

			if test.maintainer {
				var user *gitlab.User

				user, token = p.User(t, "api")
				p.Join(t, p.group, user, gitlab.MaintainerPermissions)
			}

			if !test.exists {
				p.deleteOwner(t)
			}

			proto := p.Proto(t, acctest.Values{"token": token})
			read, diagnostics := proto.Read(typeName, p.state)
			acctest.Diagnosed(t, diagnostics, test.refresh...)
			acctest.Equal(t, "project_id stays as configured", read.Get(t, "project_id"), fmt.Sprint(p.owner.ID))
			p.ClearJournal(t)

			config := p.of(test.configured(p))
			plan := proto.Plan(typeName, &read, config)
			acctest.Diagnosed(t, plan.Diagnostics, test.plan...)
			acctest.Equal(t, "the plan replaces the runner", len(plan.Replaces) > 0, test.replaces)
			acctest.Equal(t, "the writes of the plan", p.Writes(t), nil)

			if test.replaces || acctest.Errors(plan.Diagnostics) != "" {
				return
			}

			// The owner is adopted without a write, and the token stays.
			after, diagnostics := proto.Apply(typeName, plan)
			acctest.Diagnosed(t, diagnostics)
			acctest.Equal(t, "the writes", p.Writes(t), nil)
			acctest.Equal(t, "project_id", after.Get(t, "project_id"), fmt.Sprint(test.configured(p).ID))
			acctest.Equal(t, "token", after.Get(t, "token"), p.state.Get(t, "token"))

			proto = proto.NextRun()
			read, diagnostics = proto.Read(typeName, after)
			acctest.Diagnosed(t, diagnostics)
			acctest.Equal(t, "the next plan is empty", proto.Plan(typeName, &read, config).Value.Equal(read.Value), true)
			acctest.Equal(t, "another owner replaces", len(proto.Plan(typeName, &read, p.of(p.unrelated)).Replaces), 1)
		})
	}
}

// A deleted project is not recorded as the owner: on an older GitLab, the exclusive set
// would unassign the project that owns the runner now.
func TestProtoRunner_ownerDeletedInExclusiveSet(t *testing.T) {
	t.Parallel()

	p := newPassedOn(t, 2)
	p.deleteOwner(t)

	proto := p.Proto(t, nil)
	proto.Read(typeName, p.state)

	set, diagnostics := proto.Import("gitlabrunner_project_assignments_exclusive", fmt.Sprint(p.state.ID(t)))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "owner_project", set.Get(t, "owner_project"), "null")
}
