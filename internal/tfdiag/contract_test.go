package tfdiag_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// answered is the error of a request that GitLab answers like this.
func answered(t *testing.T, status int, body string) error {
	t.Helper()

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	defer server.Close()

	base, err := gitlabapi.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}

	client, err := gitlabapi.New(gitlabapi.Config{
		BaseURL: base, Token: "glpat-contract", RequestTimeout: time.Minute, MaxConcurrentRequests: 1, Clock: clock.NewFake(time.Unix(0, 0)),
	})
	if err != nil {
		t.Fatal(err)
	}

	_, err = client.Runner(t.Context(), 7)
	if err == nil {
		t.Fatalf("%d is no error", status)
	}

	return err
}

// answer is an answer that GitLab gives, by lib/api of its source.
type answer struct {
	status int
	body   string
	want   tfdiag.Cause
}

const unknownEndpoint = `{"error":"404 Not Found"}`

// common are the answers that every operation can get.
var common = []answer{
	{401, `{"message":"401 Unauthorized"}`, tfdiag.Unauthorized},
	{401, `{"error":"invalid_token","error_description":"Token is expired. You can either do re-authorization or token refresh."}`, tfdiag.TokenExpired},
	{401, `{"error":"invalid_token","error_description":"Token was revoked. You have to re-authorize from the user."}`, tfdiag.TokenRevoked},
	{403, `{"error":"insufficient_scope","error_description":"The request requires higher privileges than provided by the access token.","scope":"api"}`, tfdiag.InsufficientScope},
	{403, `{"error":"insufficient_granular_scope","error_description":"Missing: create_runner"}`, tfdiag.InsufficientGranularScope},
	{403, `{"message":"You cannot perform write operations on a read-only instance"}`, tfdiag.ReadOnly},
	{404, unknownEndpoint, tfdiag.NoSuchEndpoint},
	{409, `{"message":"409 Conflict: Resource lock"}`, tfdiag.Conflict},
}

