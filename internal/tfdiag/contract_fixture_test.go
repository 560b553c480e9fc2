package tfdiag_test

import (
	"cmp"
	"context"
	"net/http"
	"testing"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// fixture is an emulator with a runner of each type, for the calls of the contract.
type fixture struct {
	*acctest.GitLab

	t *testing.T
	// project and second are in group and in another group.
	group           *gitlab.Group
	project, second *gitlab.Project
	// owned is in project alone, shared in both projects.
	instance, grouped, owned, shared int64
	// token is the token of owned.
	token string
	// client is signed in as the caller of the call. It calls target, or the
	// emulator if target is empty.
	client *gitlabapi.Client
	target string
}

func newFixture(t *testing.T, version string) *fixture {
	t.Helper()

	if version == "" {
		version = string(gitlabsim.Newest)
	}

	f := &fixture{GitLab: acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version))), t: t}
	f.AllowRegistration(t, true)
	f.group = f.Group(t)
	f.project, f.second = f.Project(t, f.group), f.Project(t, f.Group(t))
	f.instance, _ = f.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	f.grouped, _ = f.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("group_type"), GroupID: &f.group.ID})
	f.owned, f.token = f.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &f.project.ID})
	f.shared, _ = f.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &f.project.ID})
	f.Assign(t, f.second, f.shared)
	f.as(acctest.RootToken)

	return f
}

func (f *fixture) runner(options gitlab.CreateUserRunnerOptions) (int64, string) {
	f.t.Helper()

	made, _, err := f.API.Users.CreateUserRunner(&options)
	if err != nil {
		f.t.Fatal(err)
	}

	return made.ID, made.Token
}

// as signs the client in with an access token.
func (f *fixture) as(token string) *fixture {
	f.t.Helper()

	base, err := gitlabapi.ParseBaseURL(cmp.Or(f.target, f.URL))
	if err != nil {
		f.t.Fatal(err)
	}

	f.client, err = gitlabapi.New(gitlabapi.Config{BaseURL: base, Token: token, RequestTimeout: time.Minute, MaxConcurrentRequests: 1, Clock: f.Clock})
	if err != nil {
		f.t.Fatal(err)
	}

	return f
}

// withoutRole signs the client in as a user without any role.
func (f *fixture) withoutRole() *fixture {
	f.t.Helper()

	_, token := f.User(f.t, "api")

	return f.as(token)
}

// member signs the client in as a member of the group of project.
func (f *fixture) member(level gitlab.AccessLevelValue) *fixture {
	f.t.Helper()

	user, token := f.User(f.t, "api")
	f.Join(f.t, f.group, user, level)

	return f.as(token)
}

// maintainer signs the client in as a Maintainer of both projects, through the
// first one's group.
func (f *fixture) maintainer() *fixture {
	f.t.Helper()

	user, token := f.User(f.t, "api")
	f.Join(f.t, f.group, user, gitlab.MaintainerPermissions)
	f.JoinProject(f.t, f.second, user, gitlab.MaintainerPermissions)

	return f.as(token)
}

// lock locks the runner that has two projects.
func (f *fixture) lock() *fixture {
	f.t.Helper()

	if _, _, err := f.API.Runners.UpdateRunnerDetails(f.shared, &gitlab.UpdateRunnerDetailsOptions{Locked: gitlab.Ptr(true)}); err != nil {
		f.t.Fatal(err)
	}

	return f
}

// fails makes the next requests of a method fail.
func (f *fixture) fails(method string, status int, body string) *fixture {
	f.t.Helper()
	f.Fault(f.t, acctest.Fault{Method: method, Path: "/api/v4/*", Times: 9, Status: status, Body: body})

	return f
}

// call sends a request of an administrator, or one to the controls of the emulator.
func (f *fixture) call(send func(context.Context, string, string, any, any) error, method, path string, in, out any) {
	f.t.Helper()

	if err := send(f.t.Context(), method, path, in, out); err != nil {
		f.t.Fatal(err)
	}
}

// limit sets limits of the subscription plan that the existing runners reach.
func (f *fixture) limit() *fixture {
	f.t.Helper()
	f.call(f.Call, http.MethodPut, "application/plan_limits", map[string]any{
		"plan_name": "default", "ci_registered_project_runners": 1, "ci_registered_group_runners": 1,
	}, nil)

	return f
}

// orphan makes the runner with one project an orphaned one.
func (f *fixture) orphan() *fixture {
	f.t.Helper()
	f.call(f.Control, http.MethodPut, "runners/"+text(f.owned), map[string]any{"orphaned": true}, nil)

	return f
}

