package acctest_test

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// clientCall is a call of GitLab's official client, with its result.
type clientCall func(t *testing.T, f *clientFixture) (any, error)

// clientFixture has the objects of the calls.
type clientFixture struct {
	*acctest.GitLab

	group          *gitlab.Group
	project, other *gitlab.Project
	runner         *gitlab.UserRunner
}

func newClientFixture(t *testing.T) *clientFixture {
	t.Helper()

	f := &clientFixture{GitLab: acctest.NewSim(t)}
	f.AllowRegistration(t, true)
	f.group = f.Group(t)
	f.project, f.other = f.Project(t, f.group), f.Project(t, f.group)

	runner, _, err := f.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{
		RunnerType: gitlab.Ptr("project_type"), ProjectID: &f.project.ID, Description: gitlab.Ptr("of the client"), TagList: &[]string{"a", "b"},
	})
	if err != nil {
		t.Fatal(err)
	}

	f.runner = runner
	f.Manager(t, map[string]any{"runner_id": runner.ID, "system_id": "s_1", "version": "18.2.0", "contacted_at": acctest.Start})
	f.Job(t, map[string]any{"runner_id": runner.ID, "project_id": f.project.ID, "status": "failed"})

	return f
}

// ids are the runners of a list.
func ids(runners []*gitlab.Runner, err error) (any, error) {
	found := make([]int64, 0, len(runners))
	for _, runner := range runners {
		found = append(found, runner.ID)
	}

	return found, err
}

// The emulator answers every call for runners of GitLab's official client as the client
// expects.
func TestOfficialClient_everyCall(t *testing.T) {
	t.Parallel()

	calls := map[string]struct {
		call clientCall
		want any
	}{
		"ListRunners": {func(_ *testing.T, f *clientFixture) (any, error) {
			runners, _, err := f.API.Runners.ListRunners(&gitlab.ListRunnersOptions{TagList: &[]string{"a"}, Status: gitlab.Ptr("online"), Paused: gitlab.Ptr(false)})

			return ids(runners, err)
		}, []int64{1}},
		"ListAllRunners": {func(_ *testing.T, f *clientFixture) (any, error) {
			runners, _, err := f.API.Runners.ListAllRunners(&gitlab.ListRunnersOptions{Type: gitlab.Ptr("project_type")})

			return ids(runners, err)
		}, []int64{1}},
		"ListProjectRunners": {func(_ *testing.T, f *clientFixture) (any, error) {
			runners, _, err := f.API.Runners.ListProjectRunners(f.project.PathWithNamespace, nil)

			return ids(runners, err)
		}, []int64{1}},
		"ListGroupsRunners": {func(_ *testing.T, f *clientFixture) (any, error) {
			runners, _, err := f.API.Runners.ListGroupsRunners(f.group.FullPath, nil)

			return ids(runners, err)
		}, []int64{}},
		"GetRunnerDetails": {func(_ *testing.T, f *clientFixture) (any, error) {
			runner, _, err := f.API.Runners.GetRunnerDetails(f.runner.ID)

			return []any{runner.Description, runner.TagList, runner.Projects[0].ID == f.project.ID}, err
		}, []any{"of the client", []string{"a", "b"}, true}},
		"UpdateRunnerDetails": {func(_ *testing.T, f *clientFixture) (any, error) {
			runner, _, err := f.API.Runners.UpdateRunnerDetails(f.runner.ID, &gitlab.UpdateRunnerDetailsOptions{
				Paused: gitlab.Ptr(true), MaximumTimeout: gitlab.Ptr(int64(900)), AccessLevel: gitlab.Ptr("ref_protected"),
			})

			return []any{runner.Paused, runner.MaximumTimeout, runner.AccessLevel}, err
		}, []any{true, int64(900), "ref_protected"}},
		"RemoveRunner": {func(_ *testing.T, f *clientFixture) (any, error) {
			response, err := f.API.Runners.RemoveRunner(f.runner.ID)

			return response.StatusCode, err
		}, 204},
		"DeleteRegisteredRunnerByID": {func(_ *testing.T, f *clientFixture) (any, error) {
			response, err := f.API.Runners.DeleteRegisteredRunnerByID(f.runner.ID)

			return response.StatusCode, err
		}, 204},
		"DeleteRegisteredRunner": {func(_ *testing.T, f *clientFixture) (any, error) {
			response, err := f.API.Runners.DeleteRegisteredRunner(&gitlab.DeleteRegisteredRunnerOptions{Token: &f.runner.Token})

			return response.StatusCode, err
		}, 204},
		"ListRunnerJobs": {func(_ *testing.T, f *clientFixture) (any, error) {
			jobs, _, err := f.API.Runners.ListRunnerJobs(f.runner.ID, &gitlab.ListRunnerJobsOptions{Status: gitlab.Ptr("failed")})

			return []any{len(jobs), jobs[0].Status}, err
		}, []any{1, "failed"}},
		"ListRunnerManagers": {func(_ *testing.T, f *clientFixture) (any, error) {
			managers, _, err := f.API.Runners.ListRunnerManagers(f.runner.ID)

			return []any{len(managers), managers[0].SystemID, managers[0].Version}, err
		}, []any{1, "s_1", "18.2.0"}},
		"EnableProjectRunner": {func(_ *testing.T, f *clientFixture) (any, error) {
			runner, response, err := f.API.Runners.EnableProjectRunner(f.other.ID, &gitlab.EnableProjectRunnerOptions{RunnerID: f.runner.ID})

			return []any{response.StatusCode, runner.ID == f.runner.ID}, err
		}, []any{201, true}},
		"DisableProjectRunner": {func(t *testing.T, f *clientFixture) (any, error) {
			f.Assign(t, f.other, f.runner.ID)

			response, err := f.API.Runners.DisableProjectRunner(f.other.ID, f.runner.ID)

			return response.StatusCode, err
		}, 204},
		"RegisterNewRunner": {func(_ *testing.T, f *clientFixture) (any, error) {
			runner, response, err := f.API.Runners.RegisterNewRunner(&gitlab.RegisterNewRunnerOptions{Token: &f.project.RunnersToken, TagList: &[]string{"x"}})

			return []any{response.StatusCode, runner.ID, runner.Token != ""}, err
		}, []any{201, int64(2), true}},
		"VerifyRegisteredRunner": {func(_ *testing.T, f *clientFixture) (any, error) {
			response, err := f.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: &f.runner.Token})

			return response.StatusCode, err
		}, 200},
		"ResetRunnerAuthenticationToken": {func(_ *testing.T, f *clientFixture) (any, error) {
			token, _, err := f.API.Runners.ResetRunnerAuthenticationToken(f.runner.ID)

			return *token.Token != "" && *token.Token != f.runner.Token, err
		}, true},
		"ResetInstanceRunnerRegistrationToken": {func(_ *testing.T, f *clientFixture) (any, error) {
			token, _, err := f.API.Runners.ResetInstanceRunnerRegistrationToken() //nolint:staticcheck // The legacy flow is deprecated, and emulated.

			return *token.Token != "", err
		}, true},
		"ResetGroupRunnerRegistrationToken": {func(_ *testing.T, f *clientFixture) (any, error) {
			token, _, err := f.API.Runners.ResetGroupRunnerRegistrationToken(f.group.ID) //nolint:staticcheck // The legacy flow is deprecated, and emulated.

			return *token.Token != f.group.RunnersToken, err
		}, true},
		"ResetProjectRunnerRegistrationToken": {func(_ *testing.T, f *clientFixture) (any, error) {
			token, _, err := f.API.Runners.ResetProjectRunnerRegistrationToken(f.project.PathWithNamespace) //nolint:staticcheck // The legacy flow is deprecated, and emulated.

			return *token.Token != f.project.RunnersToken, err
		}, true},
	}

	all := reflect.TypeFor[gitlab.RunnersServiceInterface]()
	for i := range all.NumMethod() {
		if name := all.Method(i).Name; calls[name].call == nil {
			t.Errorf("%s is not tested", name)
		}
	}

	for _, name := range slices.Sorted(maps.Keys(calls)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, err := calls[name].call(t, newClientFixture(t))
			if err != nil {
				t.Fatal(err)
			}

			acctest.Equal(t, "the answer", got, calls[name].want)
		})
	}
}