// particular are the answers that depend on the operation.
var particular = map[tfdiag.OperationID][]answer{
	tfdiag.CreateRunner: {
		{400, `{"message":"400 Bad request - Missing/invalid group"}`, tfdiag.GroupNotFound},
		{400, `{"message":"400 Bad request - Missing/invalid project"}`, tfdiag.ProjectNotFound},
		{400, `{"message":"400 Bad request - Tags list can not be empty when runner is not allowed to pick untagged jobs"}`, tfdiag.InvalidValue},
		{400, `{"message":"400 Bad request - Maximum timeout needs to be at least 10 minutes"}`, tfdiag.InvalidValue},
		{400, `{"message":"400 Bad request - Maintenance note is too long (maximum is 1024 characters)"}`, tfdiag.InvalidValue},
		{400, `{"message":"400 Bad request - Description is too long (maximum is 1024 characters)"}`, tfdiag.InvalidValue},
		{400, `{"message":"400 Bad request - Runner projects base Maximum number of ci registered project runners (3) exceeded"}`, tfdiag.RunnerLimit},
		{400, `{"message":"400 Bad request - Runner namespaces base Maximum number of ci registered group runners (3) exceeded"}`, tfdiag.RunnerLimit},
		{403, `{"message":"403 Forbidden - Insufficient permissions"}`, tfdiag.CreationNotAllowed},
		{404, `{"error":"404 Not Found"}`, tfdiag.CreationUnsupported},
	},
	tfdiag.ReadRunner: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.NotFound},
		{404, `{"message":"404 Not found"}`, tfdiag.NotFound},
	},
	tfdiag.UpdateRunner: {
		{400, `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"]}}`, tfdiag.InvalidValue},
		{400, `{"message":{"maximum_timeout":["needs to be at least 10 minutes"]}}`, tfdiag.InvalidValue},
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.DeletedSincePlan},
	},
	tfdiag.DeleteRunner: {
		{403, `{"message":"403 Forbidden - Runner associated with more than one project"}`, tfdiag.SeveralProjects},
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
	},
	tfdiag.PauseRunner: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.NotFound},
	},
	tfdiag.ResumeRunner: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.NotFound},
	},
	tfdiag.ListJobs: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.NotFound},
	},
	tfdiag.ListManagers: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.NotFound},
	},
	tfdiag.CheckRunnerToken: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.RunnerTokenRefused},
		{403, `{"message":"403 Forbidden - Runner is orphaned"}`, tfdiag.RunnerOrphaned},
		{422, `{"message":"Runner is orphaned"}`, tfdiag.RunnerOrphaned},
		{403, `{"message":"Forbidden"}`, tfdiag.Forbidden},
	},
	tfdiag.RotateToken: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{403, `{"error":"Token rotation deadline has passed"}`, tfdiag.RotationDeadlinePassed},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.NotFound},
		{422, `{"error":"Tags list can not be empty"}`, tfdiag.TokenNotSaved},
	},
	tfdiag.RevokeToken: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{403, `{"error":"Token rotation deadline has passed"}`, tfdiag.RotationDeadlinePassed},
		{422, `{"error":"Tags list can not be empty"}`, tfdiag.TokenNotSaved},
	},
	tfdiag.ExchangeToken: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.RunnerTokenRefused},
		{403, `{"error":"Token rotation deadline has passed"}`, tfdiag.RotationDeadlinePassed},
	},
	tfdiag.VerifyToken: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.RunnerTokenRefused},
		{403, `{"message":"403 Forbidden - Runner is orphaned"}`, tfdiag.RunnerOrphaned},
		{422, `{"message":"Runner is orphaned"}`, tfdiag.RunnerOrphaned},
	},
	tfdiag.UnregisterRunner: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.RunnerTokenRefused},
		{403, `{"message":"Forbidden"}`, tfdiag.Forbidden},
		{502, `{"message":"502 Bad Gateway"}`, tfdiag.Lost},
	},
	tfdiag.DeleteManager: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.RunnerTokenRefused},
		{403, `{"message":"Forbidden"}`, tfdiag.Forbidden},
	},
	tfdiag.FindProject: {
		{404, `{"message":"404 Project Not Found"}`, tfdiag.ProjectNotFound},
	},
	tfdiag.AssignRunner: {
		{400, `{"message":"Assign to Validation failed: Runner projects runner has already been taken - runner_error"}`, tfdiag.AlreadyAssigned},
		{400, `{"message":{"runner_projects.runner_id":["has already been taken"],"assign_to":["Validation failed: Runner projects runner has already been taken"]}}`, tfdiag.AlreadyAssigned},
		{400, `{"message":"Assign to Validation failed: Runner projects base Maximum number of ci registered project runners (3) exceeded - runner_error"}`, tfdiag.RunnerLimit},
		{400, `{"message":"Assign to Taking over an orphaned project runner is not allowed - runner_error"}`, tfdiag.Orphaned},
		{400, `{"message":"runner can only be assigned to projects in the same organization - project_not_in_same_organization"}`, tfdiag.OtherOrganization},
		{400, `{"message":"user not allowed to assign runner - not_authorized_to_assign_runner"}`, tfdiag.Forbidden},
		{400, `{"message":"user is not authorized to add runners to project - not_authorized_to_add_runner_in_project"}`, tfdiag.Forbidden},
		{403, `{"message":"403 Forbidden"}`, tfdiag.Forbidden},
		{403, `{"message":"403 Forbidden - Runner is a group runner"}`, tfdiag.IsGroupRunner},
		{403, `{"message":"403 Forbidden - Runner is locked"}`, tfdiag.RunnerLocked},
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Project Not Found"}`, tfdiag.ProjectNotFound},
		{404, `{"message":"404 Runner Not Found"}`, tfdiag.RunnerNotFound},
		{404, `{"message":"404 Not found"}`, tfdiag.RunnerNotFound},
		{405, `{"message":"Non GET methods are not allowed for moved projects"}`, tfdiag.ProjectMoved},
	},
	tfdiag.UnassignRunner: {
		{403, `{"message":"403 Forbidden - You cannot unassign a runner from the owner project. Delete the runner instead"}`, tfdiag.OwnerKept},
		{403, `{"message":"403 Forbidden - Only one project associated with the runner. Please remove the runner instead"}`, tfdiag.OwnerKept},
		{403, `{"message":"403 Forbidden - Runner is locked"}`, tfdiag.RunnerLocked},
		{403, `{"message":"403 Forbidden - User not allowed to assign runner"}`, tfdiag.RunnerLocked},
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
		{403, `{"message":"403 Forbidden"}`, tfdiag.Forbidden},
		{405, `{"message":"Non GET methods are not allowed for moved projects"}`, tfdiag.ProjectMoved},
	},
	tfdiag.ReadAssignments: {
		{403, `{"message":"403 Forbidden - No access granted"}`, tfdiag.Forbidden},
	},
	tfdiag.ListProjectAssignments: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Project Not Found"}`, tfdiag.ProjectNotFound},
	},
	tfdiag.RegisterRunner: {
		{400, `{"message":{"tags_list":["can not be empty when runner is not allowed to pick untagged jobs"]}}`, tfdiag.InvalidValue},
		{400, `{"message":{"name":["is too long (maximum is 256 characters)"]}}`, tfdiag.InvalidValue},
		{400, `{"message":{"runner_projects.base":["Maximum number of ci registered project runners (3) exceeded"]}}`, tfdiag.RunnerLimit},
		{403, `{"message":"403 Forbidden - invalid token supplied"}`, tfdiag.RegistrationTokenRefused},
		{404, unknownEndpoint, tfdiag.RegistrationRemoved},
		{410, `{"message":"410 Gone - runner registration disallowed"}`, tfdiag.RegistrationDisabled},
	},
	tfdiag.ResetRegistrationToken: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.ResetRefused},
		{404, unknownEndpoint, tfdiag.RegistrationRemoved},
		{404, `{"message":"404 Group Not Found"}`, tfdiag.GroupNotFound},
		{404, `{"message":"404 Project Not Found"}`, tfdiag.ProjectNotFound},
		{405, `{"message":"Non GET methods are not allowed for moved projects"}`, tfdiag.ProjectMoved},
	},
	tfdiag.ListOwnRunners: {
		{400, `{"message":"Scope contains invalid value"}`, tfdiag.InvalidScopeWord},
		{400, `{"error":"version_prefix is invalid"}`, tfdiag.InvalidFilter},
	},
	tfdiag.ListAllRunners: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.AdministratorNeeded},
		{400, `{"error":"status does not have a valid value"}`, tfdiag.InvalidFilter},
	},
	tfdiag.ListGroupRunners: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Group Not Found"}`, tfdiag.GroupNotFound},
	},
	tfdiag.ListProjectRunners: {
		{403, `{"message":"403 Forbidden"}`, tfdiag.Forbidden},
		{404, `{"message":"404 Project Not Found"}`, tfdiag.ProjectNotFound},
	},
}

