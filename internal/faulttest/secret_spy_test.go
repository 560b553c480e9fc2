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

// token is a token that went over the wire, or never should.
type token struct {
	text string
	// of is the path of the request that made it, or whose it is.
	of string
	// kept says that the configuration has it in the state.
	kept bool
}

// String says which token it is, and not the token.
func (t token) String() string { return "the token of " + t.of }

// spy stands before GitLab and writes down every token that it gives away.
type spy struct {
	mu     sync.Mutex
	tokens []token
	runner map[int64]string
	// keeps are the numbers of the runners, and the paths, whose tokens the
	// configuration keeps in the state.
	keeps    []string
	onUpdate func()
	// minted is the runner whose token is verified in each refresh.
	minted int64
}

func newSpy() *spy { return &spy{runner: make(map[int64]string)} }

// mayBeKept says that the registration token of a project and the token of a
// runner may be in the state.
func (s *spy) mayBeKept(project string, minted int64) {
	s.minted = minted
	s.keeps = append(s.keeps, fmt.Sprintf("/api/v4/projects/%s/runners/reset_registration_token", project), fmt.Sprint(minted))
}

// instead has something done instead of each change of a runner from now on,
// and no answer given.
func (s *spy) instead(do func()) {
	s.mu.Lock()
	defer s.mu.Unlock()

	s.onUpdate = do
}

func (s *spy) update(r *http.Request) {
	s.mu.Lock()
	do := s.onUpdate
	s.mu.Unlock()

	if do != nil {
		do()
		untilGone(r)
		abort()
	}
}

// resetPath is a runner's, whose number it has.
var resetPath = regexp.MustCompile(`^/api/v4/runners/(\d+)/reset_authentication_token$`)

func (s *spy) between(sim http.Handler) http.Handler {
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
		answer := act(r, sim)
		s.notes(r.URL.Path, body, answer.Body.Bytes())

		for name, values := range answer.Header() {
			w.Header()[name] = values
		}

		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

// notes writes down a token that was given away. What a runner is described as
// tells whether its token is kept.
func (s *spy) notes(path string, asked, answered []byte) {
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

// tokenOf is the last token of a runner that was seen.
func (s *spy) tokenOf(runner int64) string {
	s.mu.Lock()
	defer s.mu.Unlock()

	return s.runner[runner]
}
