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

// world is an emulator with a runner of each type, for the calls of the contract.
type world struct {
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

func newWorld(t *testing.T, version string) *world {
	t.Helper()

	if version == "" {
		version = string(gitlabsim.Newest)
	}

	w := &world{GitLab: acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version))), t: t}
	w.AllowRegistration(t, true)
	w.group = w.Group(t)
	w.project, w.second = w.Project(t, w.group), w.Project(t, w.Group(t))
	w.instance, _ = w.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")})
	w.grouped, _ = w.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("group_type"), GroupID: &w.group.ID})
	w.owned, w.token = w.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &w.project.ID})
	w.shared, _ = w.runner(gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &w.project.ID})
	w.Assign(t, w.second, w.shared)
	w.as(acctest.RootToken)

	return w
}

func (w *world) runner(options gitlab.CreateUserRunnerOptions) (int64, string) {
	w.t.Helper()

	made, _, err := w.API.Users.CreateUserRunner(&options)
	if err != nil {
		w.t.Fatal(err)
	}

	return made.ID, made.Token
}

// as signs the client in with an access token.
func (w *world) as(token string) *world {
	w.t.Helper()

	base, err := gitlabapi.ParseBaseURL(cmp.Or(w.target, w.URL))
	if err != nil {
		w.t.Fatal(err)
	}

	w.client, err = gitlabapi.New(gitlabapi.Config{BaseURL: base, Token: token, RequestTimeout: time.Minute, MaxConcurrentRequests: 1, Clock: w.Clock})
	if err != nil {
		w.t.Fatal(err)
	}

	return w
}

// stranger signs the client in as a user without any role.
func (w *world) stranger() *world {
	w.t.Helper()

	_, token := w.User(w.t, "api")

	return w.as(token)
}

// member signs the client in as a member of the group of project.
func (w *world) member(level gitlab.AccessLevelValue) *world {
	w.t.Helper()

	user, token := w.User(w.t, "api")
	w.Join(w.t, w.group, user, level)

	return w.as(token)
}

// maintainer signs the client in as a Maintainer of both projects, through the
// first one's group.
func (w *world) maintainer() *world {
	w.t.Helper()

	user, token := w.User(w.t, "api")
	w.Join(w.t, w.group, user, gitlab.MaintainerPermissions)
	w.JoinProject(w.t, w.second, user, gitlab.MaintainerPermissions)

	return w.as(token)
}

// lock locks the runner that has two projects.
func (w *world) lock() *world {
	w.t.Helper()

	if _, _, err := w.API.Runners.UpdateRunnerDetails(w.shared, &gitlab.UpdateRunnerDetailsOptions{Locked: gitlab.Ptr(true)}); err != nil {
		w.t.Fatal(err)
	}

	return w
}

// fails makes the next requests of a method fail.
func (w *world) fails(method string, status int, body string) *world {
	w.t.Helper()
	w.Fault(w.t, acctest.Fault{Method: method, Path: "/api/v4/*", Times: 9, Status: status, Body: body})

	return w
}

// call calls GitLab as an administrator or for the emulator itself.
func (w *world) call(send func(context.Context, string, string, any, any) error, method, path string, in, out any) {
	w.t.Helper()

	if err := send(w.t.Context(), method, path, in, out); err != nil {
		w.t.Fatal(err)
	}
}

// limit sets the limits of the plan, which the runners that exist exceed.
func (w *world) limit() *world {
	w.t.Helper()
	w.call(w.Call, http.MethodPut, "application/plan_limits", map[string]any{
		"plan_name": "default", "ci_registered_project_runners": 1, "ci_registered_group_runners": 1,
	}, nil)

	return w
}

// orphan takes the last project from the runner that has one.
func (w *world) orphan() *world {
	w.t.Helper()
	w.call(w.Control, http.MethodPut, "runners/"+text(w.owned), map[string]any{"orphaned": true}, nil)

	return w
}

// deadline makes a runner whose token cannot be rotated any more.
func (w *world) deadline() (id int64, token string) {
	w.t.Helper()

	var made struct {
		ID    int64  `json:"id"`
		Token string `json:"token"`
	}

	w.call(w.Call, http.MethodPost, "user/runners", map[string]any{
		"runner_type": "instance_type", "token_expires_at": acctest.Start.Add(9 * time.Hour), "token_rotation_deadline": acctest.Start.Add(time.Hour),
	}, &made)
	w.FakeClock(w.t).Advance(2 * time.Hour)

	return made.ID, made.Token
}

