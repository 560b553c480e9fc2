package main

import (
	"bytes"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// Every scenario with a small fleet: Terraform sends exactly the ideal number of
// requests to GitLab, for every size of the fleet. A short run leaves out the
// scenarios that are another one with more runners or without details.
func TestAccBench_requestsAreTheIdeal(t *testing.T) {
	t.Parallel()

	var stdout, stderr bytes.Buffer

	h := sandbox.Host{Environment: os.Environ(), LookPath: exec.LookPath, TempDir: t.TempDir(), Stdout: &stdout, Stderr: &stderr}

	if h.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	if _, err := h.Find("make bench", ""); err != nil {
		t.Skipf("a lifecycle test: %v", err)
	}

	want := []string{
		"| plan over 42 runners and 210 assignments | 42 | 42 |",
		"| apply that creates 42 runners | 42 | 42 |",
		"| one attribute changed on 42 runners | 84 | 84 |",
		"| data source over 210 runners with details | 213 | 213 |",
		"| exclusive set of 21 projects | 26 | 26 |",
		"| start of the provider to its schema |",
	}
	run := "^(start|plan|create|change|details|exclusive)$"

	if !testing.Short() {
		run = ""
		want = append(want,
			"| data source over 210 runners | 3 | 3 |",
			"| plan over 42 runners, 100 requests in 3 s allowed | 42 | 42 |",
			"| plan over 420 runners | 420 | 420 |")
	}

	// A list of 210 runners has three pages.
	if code := newCommand().Execute(t.Context(), []string{"-runners", "42", "-latency", "0s", "-run", run}, h); code != sandbox.ExitOK {
		t.Fatalf("got the exit code %d:\n%s%s", code, &stderr, &stdout)
	}

	if left, err := os.ReadDir(h.TempDir); err != nil || len(left) > 0 {
		t.Errorf("the bench has left %v behind: %v", left, err)
	}

	for _, want := range want {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("there is no %q in:\n%s", want, &stdout)
		}
	}
}

func TestCommand_usage(t *testing.T) {
	t.Parallel()

	for arguments, test := range map[string]struct {
		want int
		says string
	}{
		"-help":        {sandbox.ExitOK, "-latency duration"},
		"-colour":      {sandbox.ExitUsage, "-latency duration"},
		"now":          {sandbox.ExitUsage, `unexpected argument "now"`},
		"-runners 1":   {sandbox.ExitUsage, "-runners: 1 is too small"},
		"-latency -1s": {sandbox.ExitUsage, "-latency: -1s is negative"},
		"-run (":       {sandbox.ExitUsage, `invalid value "("`},
		"-repeat 0":    {sandbox.ExitUsage, "-repeat: 0 is too small"},
		"-run none":    {sandbox.ExitUsage, `no scenario matches "none"`},
		"-run plan":    {sandbox.ExitUsage, `neither terraform nor tofu is on the PATH, and "make bench" runs`},
	} {
		var stderr bytes.Buffer

		none := sandbox.Host{LookPath: func(string) (string, error) { return "", exec.ErrNotFound }, Stderr: &stderr}

		code := newCommand().Execute(t.Context(), strings.Fields(arguments), none)
		if code != test.want || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", arguments, code, test.want, &stderr)
		}
	}
}

// The configurations are formatted as Terraform formats them.
func TestAccBench_formatted(t *testing.T) {
	t.Parallel()

	h := sandbox.Host{Environment: os.Environ(), LookPath: exec.LookPath}

	path, err := h.Find("make bench", "")
	if h.Getenv("TF_ACC") == "" || err != nil {
		t.Skipf("a lifecycle test: set TF_ACC=1 to run it (%v)", err)
	}

	d := &sandbox.TerraformDir{Path: path, Folder: "config", Environment: sandbox.CleanEnvironment(h.Environment)}

	if result, err := d.Run(t.Context(), "fmt", "-check", "-diff"); err != nil || result.Code != 0 {
		t.Errorf("%v:\n%s", err, result.Output())
	}
}