// Every answer that GitLab is known to give has advice of its own.
func TestFailed_hasAdviceForEveryAnswer(t *testing.T) {
	t.Parallel()

	for _, operation := range tfdiag.Operations() {
		for i, given := range append(particular[operation], common...) {
			if slices.ContainsFunc(particular[operation][:min(i, len(particular[operation]))], func(own answer) bool { return own.body == given.body }) {
				continue
			}

			if given.want == tfdiag.ReadOnly && strings.HasPrefix(operation.Request(), http.MethodGet) {
				continue
			}

			if given.want == tfdiag.NoSuchEndpoint && operation == tfdiag.CreateRunner {
				continue // it has a cause of its own
			}

			t.Run(string(operation.Because(given.want)), func(t *testing.T) {
				t.Parallel()

				call := tfdiag.Call{Operation: operation, Values: tfdiag.Values{
					"description": `"x"`, "paused": false, "runner": 7, "project": "a/b", "project_id": 1, "type": "gitlabrunner_project_assignment",
				}}

				for _, made := range call.Failed(answered(t, given.status, given.body)) {
					if id := tfdiag.Identify(made.Severity(), made.Summary(), made.Detail()); id != operation.Because(given.want) {
						t.Errorf("%d %s is %q:\n%s", given.status, given.body, id, made.Detail())
					}
				}
			})
		}
	}
}