// renamed changes the path of the first project, and returns the old one.
func (w *world) renamed() string {
	w.t.Helper()

	if _, _, err := w.API.Projects.EditProject(w.project.ID, &gitlab.EditProjectOptions{Path: gitlab.Ptr("renamed")}); err != nil {
		w.t.Fatal(err)
	}

	return w.project.PathWithNamespace
}

// calls are the requests of each operation. An administrator's succeed.
var calls = map[tfdiag.OperationID]func(*world) error{
	tfdiag.CheckToken: func(w *world) error {
		_, err := w.client.CurrentUser(w.t.Context())

		return err
	},
	tfdiag.CreateRunner: func(w *world) error { return w.creates(func(*gitlabapi.CreateRunner) {}) },
	tfdiag.ReadRunner:   readShared,
	tfdiag.UpdateRunner: setPaused(true),
	tfdiag.DeleteRunner: func(w *world) error { return w.client.DeleteRunner(w.t.Context(), w.shared) },
	tfdiag.PauseRunner:  setPaused(true),
	tfdiag.ResumeRunner: setPaused(false),
	tfdiag.ListJobs: func(w *world) error {
		return first(w.client.RunnerJobs(w.t.Context(), w.shared, gitlabapi.JobsQuery{}))
	},
	tfdiag.ListManagers: func(w *world) error {
		_, err := w.client.RunnerManagers(w.t.Context(), w.shared)

		return err
	},
	tfdiag.CheckRunnerToken: func(w *world) error {
		_, err := w.client.TokenAlive(w.t.Context(), w.token)

		return err
	},
	tfdiag.RotateToken: resetOwned,
	tfdiag.RevokeToken: resetOwned,
	tfdiag.ExchangeToken: func(w *world) error {
		_, err := w.client.ResetWithToken(w.t.Context(), w.owned, w.token)

		return err
	},
	tfdiag.VerifyToken:      verifyOwned,
	tfdiag.AdoptToken:       verifyOwned,
	tfdiag.UnregisterRunner: func(w *world) error { return w.client.UnregisterRunner(w.t.Context(), w.token) },
	tfdiag.DeleteManager: func(w *world) error {
		w.Manager(w.t, map[string]any{"runner_id": w.owned, "system_id": "s_1"})

		return w.client.DeleteRunnerManager(w.t.Context(), w.token, "s_1")
	},
	tfdiag.RegisterRunner: func(w *world) error { return w.registers(func(*gitlabapi.RegisterRunner) {}) },
	tfdiag.ResetRegistrationToken: func(w *world) error {
		_, err := w.client.ResetProjectRegistrationToken(w.t.Context(), text(w.project.ID))

		return err
	},
	tfdiag.ListOwnRunners: func(w *world) error {
		return first(w.client.OwnRunners(w.t.Context(), gitlabapi.RunnersQuery{}))
	},
	tfdiag.ListAllRunners: func(w *world) error {
		return first(w.client.AllRunners(w.t.Context(), gitlabapi.RunnersQuery{}))
	},
	tfdiag.ListGroupRunners: func(w *world) error {
		return first(w.client.GroupRunners(w.t.Context(), text(w.group.ID), gitlabapi.RunnersQuery{}))
	},
	tfdiag.ListProjectRunners: listOfProject,
	tfdiag.FindProject: func(w *world) error {
		_, err := w.client.Project(w.t.Context(), text(w.project.ID))

		return err
	},
	tfdiag.AssignRunner:           func(w *world) error { return w.client.AssignRunner(w.t.Context(), w.second.ID, w.owned) },
	tfdiag.UnassignRunner:         func(w *world) error { return w.client.UnassignRunner(w.t.Context(), w.second.ID, w.shared) },
	tfdiag.ReadAssignment:         readShared,
	tfdiag.ReadAssignments:        readShared,
	tfdiag.UpdateAssignments:      readShared,
	tfdiag.DeleteAssignments:      readShared,
	tfdiag.ListRunnerAssignments:  readShared,
	tfdiag.ListProjectAssignments: listOfProject,
}
