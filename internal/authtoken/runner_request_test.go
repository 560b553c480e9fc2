package authtoken_test

import (
	"net/http"
)

// accepts reports whether GitLab accepts the token of a runner.
func (s *fixture) accepts(token string) bool {
	s.t.Helper()

	return s.runnerRequest("verify", token) == nil
}

// rotatesItself rotates the token as GitLab Runner does before it expires.
func (s *fixture) rotatesItself(token string) {
	s.t.Helper()

	if err := s.runnerRequest("reset_authentication_token", token); err != nil {
		s.t.Fatal(err)
	}
}

func (s *fixture) runnerRequest(path, token string) error {
	return s.WithToken("").Call(s.t.Context(), http.MethodPost, "runners/"+path, map[string]any{"token": token, "system_id": "s_agent"}, nil)
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
