package main

import (
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// Every scenario on a small scale: a real Terraform asks GitLab for exactly as
// much as it has to, whatever the size of the fleet.
func TestAccBench_requestsAreTheIdeal(t *testing.T) {
	t.Parallel()

	var stdout, stderr bytes.Buffer

	m := machine{
		Surroundings: terraform.Surroundings{Environment: os.Environ(), LookPath: exec.LookPath},
		tempDir:      t.TempDir(), stdout: &stdout, stderr: &stderr,
	}

	if m.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	if _, err := m.Find(""); err != nil {
		t.Skipf("a lifecycle test: %v", err)
	}

	// 104 runners are listed, which takes a second page.
	if code := run(t.Context(), []string{"-runners", "52", "-latency", "0s"}, m); code != exitOK {
		t.Fatalf("got the exit code %d:\n%s%s", code, &stderr, &stdout)
	}

	if left, err := os.ReadDir(m.tempDir); err != nil || len(left) > 0 {
		t.Errorf("the bench has left %v behind: %v", left, err)
	}

	for _, want := range []string{
		"| plan over 52 runners and 260 assignments | 52 | 52 |",
		"| apply that creates 52 runners | 52 | 52 |",
		"| one attribute changed on 52 runners | 104 | 104 |",
		"| data source over 104 runners | 2 | 2 |",
		"| data source over 104 runners with details | 106 | 106 |",
		"| exclusive set of 26 projects | 31 | 31 |",
		"| plan over 52 runners, 200 requests in 6 s allowed | 52 | 52 |",
		"| plan over 520 runners | 520 | 520 |",
		"| start of the provider to its schema |",
	} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("there is no %q in:\n%s", want, &stdout)
		}
	}
}

func TestRun_usage(t *testing.T) {
	t.Parallel()

	for arguments, test := range map[string]struct {
		want int
		says string
	}{
		"-help":        {exitOK, "-latency duration"},
		"-colour":      {exitUsage, "-latency duration"},
		"now":          {exitUsage, `unexpected argument "now"`},
		"-runners 1":   {exitUsage, "-runners: 1 are no fleet"},
		"-latency -1s": {exitUsage, "-latency: -1s is negative"},
		"-run (":       {exitUsage, `invalid value "("`},
		"-run none":    {exitUsage, `neither terraform nor tofu is on the PATH, and "make bench" drives`},
	} {
		var stderr bytes.Buffer

		none := terraform.Surroundings{Command: makeBench, LookPath: func(string) (string, error) { return "", exec.ErrNotFound }}

		code := run(t.Context(), strings.Fields(arguments), machine{Surroundings: none, stdout: io.Discard, stderr: &stderr})
		if code != test.want || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", arguments, code, test.want, &stderr)
		}
	}
}

// What Terraform reads is written as Terraform would write it.
func TestAccBench_formatted(t *testing.T) {
	t.Parallel()

	m := terraform.Surroundings{Environment: os.Environ(), LookPath: exec.LookPath}

	path, err := m.Find("")
	if m.Getenv("TF_ACC") == "" || err != nil {
		t.Skipf("a lifecycle test: set TF_ACC=1 to run it (%v)", err)
	}

	command := exec.CommandContext(t.Context(), path, "fmt", "-check", "-diff", "config")
	command.Env = terraform.Undisturbed(m.Environment)

	if output, err := command.CombinedOutput(); err != nil {
		t.Errorf("%v:\n%s", err, output)
	}
}
