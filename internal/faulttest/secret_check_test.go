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

// checkNoTraces searches all outputs, files and requests for every token.
func (s *secrets) checkNoTraces() {
	s.t.Helper()

	journal, err := json.Marshal(s.Journal(s.t))
	if err != nil {
		s.t.Fatal(err)
	}

	log, err := os.ReadFile(filepath.Join(s.Folder, "trace.log"))
	if err != nil || !strings.Contains(string(log), "GitLab request") {
		s.t.Errorf("the log of %d bytes has no requests: %v", len(log), err)
	}

	// The search finds a token where one may be.
	if found := fmt.Sprint(s.Traces(s.tokenOf(s.verified))); !strings.Contains(found, "tfstate") {
		s.t.Errorf("a token in the state is only found in %s", found)
	}

	for _, token := range s.all() {
		for command, output := range s.outputs {
			if acctest.Holds([]byte(output), token.text) {
				s.t.Errorf("%s prints %s", command, token)
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

		s.checkPrivateState(token)
	}
}

// all are all tokens of the test.
func (s *secrets) all() []token {
	s.mu.Lock()
	defer s.mu.Unlock()

	return append(slices.Clone(s.tokens), s.given...)
}

// checkPrivateState checks that the private state has no token.
func (s *secrets) checkPrivateState(token token) {
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
