package faulttest_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"slices"
	"sync"
)

// token is a token whose text is searched for.
type token struct {
	text string
	// of is the path of the request that created it, or its owner.
	of string
	// kept says that it may be in the state.
	kept bool
}

// String describes the token without its text.
func (t token) String() string { return "the token of " + t.of }

// tokenRecorder records every token in an answer of GitLab.
type tokenRecorder struct {
	mu     sync.Mutex
	tokens []token
	runner map[int64]string
	// keeps are the IDs of the runners, and the paths, whose tokens may be in the
	// state.
	keeps    []string
	onUpdate func()
	// verified is the runner whose token each refresh checks.
	verified int64
}

func newTokenRecorder() *tokenRecorder { return &tokenRecorder{runner: make(map[int64]string)} }

// mayBeKept says that the registration token of a project and the token of a
// runner may be in the state.
func (s *tokenRecorder) mayBeKept(project string, verified int64) {
	s.verified = verified
	s.keeps = append(s.keeps, fmt.Sprintf("/api/v4/projects/%s/runners/reset_registration_token", project), fmt.Sprint(verified))
}

// replaceUpdates calls a function instead of each update of a runner from now on,
// and gives no answer.
func (s *tokenRecorder) replaceUpdates(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.onUpdate = do
}

func (s *tokenRecorder) update(r *http.Request) {
	s.mu.Lock()
	do := s.onUpdate
	s.mu.Unlock()

	if do != nil {
		do()
		waitForDisconnect(r)
		abort()
	}
}

// resetPath is the path of a reset, with the ID of the runner.
var resetPath = regexp.MustCompile(`^/api/v4/runners/(\d+)/reset_authentication_token$`)

func (s *tokenRecorder) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPut {
			s.update(r)
		}

		if r.Method != http.MethodPost {
			sim.ServeHTTP(w, r)

			return
		}

		body, err := io.ReadAll(r.Body)
		if err != nil {
			abort()
		}

		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := serve(r, sim)
		s.record(r.URL.Path, body, answer.Body.Bytes())

		for name, values := range answer.Header() {
			w.Header()[name] = values
		}

		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

// record records the token in an answer. The token of a runner with the description
// "kept" may be in the state.
func (s *tokenRecorder) record(path string, asked, answered []byte) {
	var (
		wanted struct{ Description, Token string }
		made   struct {
			ID    int64
			Token string
		}
	)

	_ = json.Unmarshal(asked, &wanted)

	if json.Unmarshal(answered, &made) != nil || made.Token == "" {
		return
	}

	s.mu.Lock()
	defer s.mu.Unlock()

	id := made.ID
	if match := resetPath.FindStringSubmatch(path); match != nil {
		_, _ = fmt.Sscan(match[1], &id)
	}

	kept := wanted.Description == "kept" || slices.Contains(s.keeps, path) || slices.Contains(s.keeps, fmt.Sprint(id))
	if kept && id != 0 {
		s.keeps = append(s.keeps, fmt.Sprint(id))
	}

	if id != 0 {
		s.runner[id] = made.Token
	}

	if known := func(seen token) bool { return seen.text == made.Token }; !slices.ContainsFunc(s.tokens, known) {
		s.tokens = append(s.tokens, token{made.Token, path, kept})
	}
}

// tokenOf is the last token of a runner.
func (s *tokenRecorder) tokenOf(runner int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.runner[runner]
}
