package main

import (
	"bytes"
	"io"
	"os/exec"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

func TestRun_usage(t *testing.T) {
	t.Parallel()

	for argument, test := range map[string]struct {
		want int
		says string
	}{
		"-help":   {exitOK, "-terraform path"},
		"-colour": {exitUsage, "-terraform path"},
		"now":     {exitUsage, "-terraform path"},
		"-keep":   {exitUsage, "neither terraform nor tofu is on the PATH"},
	} {
		var stderr bytes.Buffer

		none := terraform.Surroundings{Command: makeDemo, LookPath: func(string) (string, error) { return "", exec.ErrNotFound }}

		code := run(t.Context(), []string{argument}, machine{Surroundings: none, stdout: io.Discard, stderr: &stderr})
		if code != test.want || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", argument, code, test.want, &stderr)
		}
	}
}
