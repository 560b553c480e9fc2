package docs_test

import (
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// jobToken is the token of the pipeline's jobs.
const jobToken = "glcbt-of-the-job"

// stateStore is the state storage of GitLab, which the emulator does not have. It
// handles requests before the emulator.
type stateStore struct {
	mu     sync.Mutex
	states map[string][]byte
	locks  map[string]bool
}

var statePath = regexp.MustCompile(`^/api/v4/projects/\d+/terraform/state/[\w-]+(/lock)?$`)

func (s *stateStore) serve(emulator http.Handler) http.Handler {
	s.states, s.locks = make(map[string][]byte), make(map[string]bool)

	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !statePath.MatchString(r.URL.Path) {
			emulator.ServeHTTP(w, r)

			return
		}

		body, err := io.ReadAll(r.Body)
		if _, password, _ := r.BasicAuth(); err != nil || password != acctest.RootToken && password != jobToken {
			w.WriteHeader(http.StatusUnauthorized)

			return
		}

		s.mu.Lock()
		defer s.mu.Unlock()

		if path, lock := strings.CutSuffix(r.URL.Path, "/lock"); lock {
			s.lock(w, r.Method, path)
		} else {
			s.access(w, r.Method, path, body)
		}
	})
}

func (s *stateStore) lock(w http.ResponseWriter, method, path string) {
	switch {
	case method == http.MethodDelete:
		delete(s.locks, path)
	case s.locks[path]:
		w.WriteHeader(http.StatusLocked)
	default:
		s.locks[path] = true
	}
}

func (s *stateStore) access(w http.ResponseWriter, method, path string, body []byte) {
	state, found := s.states[path]

	switch {
	case method == http.MethodPost:
		s.states[path] = body
	case !found:
		w.WriteHeader(http.StatusNotFound)
	default:
		_, _ = w.Write(state)
	}
}
