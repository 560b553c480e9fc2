package assignment_test

import (
	"fmt"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestProtoAssignment_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for want, config := range map[tfdiag.ID]acctest.Values{
		acctest.At("runner_id", tfdiag.IDInvalid):    {"runner_id": -1, "project": "1"},
		acctest.At("project", tfdiag.ValueMalformed): {"runner_id": 1, "project": "project"},
	} {
		acctest.Diagnosed(t, proto.Validate(single, config), want)
	}

	for _, id := range []string{"", "42", "42:project", "x:1"} {
		_, diagnostics := proto.Import(single, id)
		acctest.Diagnosed(t, diagnostics, tfdiag.ImportIDOfNoPair)
	}

	if diagnostics := proto.Plan(single, nil, acctest.Values{"runner_id": acctest.Unknown, "project": acctest.Unknown}).Diagnostics; len(diagnostics) > 0 {
		t.Errorf("unknown values: %v", acctest.Errors(diagnostics))
	}
}

func TestProtoAssignment_createOfOwner(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	proto := f.Proto(t, nil)

	// The runner is unknown in the plan, so the apply reports the error.
	plan := proto.Plan(single, nil, acctest.Values{"runner_id": acctest.Unknown, "project": text(f.owner.ID)})
	plan.Value = proto.With(plan.Value, acctest.Values{"runner_id": f.runner})

	_, diagnostics := proto.Apply(single, plan)
	acctest.Diagnosed(t, diagnostics, tfdiag.AssignRunner.Because(tfdiag.IsOwner))
	acctest.Equal(t, "the error advises an import", strings.Contains(acctest.Errors(diagnostics), "import {"), false)
}

// The answer to the first request is lost, and GitLab refuses the second.
func TestProtoAssignment_lostAnswer(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	proto := f.Proto(t, nil)
	f.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/projects/*", Status: 502, After: true})

	state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})

	acctest.Equal(t, "id", state.Get(t, "id"), fmt.Sprintf("%d:%d", f.runner, f.projects[0].ID))
	acctest.Equal(t, "the projects in GitLab", f.ids(t), []int64{f.projects[0].ID, f.owner.ID})
}

func TestProtoAssignment_hiddenProject(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	state := f.Proto(t, nil).Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})

	// The caller is a Maintainer of the owner, but no member of the project.
	user, token := f.User(t, "api")
	f.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)
	proto := f.Proto(t, acctest.Values{"token": token})

	f.Fault(t, acctest.Fault{Path: fmt.Sprintf("/api/v4/projects/%d/runners", f.projects[0].ID), Status: 403, Body: `{"message":"403 Forbidden"}`})

	read, diagnostics := proto.Read(single, state)
	acctest.Equal(t, "gone", read.Gone(), false)
	acctest.Diagnosed(t, diagnostics, tfdiag.AssignmentHidden)
}

func TestProtoAssignment_disappears(t *testing.T) {
	t.Parallel()

	for name, remove := range map[string]func(*fleet) error{
		"unassigned": func(f *fleet) error {
			_, err := f.API.Runners.DisableProjectRunner(f.projects[0].ID, f.runner)
			return err
		},
		"the project deleted": func(f *fleet) error { _, err := f.API.Projects.DeleteProject(f.projects[0].ID, nil); return err },
		"the runner deleted":  func(f *fleet) error { _, err := f.API.Runners.RemoveRunner(f.runner); return err },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, 1)
			proto := f.Proto(t, nil)
			state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": text(f.projects[0].ID)})

			if err := remove(f); err != nil {
				t.Fatal(err)
			}

			read, diagnostics := proto.Read(single, state)
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "gone", read.Gone(), true)

			_, diagnostics = proto.NextRun().Apply(single, proto.Plan(single, &state, nil))
			acctest.Diagnosed(t, diagnostics)
		})
	}
}

// A caller that is no longer a member of a private project keeps the assignment in
// the state.
func TestProtoAssignment_lostMembership(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	elsewhere := f.Project(t, f.Group(t))
	user, token := f.User(t, "api")
	f.JoinProject(t, f.owner, user, gitlab.MaintainerPermissions)
	f.JoinProject(t, elsewhere, user, gitlab.MaintainerPermissions)

	proto := f.Proto(t, acctest.Values{"token": token})
	state := proto.Create(single, acctest.Values{"runner_id": f.runner, "project": elsewhere.PathWithNamespace})

	if _, err := f.API.ProjectMembers.DeleteProjectMember(elsewhere.ID, user.ID); err != nil {
		t.Fatal(err)
	}

	read, diagnostics := proto.Read(single, state)
	acctest.Equal(t, "gone", read.Gone(), false)
	acctest.Diagnosed(t, diagnostics, tfdiag.AssignmentHidden)
	acctest.Contains(t, acctest.Warnings(diagnostics), elsewhere.PathWithNamespace)
}

func TestProtoAssignment_importOfOwner(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)

	_, diagnostics := f.Proto(t, nil).Import(single, fmt.Sprintf("%d:%s", f.runner, f.owner.PathWithNamespace))
	acctest.Diagnosed(t, diagnostics, acctest.At("project", tfdiag.AssignmentOfOwner))
}

// A group runner has no assignments to import.
func TestProtoAssignment_importOfGroupRunner(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 1)
	runner := f.make(t, "group_type", 0)

	_, diagnostics := f.Proto(t, nil).Import(single, fmt.Sprintf("%d:%s", runner, f.projects[0].PathWithNamespace))
	acctest.Diagnosed(t, diagnostics, acctest.At("runner_id", tfdiag.GroupNotAssigned))

	_, diagnostics = f.Proto(t, nil).Import(exclusive, fmt.Sprint(runner))
	acctest.Diagnosed(t, diagnostics, acctest.At("runner_id", tfdiag.GroupNotAssigned))
}

// Of several assignments to a project that does not exist, only the first has the
// advice.
func TestProtoAssignment_severalToNoProject(t *testing.T) {
	t.Parallel()

	f := newFleet(t, 0)
	proto := f.Proto(t, nil)

	for _, want := range []tfdiag.Cause{tfdiag.ProjectNotFound, tfdiag.Repeated} {
		_, diagnostics := proto.Apply(single, proto.Plan(single, nil, acctest.Values{"runner_id": f.runner, "project": "no/such"}))
		acctest.Diagnosed(t, diagnostics, tfdiag.FindProject.Because(want))
	}
}
