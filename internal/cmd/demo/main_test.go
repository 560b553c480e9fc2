package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func TestCommand_usage(t *testing.T) {
	t.Parallel()

	for argument, test := range map[string]struct {
		want int
		says string
	}{
		"-help":   {sandbox.ExitOK, "-terraform path"},
		"-colour": {sandbox.ExitUsage, "-terraform path"},
		"now":     {sandbox.ExitUsage, `unexpected argument "now"`},
		"-keep":   {sandbox.ExitUsage, `neither terraform nor tofu is on the PATH, and "make demo" runs`},
	} {
		var stderr bytes.Buffer

		none := sandbox.Host{LookPath: func(string) (string, error) { return "", exec.ErrNotFound }, Stderr: &stderr}

		if code := newCommand(fetcher{}).Execute(t.Context(), []string{argument}, none); code != test.want || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", argument, code, test.want, &stderr)
		}
	}
}
