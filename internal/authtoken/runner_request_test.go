package authtoken_test

import (
	"bytes"
	"encoding/json"
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// accepts reports whether GitLab accepts the token of a runner.
func (s *fixture) accepts(token string) bool {
	s.t.Helper()

	return s.runnerRequest("verify", token) == http.StatusOK
}

// rotatesItself rotates the token as GitLab Runner does before it expires.
func (s *fixture) rotatesItself(token string) {
	s.t.Helper()
	acctest.Equal(s.t, "the rotation by GitLab Runner", s.runnerRequest("reset_authentication_token", token), http.StatusCreated)
}

func (s *fixture) runnerRequest(path, token string) int {
	s.t.Helper()

	body, err := json.Marshal(map[string]string{"token": token, "system_id": "s_agent"})
	if err != nil {
		s.t.Fatal(err)
	}

	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.URL+"/api/v4/runners/"+path, bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}

	request.Header.Set("Content-Type", "application/json")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()

	return response.StatusCode
}

// managers are the system IDs of the managers of the fixture's runner.
func (s *fixture) managers() []string {
	s.t.Helper()

	found, _, err := s.API.Runners.ListRunnerManagers(s.runner, nil)
	if err != nil {
		s.t.Fatal(err)
	}

	ids := make([]string, 0, len(found))
	for _, manager := range found {
		ids = append(ids, manager.SystemID)
	}

	return ids
}
