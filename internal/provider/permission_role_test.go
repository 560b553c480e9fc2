package provider_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// memberOf are the roles of a caller: in the group, in a project that the runner
// is assigned to, and in the project of the request. The caller is otherwise
// not a member of anything.
type memberOf struct {
	admin                    bool
	group, assigned, project gitlab.AccessLevelValue
}

// requirement is what a role in the table of permissions means: each of the
// first callers has the least role, and each of the others the next lower one.
type requirement struct{ enough, less []memberOf }

// requirements are the roles in the table of permissions. A role without a next
// lower one is that of any user.
var requirements = map[string]requirement{
	"an active user":          {enough: []memberOf{{}}},
	"an administrator":        {[]memberOf{{admin: true}}, []memberOf{{group: gitlab.OwnerPermissions}}},
	"a member of the project": {[]memberOf{{project: gitlab.GuestPermissions}}, []memberOf{{}}},
	"the Owner role for the group": {
		[]memberOf{{group: gitlab.OwnerPermissions}}, []memberOf{{group: gitlab.MaintainerPermissions}},
	},
	"the Owner role for the group (Maintainer from GitLab 18.4 on)": {
		[]memberOf{{group: gitlab.MaintainerPermissions}}, []memberOf{{group: gitlab.DeveloperPermissions}, {assigned: gitlab.MaintainerPermissions}},
	},
	"the Maintainer role for the group": {
		[]memberOf{{group: gitlab.MaintainerPermissions}}, []memberOf{{group: gitlab.DeveloperPermissions}},
	},
	"the Maintainer role for the group (or for a project of the group that uses group runners)": {
		[]memberOf{{group: gitlab.MaintainerPermissions}, {assigned: gitlab.MaintainerPermissions}},
		[]memberOf{{group: gitlab.DeveloperPermissions}, {assigned: gitlab.DeveloperPermissions}},
	},
	"the Maintainer role for the project": {
		[]memberOf{{project: gitlab.MaintainerPermissions}}, []memberOf{{project: gitlab.DeveloperPermissions}},
	},
	"the Maintainer role for its only project": {
		[]memberOf{{assigned: gitlab.MaintainerPermissions}}, []memberOf{{assigned: gitlab.DeveloperPermissions}},
	},
	"the Maintainer role for a project that the runner is assigned to": {
		[]memberOf{{assigned: gitlab.MaintainerPermissions}}, []memberOf{{assigned: gitlab.DeveloperPermissions}},
	},
	"the Maintainer role for the project, and for a project that the runner is assigned to": {
		[]memberOf{{assigned: gitlab.MaintainerPermissions, project: gitlab.MaintainerPermissions}},
		[]memberOf{
			{assigned: gitlab.DeveloperPermissions, project: gitlab.MaintainerPermissions},
			{assigned: gitlab.MaintainerPermissions, project: gitlab.DeveloperPermissions},
		},
	},
}

// former are the roles that an older release requires.
var former = map[string]map[string]string{
	"the Owner role for the group (Maintainer from GitLab 18.4 on)": {"18.3": "the Owner role for the group"},
}

// The role in the table of permissions is enough for each of its operations, the
// next lower one is not, and the advice to its refusal names the role.
func TestPermissions_roles(t *testing.T) {
	t.Parallel()

	for _, operation := range tfdiag.Operations() {
		permission := operation.Permission()
		if len(permission.Scopes) == 0 {
			continue
		}

		roles := map[string]string{gitlabapi.InstanceType: permission.Instance, gitlabapi.GroupType: permission.Group, gitlabapi.ProjectType: permission.Project}
		if permission.Any != "" {
			roles = map[string]string{gitlabapi.ProjectType: permission.Any}
		}

		for runnerType, role := range roles {
			test := roleTest{operation: operation, runnerType: runnerType, version: string(gitlabsim.Newest), role: role}
			test.run(t, role)

			for version, older := range former[role] {
				test.version = version
				test.run(t, older)
			}
		}
	}
}

// roleTest is an operation on a runner of a type, in a release of GitLab.
type roleTest struct {
	operation                 tfdiag.OperationID
	runnerType, version, role string
}

