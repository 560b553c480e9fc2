package assignment_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// The destroy of a resource does not undo assignments that another resource has made
// in the same run.
func TestProtoAssignment_destroyKeepsAssignmentsOfRun(t *testing.T) {
	t.Parallel()

	for name, typeName := range map[string]string{"the set": exclusive, "a single assignment": single} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 2)
			config := f.set(text(f.projects[0].ID), text(f.projects[1].ID))
			config["unassign_on_destroy"] = true

			if typeName == single {
				config = acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
			}

			previous := f.Proto(t, acctest.Values{"token": f.maintainer}).Create(typeName, config)

			// The replacement names one of the two projects.
			proto := f.Proto(t, acctest.Values{"token": f.maintainer})
			proto.Create(exclusive, f.set(text(f.projects[0].ID)))
			f.ClearJournal(t)

			after, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &previous, nil))
			acctest.Diagnosed(t, diagnostics, tfdiag.AssignmentKept)
			acctest.Equal(t, "gone", after.Gone(), true)
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})

			// In another run the destroy unassigns the runner.
			_, diagnostics = proto.NextRun().Apply(typeName, proto.Plan(typeName, &previous, nil))
			acctest.Diagnosed(t, diagnostics)
			acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.owner.ID})
		})
	}
}

// Two resources of one configuration name the same assignment.
func TestProtoAssignment_assignedTwiceInOneRun(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, acctest.Values{"token": f.maintainer})
	config := acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}
	plan := proto.Plan(single, nil, config)

	proto.Create(single, config)

	_, diagnostics := proto.Apply(single, plan)
	acctest.Diagnosed(t, diagnostics, tfdiag.AssignRunner.Because(tfdiag.AssignedInRun))
}

// The plan warns of an assignment that exists, but not of one in the state: the plan
// of a replacement contains a create.
func TestProtoAssignment_planWarnsOfExisting(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		prepare func(*testing.T, *fleet, *acctest.Proto)
		want    []tfdiag.ID
	}{
		"not in the state": {
			prepare: func(*testing.T, *fleet, *acctest.Proto) {},
			want:    []tfdiag.ID{acctest.At("project", tfdiag.AssignmentExists)},
		},
		"refreshed in this run": {prepare: func(t *testing.T, f *fleet, proto *acctest.Proto) {
			state, _ := f.Proto(t, nil).Import(single, fmt.Sprintf("%d:%d", f.runner, f.projects[0].ID))
			_, diagnostics := proto.Read(single, state)
			acctest.Diagnosed(t, diagnostics)
		}},
		"planned in this run, without a refresh": {prepare: func(t *testing.T, f *fleet, proto *acctest.Proto) {
			state, _ := f.Proto(t, nil).Import(single, fmt.Sprintf("%d:%d", f.runner, f.projects[0].ID))
			acctest.Diagnosed(t, proto.Plan(single, &state, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)}).Diagnostics)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 1)
			f.Assign(t, f.projects[0], f.runner)

			proto := f.Proto(t, acctest.Values{"token": f.maintainer})
			test.prepare(t, f, proto)
			f.ClearJournal(t)

			for _, project := range []string{text(f.projects[0].ID), f.projects[0].PathWithNamespace} {
				plan := proto.Plan(single, nil, acctest.Values{"runner_id": f.runner, "project": project})
				acctest.Diagnosed(t, plan.Diagnostics, test.want...)
			}

			acctest.Equal(t, "the writes", f.Writes(t), nil)
		})
	}

	// The only project that the caller sees is probably the owner.
	f := newFleet(t, 0)
	plan := f.Proto(t, acctest.Values{"token": f.maintainer}).Plan(single, nil, acctest.Values{"runner_id": f.runner, "project": f.owner.PathWithNamespace})
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("project", tfdiag.AssignmentOfLikelyOwner))
}

// The error about an import ID in the order of the official provider contains the
// right one.
func TestProtoAssignment_importIDReversed(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 4)
	project := f.projects[3]
	f.Assign(t, project, f.runner)

	proto := f.Proto(t, nil)
	right := fmt.Sprintf("%d:%d", f.runner, project.ID)

	for id, answer := range map[string]string{
		fmt.Sprintf("%d:%d", project.ID, f.runner):                right,
		fmt.Sprintf("%s:%d", project.PathWithNamespace, f.runner): fmt.Sprintf("%d:%s", f.runner, project.PathWithNamespace),
	} {
		_, diagnostics := proto.Import(single, id)
		acctest.Diagnosed(t, diagnostics, tfdiag.ImportIDReversed)
		acctest.Contains(t, acctest.Errors(diagnostics), "`"+answer+"`")
	}

	// A runner with the ID of a project: the order of this provider counts.
	same := int64(0)
	for same < project.ID {
		same = f.make(t, "project_type", f.owner.ID)
	}

	f.Assign(t, f.projects[0], same)
	acctest.Equal(t, "the runner has the ID of the project", same, project.ID)
	acctest.Equal(t, "the first project has the ID of the first runner", f.projects[0].ID, f.runner)

	// Both orders name an assignment.
	state, diagnostics := proto.NextRun().Import(single, fmt.Sprintf("%d:%d", same, f.projects[0].ID))
	acctest.Diagnosed(t, diagnostics)
	acctest.Equal(t, "id", state.Get(t, "id"), fmt.Sprintf("%d:%d", same, f.projects[0].ID))
}
