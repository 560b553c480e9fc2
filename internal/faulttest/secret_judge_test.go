package faulttest_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// judge looks for every token that there was, in everything that there is.
func (s *secrets) judge() {
	s.t.Helper()

	journal, err := json.Marshal(s.Journal(s.t))
	if err != nil {
		s.t.Fatal(err)
	}

	log, err := os.ReadFile(filepath.Join(s.Folder, "trace.log"))
	if err != nil || !strings.Contains(string(log), "GitLab request") {
		s.t.Errorf("the log of %d bytes says nothing of requests: %v", len(log), err)
	}

	// A search that finds nothing proves nothing.
	if found := fmt.Sprint(s.Traces(s.tokenOf(s.minted))); !strings.Contains(found, "tfstate") {
		s.t.Errorf("a token that is kept is only found in %s", found)
	}

	for _, token := range s.all() {
		for command, said := range s.said {
			if acctest.Holds([]byte(said), token.text) {
				s.t.Errorf("%s says %s", command, token)
			}
		}

		if acctest.Holds(journal, token.text) {
			s.t.Errorf("the journal has %s", token)
		}

		for _, file := range s.Traces(token.text) {
			if !token.kept || !strings.Contains(file, "tfstate") && !strings.Contains(file, "tfplan") {
				s.t.Errorf("%s has %s", file, token)
			}
		}

		s.judgePrivate(token)
	}
}

// all are the tokens that there were.
func (s *secrets) all() []token {
	s.mu.Lock()
	defer s.mu.Unlock()

	return append(slices.Clone(s.tokens), s.given...)
}

// judgePrivate looks into what the provider keeps for itself in the state.
func (s *secrets) judgePrivate(token token) {
	s.t.Helper()

	var state struct {
		Resources []struct {
			Type      string
			Instances []struct{ Private string }
		}
	}

	text, err := os.ReadFile(filepath.Join(s.Folder, "terraform.tfstate"))
	if err != nil {
		s.t.Fatal(err)
	}

	if err := json.Unmarshal(text, &state); err != nil {
		s.t.Fatal(err)
	}

	for _, resource := range state.Resources {
		for _, instance := range resource.Instances {
			private, err := base64.StdEncoding.DecodeString(instance.Private)
			if err != nil {
				s.t.Fatal(err)
			}

			if acctest.Holds(private, token.text) {
				s.t.Errorf("the private state of %s has %s", resource.Type, token)
			}
		}
	}
}
