package examples_test

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// states are the states that GitLab keeps for a project. They are open to job
// tokens: those of Maintainers may write, those of Developers read.
type states struct {
	mu          sync.Mutex
	maintainers []string
	developers  []string
	text        []byte
	lock        string
	writes      int
}

// ServeHTTP serves one state. The path ends with its name, or with lock.
func (s *states) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()

	_, token, _ := r.BasicAuth()

	switch mayWrite := slices.Contains(s.maintainers, token); {
	case !mayWrite && !slices.Contains(s.developers, token):
		w.WriteHeader(http.StatusUnauthorized)
	case !mayWrite && r.Method != http.MethodGet:
		w.WriteHeader(http.StatusForbidden)
	case strings.HasSuffix(r.URL.Path, "/lock"):
		s.serveLock(w, r)
	case r.Method == http.MethodGet && s.text == nil:
		w.WriteHeader(http.StatusNoContent)
	case r.Method == http.MethodGet:
		_, _ = w.Write(s.text)
	case s.lock == "" || r.URL.Query().Get("ID") != s.lock:
		w.WriteHeader(http.StatusConflict)
	default:
		s.text, _ = io.ReadAll(r.Body)
		s.writes++
	}
}

func (s *states) serveLock(w http.ResponseWriter, r *http.Request) {
	var lock struct{ ID string }
	if err := json.NewDecoder(r.Body).Decode(&lock); err != nil {
		w.WriteHeader(http.StatusBadRequest)

		return
	}

	switch {
	case r.Method == http.MethodDelete:
		s.lock = ""
	case s.lock != "":
		w.WriteHeader(http.StatusLocked)
	default:
		s.lock = lock.ID
	}
}

// state is whether the state is locked, how often it was written, and its text.
func (s *states) state() (locked bool, writes int, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.lock != "", s.writes, string(s.text)
}
