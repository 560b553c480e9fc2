package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// here is this machine with a folder for the demo's temporary one.
func here(t *testing.T, out *bytes.Buffer) machine {
	t.Helper()

	m := machine{
		Surroundings: terraform.Surroundings{Command: makeDemo, Environment: os.Environ(), LookPath: exec.LookPath},
		tempDir:      t.TempDir(), stdout: out, stderr: out,
	}

	if m.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	if _, err := m.Find(""); err != nil {
		t.Skipf("a lifecycle test: %v", err)
	}

	return m
}

func (m machine) checkClean(t *testing.T) {
	t.Helper()

	if left, err := os.ReadDir(m.tempDir); err != nil || len(left) > 0 {
		t.Errorf("the demo has left %v behind: %v", left, err)
	}
}

// The whole story, in surroundings that would disturb it.
func TestAccDemo(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	m := here(t, &out)
	m.Environment = append(m.Environment,
		"TF_CLI_ARGS=-no-such-flag", "TF_WORKSPACE=other", "TF_VAR_group_id=99",
		"GITLAB_BASE_URL=http://gitlab.invalid", "GITLAB_TOKEN=glpat-of-somebody",
	)

	if code := run(t.Context(), []string{"-v"}, m); code != exitOK {
		t.Fatalf("got the exit code %d:\n%s", code, &out)
	}

	m.checkClean(t)

	if found := token.FindString(out.String()); found != "" {
		t.Errorf("a token was printed, beginning with %.8q", found)
	}

	for _, want := range []string{"\n10  Destroy\n", "\n✔ Proven in 10 steps, "} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %q in:\n%s", want, &out)
		}
	}
}

// stopper stops the demo as soon as it prints something.
type stopper struct {
	bytes.Buffer

	at   string
	stop func()
}

func (s *stopper) Write(text []byte) (int, error) {
	if strings.Contains(string(text), s.at) {
		s.stop()
	}

	return s.Buffer.Write(text)
}

// An interrupt ends the demo, which cleans up and does not call it a success.
func TestAccDemo_interrupted(t *testing.T) {
	t.Parallel()

	ctx, stop := context.WithCancel(t.Context())
	defer stop()

	out := &stopper{at: "2  Plan again", stop: stop}
	m := here(t, &out.Buffer)
	m.stdout = out

	if code := run(ctx, nil, m); code != exitInterrupted {
		t.Errorf("got the exit code %d, want %d:\n%s", code, exitInterrupted, &out.Buffer)
	}

	m.checkClean(t)

	if !strings.HasSuffix(out.String(), "   ✘ interrupted\n") {
		t.Errorf("the interrupt does not end:\n%s", &out.Buffer)
	}
}

// The example is formatted as Terraform formats it, and so is what the story
// adds to it.
func TestAccDemo_formatted(t *testing.T) {
	t.Parallel()

	m := here(t, &bytes.Buffer{})

	path, err := m.Find("")
	if err != nil {
		t.Fatal(err)
	}

	example, err := os.ReadFile("../../../examples/demo/main.tf")
	if err != nil {
		t.Fatal(err)
	}

	for _, text := range []string{string(example), strings.ReplaceAll(adoption, "%d", "1")} {
		command := exec.CommandContext(t.Context(), path, "fmt", "-check", "-diff", "-")
		command.Env = terraform.Undisturbed(m.Environment)
		command.Stdin = strings.NewReader(text)

		if output, err := command.CombinedOutput(); err != nil {
			t.Errorf("%v:\n%s", err, output)
		}
	}
}
