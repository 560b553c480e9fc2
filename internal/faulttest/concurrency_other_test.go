package faulttest_test

import (
	"fmt"
	"slices"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// other is what another client does.
type other struct {
	name string
	// does makes the change. It ignores errors, because the object may be gone.
	does func(*concurrencyCase)
	// concerns selects the writes that the change can interfere with.
	concerns func(write) bool
	// impossible selects the writes whose configuration names an object that the
	// change removes, so that it can no longer be applied; nil is none.
	impossible func(write) bool
	// endsToken says that GitLab refuses the token in the state afterwards, which
	// a refresh cannot detect.
	endsToken bool
}

// createsRunner reports whether the type of the resource creates a runner.
func createsRunner(w write) bool {
	return slices.Contains([]string{"gitlabrunner_runner", "gitlabrunner_registered_runner"}, w.typeName)
}

// hasRunner reports whether a runner exists when the write begins.
func hasRunner(w write) bool {
	return w.typeName != "gitlabrunner_registration_token" && (!createsRunner(w) || w.before != nil)
}

// namesToken reports whether the configuration contains the token of a runner.
func namesToken(w write) bool {
	return slices.Contains([]string{"adopt a token", "exchange a token for a new one"}, w.name)
}

func isAssignment(w write) bool {
	return slices.Contains([]string{"gitlabrunner_project_assignment", "gitlabrunner_project_assignments_exclusive"}, w.typeName)
}

// others are the changes that another client can make.
func others() []other {
	return []other{
		{name: "edits the runner", concerns: hasRunner, does: func(e *concurrencyCase) {
			_, _, _ = e.API.Runners.UpdateRunnerDetails(e.concerned, &gitlab.UpdateRunnerDetailsOptions{
				Description: gitlab.Ptr("by hand"), Paused: gitlab.Ptr(true), Locked: gitlab.Ptr(true),
				TagList: &[]string{"by", "hand"}, MaximumTimeout: gitlab.Ptr(int64(1200)), AccessLevel: gitlab.Ptr("ref_protected"),
			})
		}},
		{name: "deletes the runner", impossible: func(w write) bool { return !createsRunner(w) && w.after != nil }, concerns: hasRunner, does: func(e *concurrencyCase) {
			_, _ = e.API.Runners.RemoveRunner(e.concerned)
		}},
		{name: "resets the token", impossible: namesToken, endsToken: true, concerns: hasRunner, does: func(e *concurrencyCase) {
			_, _, _ = e.API.Runners.ResetRunnerAuthenticationToken(e.concerned)
		}},
		{name: "resets the registration token", impossible: func(w write) bool { return w.makes }, endsToken: true, concerns: func(w write) bool {
			return w.typeName == "gitlabrunner_registration_token" || w.makes && w.typeName == "gitlabrunner_registered_runner"
		}, does: func(e *concurrencyCase) {
			e.request("POST", fmt.Sprintf("projects/%d/runners/reset_registration_token", e.owner.ID))
			e.request("POST", fmt.Sprintf("groups/%d/runners/reset_registration_token", e.group.ID))
			e.request("POST", "runners/reset_registration_token")
		}},
		{name: "assigns the runner", concerns: isAssignment, does: func(e *concurrencyCase) {
			_, _, _ = e.API.Runners.EnableProjectRunner(e.other.ID, &gitlab.EnableProjectRunnerOptions{RunnerID: e.runner})
		}},
		{name: "unassigns the runner", concerns: isAssignment, does: func(e *concurrencyCase) {
			_, _ = e.API.Runners.DisableProjectRunner(e.other.ID, e.runner)
		}},
		{name: "renames the project", concerns: isAssignment, does: func(e *concurrencyCase) {
			_, _, _ = e.API.Projects.EditProject(e.other.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr("renamed")})
		}},
		{name: "deletes the project", impossible: func(w write) bool { return w.after != nil }, concerns: isAssignment, does: func(e *concurrencyCase) {
			_, _ = e.API.Projects.DeleteProject(e.other.ID, nil)
		}},
		{name: "deletes the group", endsToken: true, impossible: func(w write) bool { return w.after != nil }, concerns: func(write) bool { return true }, does: func(e *concurrencyCase) {
			_, _ = e.API.Groups.DeleteGroup(e.group.ID, nil)
		}},
	}
}

// request sends a request for which GitLab's client has only a deprecated call.
func (e *concurrencyCase) request(method, path string) {
	if request, err := e.API.NewRequest(method, path, nil, nil); err == nil {
		_, _ = e.API.Do(request, nil)
	}
}