// GitLab Runner registers, verifies, replaces its token and unregisters, with the bodies
// that it sends.
func TestGitLabRunner_registersAndUnregisters(t *testing.T) {
	t.Parallel()

	f := newClientFixture(t)
	// https://gitlab.com/gitlab-org/gitlab-runner, common/network.go: all tags in
	// one text, and what the machine is.
	info := `"info":{"name":"gitlab-runner","version":"18.2.0","revision":"abcdef12","platform":"linux","architecture":"amd64",` +
		`"executor":"docker","shell":"bash","features":{"variables":true,"artifacts":true},"config":{"gpus":""},"labels":{}}`

	answer := f.runnerRequest(t, http.MethodPost, "runners", `{"token":"`+f.project.RunnersToken+`","description":"host","tag_list":"x,y","run_untagged":false,`+
		`"locked":true,"access_level":"not_protected","paused":false,`+info+`}`, http.StatusCreated)

	token := between(t, answer, `"token":"`, `"`)

	f.runnerRequest(t, http.MethodPost, "runners/verify", `{"token":"`+token+`","system_id":"s_agent",`+info+`}`, http.StatusOK)

	runner, _, err := f.API.Runners.GetRunnerDetails(2)
	if err != nil {
		t.Fatal(err)
	}

	acctest.Equal(t, "what was registered", []any{runner.Description, runner.TagList, runner.RunUntagged, runner.Locked}, []any{"host", []string{"x", "y"}, false, true})

	answer = f.runnerRequest(t, http.MethodPost, "runners/reset_authentication_token", `{"token":"`+token+`"}`, http.StatusCreated)
	next := between(t, answer, `"token":"`, `"`)

	f.runnerRequest(t, http.MethodPost, "runners/verify", `{"token":"`+token+`","system_id":"s_agent"}`, http.StatusForbidden)
	f.runnerRequest(t, http.MethodDelete, "runners/managers", `{"token":"`+next+`","system_id":"s_agent"}`, http.StatusNoContent)
	f.runnerRequest(t, http.MethodDelete, "runners", `{"token":"`+next+`"}`, http.StatusNoContent)
	f.runnerRequest(t, http.MethodPost, "runners/verify", `{"token":"`+next+`","system_id":"s_agent"}`, http.StatusForbidden)
}

func (f *clientFixture) runnerRequest(t *testing.T, method, path, body string, status int) string {
	t.Helper()

	request, err := http.NewRequestWithContext(t.Context(), method, f.URL+"/api/v4/"+path, bytes.NewBufferString(body))
	if err != nil {
		t.Fatal(err)
	}

	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")

	response, err := sandbox.HTTPClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()

	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}

	if response.StatusCode != status {
		t.Fatalf("%s /%s: %s, want %d: %s", method, path, response.Status, status, text)
	}

	return string(text)
}

func between(t *testing.T, text, before, after string) string {
	t.Helper()

	_, rest, found := strings.Cut(text, before)
	if !found {
		t.Fatalf("%q is not in %s", before, text)
	}

	inner, _, _ := strings.Cut(rest, after)

	return inner
}
