package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// newHost is this machine with an empty parent folder for temporary folders. It
// skips the test where there is no Terraform.
func newHost(t *testing.T, out io.Writer) (h sandbox.Host, path string) {
	t.Helper()

	h = sandbox.Host{Environment: os.Environ(), LookPath: exec.LookPath, TempDir: t.TempDir(), Stdout: out, Stderr: out}

	if h.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	path, err := h.Find("make demo", "")
	if err != nil {
		t.Skipf("a lifecycle test: %v", err)
	}

	return h, path
}

func checkClean(t *testing.T, h sandbox.Host) {
	t.Helper()

	if left, err := os.ReadDir(h.TempDir); err != nil || len(left) > 0 {
		t.Errorf("the demo has left %v behind: %v", left, err)
	}
}

// The whole scenario, with an environment that must not change it.
func TestAccDemo(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	h, _ := newHost(t, &out)
	h.Environment = append(h.Environment,
		"TF_CLI_ARGS=-no-such-flag", "TF_WORKSPACE=other", "TF_VAR_group_id=99",
		"GITLAB_BASE_URL=http://gitlab.invalid", "GITLAB_TOKEN=glpat-of-another-user",
	)

	if code := newCommand(fetcher{}).Execute(t.Context(), []string{"-v"}, h); code != sandbox.ExitOK {
		t.Fatalf("got the exit code %d:\n%s", code, &out)
	}

	checkClean(t, h)

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

// An interrupt ends the demo. It cleans up and does not report a success.
func TestAccDemo_interrupted(t *testing.T) {
	t.Parallel()

	ctx, stop := context.WithCancel(t.Context())
	defer stop()

	out := &stopper{at: "2  Plan again", stop: stop}
	h, path := newHost(t, out)

	if code := run(ctx, h, path, options{}); code != sandbox.ExitInterrupted {
		t.Errorf("got the exit code %d, want %d:\n%s", code, sandbox.ExitInterrupted, &out.Buffer)
	}

	checkClean(t, h)

	if !strings.HasSuffix(out.String(), "   ✘ interrupted\n") {
		t.Errorf("the output does not end with the interrupt:\n%s", &out.Buffer)
	}
}

// The example and the files that the steps add are formatted as Terraform formats
// them.
func TestAccDemo_formatted(t *testing.T) {
	t.Parallel()

	h, path := newHost(t, io.Discard)
	dir := &sandbox.TerraformDir{Path: path, Folder: t.TempDir(), Environment: sandbox.CleanEnvironment(h.Environment)}

	example, err := os.ReadFile("../../../examples/demo/main.tf")
	if err != nil {
		t.Fatal(err)
	}

	for name, text := range map[string]string{"main.tf": string(example), "adopted.tf": strings.ReplaceAll(adoption, "%d", "1"), "handoff.tf": handoff} {
		if err := dir.Write(name, text); err != nil {
			t.Fatal(err)
		}
	}

	if result, err := dir.Run(t.Context(), "fmt", "-check", "-diff"); err != nil || result.Code != 0 {
		t.Errorf("%v:\n%s", err, result.Output())
	}
}
