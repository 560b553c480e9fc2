package faulttest_test

import (
	"fmt"
	"slices"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"
)

// other is what another client does.
type other struct {
	name string
	// does it. That it may have been done already is no matter.
	does func(*concurrencyCase)
	// concerns tells the writes that it can be in the way of.
	concerns func(write) bool
	// impossible tells the writes whose configuration loses what it names, so that
	// there is no way to apply it any more; nil is none.
	impossible func(write) bool
	// endsToken says that the token in a state is refused from then on, which
	// no refresh can find out.
	endsToken bool
}

// makesRunner holds for the types that stand for a runner of their own.
func makesRunner(w write) bool {
	return slices.Contains([]string{"gitlabrunner_runner", "gitlabrunner_registered_runner"}, w.typeName)
}

// hasRunner holds where there is a runner when the write begins.
func hasRunner(w write) bool {
	return w.typeName != "gitlabrunner_registration_token" && (!makesRunner(w) || w.before != nil)
}

// handsTokenOver holds where a configuration names a runner's token.
func handsTokenOver(w write) bool {
	return slices.Contains([]string{"adopt a token", "exchange a token for a new one"}, w.name)
}

func isAssignment(w write) bool {
	return slices.Contains([]string{"gitlabrunner_project_assignment", "gitlabrunner_project_assignments_exclusive"}, w.typeName)
}

// others are what another client can do.
func others() []other {
	return []other{
		{name: "edits the runner", concerns: hasRunner, does: func(e *concurrencyCase) {
			_, _, _ = e.API.Runners.UpdateRunnerDetails(e.concerned, &gitlab.UpdateRunnerDetailsOptions{
				Description: gitlab.Ptr("by hand"), Paused: gitlab.Ptr(true), Locked: gitlab.Ptr(true),
				TagList: &[]string{"by", "hand"}, MaximumTimeout: gitlab.Ptr(int64(1200)), AccessLevel: gitlab.Ptr("ref_protected"),
			})
		}},
		{name: "deletes the runner", impossible: func(w write) bool { return !makesRunner(w) && w.after != nil }, concerns: hasRunner, does: func(e *concurrencyCase) {
			_, _ = e.API.Runners.RemoveRunner(e.concerned)
		}},
		{name: "resets the token", impossible: handsTokenOver, endsToken: true, concerns: hasRunner, does: func(e *concurrencyCase) {
			_, _, _ = e.API.Runners.ResetRunnerAuthenticationToken(e.concerned)
		}},
		{name: "resets the registration token", impossible: func(w write) bool { return w.makes }, endsToken: true, concerns: func(w write) bool {
			return w.typeName == "gitlabrunner_registration_token" || w.makes && w.typeName == "gitlabrunner_registered_runner"
		}, does: func(e *concurrencyCase) {
			e.ask("POST", fmt.Sprintf("projects/%d/runners/reset_registration_token", e.owner.ID))
			e.ask("POST", fmt.Sprintf("groups/%d/runners/reset_registration_token", e.group.ID))
			e.ask("POST", "runners/reset_registration_token")
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

// ask sends a request that GitLab's client has no call for that lasts.
func (e *concurrencyCase) ask(method, path string) {
	if request, err := e.API.NewRequest(method, path, nil, nil); err == nil {
		_, _ = e.API.Do(request, nil)
	}
}