func (r roleTest) run(t *testing.T, role string) {
	t.Helper()
	t.Run(fmt.Sprintf("%s/%s/%s", r.operation, r.runnerType, r.version), func(t *testing.T) {
		t.Parallel()

		required, known := requirements[role]
		if !known {
			t.Fatalf("the role %q is not in this test", role)
		}

		for _, caller := range required.enough {
			if refusal := r.refusal(t, caller); refusal != nil {
				t.Errorf("%+v is refused: %v", caller, refusal)
			}
		}

		for _, caller := range required.less {
			refusal := r.refusal(t, caller)
			if refusal == nil {
				t.Errorf("%+v is not refused", caller)

				continue
			}

			failed := tfdiag.OnRunner(r.operation, 1, r.runnerType).Failed(refusal)
			acctest.Contains(t, failed[0].Detail(), r.role)
		}
	})
}

// refusal sends the requests of the operation as the caller, to an emulator of
// its own, and returns GitLab's refusal of one of them.
func (r roleTest) refusal(t *testing.T, caller memberOf) error {
	t.Helper()

	g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(r.version)))
	g.AllowRegistration(t, true)

	group := g.Group(t)
	project := g.Project(t, group)
	options := &gitlab.CreateUserRunnerOptions{RunnerType: &r.runnerType}
	place := ""

	switch r.runnerType {
	case gitlabapi.GroupType:
		options.GroupID, place = &group.ID, fmt.Sprintf("/groups/%d", group.ID)
	case gitlabapi.ProjectType:
		options.ProjectID = &project.ID
	}

	runner, _, err := g.API.Users.CreateUserRunner(options)
	if err != nil {
		t.Fatal(err)
	}

	assigned, target := project, project

	// Only an assignment has a project without the runner, and only a deletion has a
	// runner with one project.
	if r.runnerType == gitlabapi.ProjectType && r.operation != tfdiag.DeleteRunner {
		assigned = g.Project(t, group)
		g.Assign(t, assigned, runner.ID)
		target = assigned
	}

	if r.operation == tfdiag.AssignRunner {
		target = g.Project(t, group)
	}

	if r.runnerType == gitlabapi.ProjectType {
		place = fmt.Sprintf("/projects/%d", target.ID)
	}

	token := g.Token

	if !caller.admin {
		var user *gitlab.User

		user, token = g.User(t, "api")
		join(t, g, user, caller, group, assigned, target)
	}

	for request := range strings.SplitSeq(r.operation.Request(), ", ") {
		path := strings.NewReplacer(
			"…", place, "/projects/:id", fmt.Sprintf("/projects/%d", target.ID), "/groups/:id", fmt.Sprintf("/groups/%d", group.ID),
			":runner_id", fmt.Sprint(runner.ID), ":id", fmt.Sprint(runner.ID),
		).Replace(request)
		input := map[string]any{
			"runner_type": r.runnerType, "group_id": options.GroupID, "project_id": options.ProjectID, "runner_id": runner.ID, "paused": true,
		}

		if r.operation == tfdiag.CreateRunner {
			delete(input, "runner_id")
		}

		if r.operation == tfdiag.CreateRunner && r.runnerType == gitlabapi.ProjectType {
			input["project_id"] = target.ID
		}

		if err := refusal(t, g, token, path, input); err != nil {
			return err
		}
	}

	return nil
}

// join gives a user the roles of the caller.
func join(t *testing.T, g *acctest.GitLab, user *gitlab.User, caller memberOf, group *gitlab.Group, assigned, target *gitlab.Project) {
	t.Helper()

	if caller.group != 0 {
		g.Join(t, group, user, caller.group)
	}

	if caller.assigned != 0 {
		g.JoinProject(t, assigned, user, caller.assigned)
	}

	if caller.project != 0 {
		g.JoinProject(t, target, user, caller.project)
	}
}

// refusal sends a request with a token, and returns the refusal of GitLab.
func refusal(t *testing.T, g *acctest.GitLab, token, request string, input map[string]any) error {
	t.Helper()

	method, path, _ := strings.Cut(request, " /")

	err := g.WithToken(token).Call(t.Context(), method, path, input, nil)
	if err == nil {
		return nil
	}

	answer, refused := errors.AsType[*sandbox.StatusError](err)
	if !refused || answer.Status != http.StatusForbidden && answer.Status != http.StatusNotFound {
		t.Fatal(err)
	}

	var body struct {
		Message string `json:"message"`
	}

	if err := json.Unmarshal([]byte(answer.Body), &body); err != nil || body.Message == "" {
		t.Fatal(answer)
	}

	return &gitlabapi.Error{Method: method, URL: g.URL + "/" + path, Status: answer.Status, Message: body.Message, HasMessage: true}
}
