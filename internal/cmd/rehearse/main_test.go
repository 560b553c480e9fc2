package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func TestExecute_usage(t *testing.T) {
	t.Parallel()

	for argument, test := range map[string]struct {
		want int
		says string
	}{
		"-help":        {sandbox.ExitOK, "usage: rehearse"},
		"-nonsense":    {sandbox.ExitUsage, "usage: rehearse"},
		"/no/such/one": {sandbox.ExitUsage, "✘ "},
		"-all":         {sandbox.ExitUsage, `"make rehearse" runs a real one`},
	} {
		var stderr bytes.Buffer

		none := sandbox.Host{LookPath: func(string) (string, error) { return "", exec.ErrNotFound }, Stderr: &stderr}

		if code := execute(t.Context(), []string{argument}, none); code != test.want || !strings.Contains(stderr.String(), test.says) {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", argument, code, test.want, &stderr)
		}
	}
}

func TestFindBinaries(t *testing.T) {
	t.Parallel()

	r := rehearsal{Host: sandbox.Host{LookPath: func(name string) (string, error) { return filepath.Join("/bin", filepath.Base(name)), nil }}}

	if err := r.findBinaries(nil); err != nil || !slices.Equal(r.binaries, []string{"/bin/terraform", "/bin/tofu"}) {
		t.Errorf("got %q and the error %v", r.binaries, err)
	}
}

// Without -all, the configuration is that of the repository for one platform.
func TestConfig(t *testing.T) {
	t.Parallel()

	r := rehearsal{}
	folder := t.TempDir()

	file, err := r.config("../../..", folder)
	if err != nil {
		t.Fatal(err)
	}

	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	if found := platforms.FindAllString(string(text), -1); len(found) != 2 || strings.Contains(strings.Join(found, ""), ",") {
		t.Errorf("the platforms are %q", found)
	}
}
