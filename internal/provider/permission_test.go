package provider_test

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// root is the ID of the emulator's administrator.
const root = 1

// pathObjects are the IDs for the parameters of a path.
type pathObjects struct{ runner, group, assigned, other int64 }

// newPathObjects creates a project runner that is assigned to a second project,
// and not to a third.
func newPathObjects(t *testing.T, g *acctest.GitLab) pathObjects {
	t.Helper()

	group := g.Group(t)
	owner, assigned, other := g.Project(t, group), g.Project(t, group), g.Project(t, group)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{
		RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID,
	})
	if err != nil {
		t.Fatal(err)
	}

	g.Assign(t, assigned, runner.ID)
	g.AllowRegistration(t, true)

	return pathObjects{runner.ID, group.ID, assigned.ID, other.ID}
}

// fill writes the request of an operation with the IDs of the objects.
func (o pathObjects) fill(request string) (method, path string, body map[string]any) {
	method, path, _ = strings.Cut(request, " ")
	replace := func(old string, id int64) { path = strings.Replace(path, old, fmt.Sprint(id), 1) }

	if strings.HasSuffix(path, "/:runner_id") {
		replace(":id", o.assigned)
		replace(":runner_id", o.runner)
	}

	path = strings.Replace(path, "…", fmt.Sprintf("/projects/%d", o.other), 1)

	if strings.HasPrefix(path, "/groups/") {
		replace(":id", o.group)
	}

	if strings.HasPrefix(path, "/projects/") {
		replace(":id", o.other)
	}

	replace(":id", o.runner)

	switch {
	case path == "/user/runners":
		body = map[string]any{"runner_type": "instance_type"}
	case method == http.MethodPut:
		body = map[string]any{"paused": true}
	case strings.HasSuffix(path, "/runners") && method == http.MethodPost:
		body = map[string]any{"runner_id": o.runner}
	}

	return method, strings.TrimPrefix(path, "/"), body
}

// refused reports whether GitLab refuses the token for a request of the operation,
// because of its scopes or permissions.
func (o pathObjects) refused(t *testing.T, g *acctest.GitLab, token string, operation tfdiag.OperationID) bool {
	t.Helper()

	return slices.ContainsFunc(strings.Split(operation.Request(), ", "), func(request string) bool {
		method, path, body := o.fill(request)

		return refusedRequest(t, g, token, method, path, body)
	})
}

func refusedRequest(t *testing.T, g *acctest.GitLab, token, method, path string, body map[string]any) bool {
	t.Helper()

	err := g.WithToken(token).Call(t.Context(), method, path, body, nil)

	if refusal, refused := errors.AsType[*sandbox.StatusError](err); refused && strings.Contains(refusal.Body, `"insufficient_`) {
		return true
	}

	if err != nil {
		t.Error(err)
	}

	return false
}

// Every scope and every fine-grained permission that the advice names is enough,
// and one that it does not name is not.
func TestPermissions_scopes(t *testing.T) {
	t.Parallel()

	scopes := []string{"create_runner", "manage_runner", "read_api", "api", "read_user"}

	var permissions []string
	for _, operation := range tfdiag.Operations() {
		if permission := operation.Permission().FineGrained; permission != "" && !slices.Contains(permissions, permission) {
			permissions = append(permissions, permission)
		}
	}

	for _, operation := range tfdiag.Operations() {
		required := operation.Permission()
		if len(required.Scopes) == 0 {
			continue
		}

		t.Run(string(operation), func(t *testing.T) {
			t.Parallel()

			for _, scope := range scopes {
				g := acctest.NewSim(t)
				objects := newPathObjects(t, g)

				token, _, err := g.API.Users.CreatePersonalAccessToken(root, &gitlab.CreatePersonalAccessTokenOptions{
					Name: gitlab.Ptr("test"), Scopes: &[]string{scope},
				})
				if err != nil {
					t.Fatal(err)
				}

				enough := slices.Contains(required.Scopes, scope)
				acctest.Equal(t, "the refusal of the scope "+scope, objects.refused(t, g, token.Token, operation), !enough)
			}

			for _, permission := range permissions {
				g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.Newest))
				objects := newPathObjects(t, g)
				token := fineGrained(t, g, objects.group, permission)

				enough := required.FineGrained == permission
				acctest.Equal(t, "the refusal of the permission "+permission, objects.refused(t, g, token, operation), !enough)
			}
		})
	}
}

// fineGrained creates a fine-grained token of the administrator with a permission
// for everything.
func fineGrained(t *testing.T, g *acctest.GitLab, group int64, permission string) string {
	t.Helper()

	var made struct {
		Token string `json:"token"`
	}

	grants := []map[string]any{
		{"permissions": []string{permission}, "boundary": "user"},
		{"permissions": []string{permission}, "boundary": "instance"},
		{"permissions": []string{permission}, "boundary": "group", "id": group},
	}

	input := map[string]any{"user_id": root, "grants": grants}
	if err := g.Control(t.Context(), http.MethodPost, "access_tokens", input, &made); err != nil {
		t.Fatal(err)
	}

	return made.Token
}
