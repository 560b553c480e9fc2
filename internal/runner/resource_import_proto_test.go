package runner_test

import (
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoRunner_import(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, id := range []string{"", "x", "-1", "0", "1.5", "#42", "99999999999999999999"} {
		_, diagnostics := proto.Import(typeName, id)
		acctest.Diagnosed(t, diagnostics, tfdiag.ImportIDInvalid)
	}

	if state, diagnostics := proto.Import(typeName, "4711"); !state.Gone() || acctest.Errors(diagnostics) != "" {
		t.Errorf("importing what is not there gives %v, %v", state, acctest.Errors(diagnostics))
	}
}

// An import that cannot determine the owner assumes one. The configured owner replaces
// it if it is possible.
func TestProtoRunner_importUncertainOwner(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	group := g.Group(t)
	owner, other, unrelated := g.Project(t, group), g.Project(t, group), g.Project(t, group)
	root := g.Proto(t, nil)
	made := root.Create(typeName, acctest.Values{"runner_type": "project_type", "project_id": owner.ID})
	g.Assign(t, other, made.ID(t))

	user, token := g.User(t, "api")
	g.JoinProject(t, other, user, gitlab.MaintainerPermissions)
	part := g.Proto(t, acctest.Values{"token": token})

	ofProject := func(id int64) acctest.Values {
		return acctest.Values{"runner_type": "project_type", "project_id": id}
	}

	for name, test := range map[string]struct {
		proto    *acctest.Proto
		project  int64
		replaces bool
	}{
		"all seen, another of them":  {root, other.ID, false},
		"all seen, none of them":     {root, unrelated.ID, true},
		"a part seen, the true one":  {part, owner.ID, false},
		"a part seen, the candidate": {part, other.ID, false},
	} {
		// In the run that created the runner, its owner is certain.
		proto := test.proto.NextRun()
		state, diagnostics := proto.Import(typeName, made.Get(t, "id"))
		acctest.Diagnosed(t, diagnostics, acctest.At("project_id", tfdiag.OwnerProjectUncertain))

		plan := proto.Plan(typeName, &state, ofProject(test.project))
		acctest.Equal(t, "replaces: "+name, len(plan.Replaces) > 0, test.replaces)
	}

	grouped := root.Create(typeName, acctest.Values{"runner_type": "group_type", "group_id": group.ID})
	state, diagnostics := part.Import(typeName, grouped.Get(t, "id"))
	acctest.Diagnosed(t, diagnostics, acctest.At("group_id", tfdiag.OwnerGroupHidden))

	plan := part.Plan(typeName, &state, acctest.Values{"runner_type": "group_type", "group_id": group.ID})
	acctest.Equal(t, "replaces a group's runner", len(plan.Replaces), 0)
}