// deadline creates a runner whose rotation deadline has passed.
func (f *fixture) deadline() (id int64, token string) {
	f.t.Helper()

	var made struct {
		ID    int64  `json:"id"`
		Token string `json:"token"`
	}

	f.call(f.Call, http.MethodPost, "user/runners", map[string]any{
		"runner_type": "instance_type", "token_expires_at": acctest.Start.Add(9 * time.Hour), "token_rotation_deadline": acctest.Start.Add(time.Hour),
	}, &made)
	f.FakeClock(f.t).Advance(2 * time.Hour)

	return made.ID, made.Token
}

// renamed changes the path of the first project, and returns the old one.
func (f *fixture) renamed() string {
	f.t.Helper()

	if _, _, err := f.API.Projects.EditProject(f.project.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr("renamed")}); err != nil {
		f.t.Fatal(err)
	}

	return f.project.PathWithNamespace
}

// calls send the requests of each operation. They succeed for an administrator.
var calls = map[tfdiag.OperationID]func(*fixture) error{
	tfdiag.CheckToken: func(f *fixture) error {
		_, err := f.client.CurrentUser(f.t.Context())

		return err
	},
	tfdiag.CreateRunner: func(f *fixture) error { return f.creates(func(*gitlabapi.CreateRunner) {}) },
	tfdiag.ReadRunner:   readShared,
	tfdiag.UpdateRunner: setPaused(true),
	tfdiag.DeleteRunner: func(f *fixture) error { return f.client.DeleteRunner(f.t.Context(), f.shared) },
	tfdiag.PauseRunner:  setPaused(true),
	tfdiag.ResumeRunner: setPaused(false),
	tfdiag.ListJobs: func(f *fixture) error {
		return first(f.client.RunnerJobs(f.t.Context(), f.shared, gitlabapi.JobsQuery{}))
	},
	tfdiag.ListManagers: func(f *fixture) error {
		_, err := f.client.RunnerManagers(f.t.Context(), f.shared)

		return err
	},
	tfdiag.CheckRunnerToken: func(f *fixture) error {
		_, err := f.client.TokenValid(f.t.Context(), f.token)

		return err
	},
	tfdiag.RotateToken: resetOwned,
	tfdiag.RevokeToken: resetOwned,
	tfdiag.ExchangeToken: func(f *fixture) error {
		_, err := f.client.ResetWithToken(f.t.Context(), f.owned, f.token)

		return err
	},
	tfdiag.VerifyToken:      verifyOwned,
	tfdiag.AdoptToken:       verifyOwned,
	tfdiag.UnregisterRunner: func(f *fixture) error { return f.client.UnregisterRunner(f.t.Context(), f.token) },
	tfdiag.DeleteManager: func(f *fixture) error {
		f.Manager(f.t, map[string]any{"runner_id": f.owned, "system_id": "s_1"})

		return f.client.DeleteRunnerManager(f.t.Context(), f.token, "s_1")
	},
	tfdiag.RegisterRunner: func(f *fixture) error { return f.registers(func(*gitlabapi.RegisterRunner) {}) },
	tfdiag.ResetRegistrationToken: func(f *fixture) error {
		_, err := f.client.ResetProjectRegistrationToken(f.t.Context(), text(f.project.ID))

		return err
	},
	tfdiag.ListOwnRunners: func(f *fixture) error {
		return first(f.client.OwnRunners(f.t.Context(), gitlabapi.RunnersQuery{}))
	},
	tfdiag.ListAllRunners: func(f *fixture) error {
		return first(f.client.AllRunners(f.t.Context(), gitlabapi.RunnersQuery{}))
	},
	tfdiag.ListGroupRunners: func(f *fixture) error {
		return first(f.client.GroupRunners(f.t.Context(), text(f.group.ID), gitlabapi.RunnersQuery{}))
	},
	tfdiag.ListProjectRunners: listOfProject,
	tfdiag.FindProject: func(f *fixture) error {
		_, err := f.client.Project(f.t.Context(), text(f.project.ID))

		return err
	},
	tfdiag.AssignRunner:           func(f *fixture) error { return f.client.AssignRunner(f.t.Context(), f.second.ID, f.owned) },
	tfdiag.UnassignRunner:         func(f *fixture) error { return f.client.UnassignRunner(f.t.Context(), f.second.ID, f.shared) },
	tfdiag.ReadAssignment:         readShared,
	tfdiag.ReadAssignments:        readShared,
	tfdiag.UpdateAssignments:      readShared,
	tfdiag.DeleteAssignments:      readShared,
	tfdiag.ListRunnerAssignments:  readShared,
	tfdiag.ListProjectAssignments: listOfProject,
}
