package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

const (
	terraformFile = ".terraform.d/plugins/registry.terraform.io/gitlabrunner/gitlabrunner/0.1.0/linux_amd64/terraform-provider-gitlabrunner_v0.1.0"
	opentofuFile  = ".terraform.d/plugins/registry.opentofu.org/gitlabrunner/gitlabrunner/0.1.0/linux_amd64/terraform-provider-gitlabrunner_v0.1.0"
)

// files are all files and empty folders below a folder.
func files(t *testing.T, folder string) []string {
	t.Helper()

	var found []string

	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || path == folder {
			return err
		}

		below, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}

		entries, _ := os.ReadDir(path)
		if !entry.IsDir() || len(entries) == 0 {
			found = append(found, filepath.ToSlash(below))
		}

		return nil
	})
	if err != nil {
		t.Fatal(err)
	}

	return found
}

func TestInstall(t *testing.T) {
	t.Parallel()

	m, home, out := newMachine(t)

	if code := execute(t.Context(), nil, m); code != sandbox.ExitOK {
		t.Fatalf("got the exit code %d:\n%s", code, out)
	}

	if got, want := files(t, home), []string{opentofuFile, terraformFile}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}

	for _, want := range []string{filepath.Join(home, filepath.FromSlash(opentofuFile)), `version = "~> 0.1"`, "hides every release", "make uninstall", ".terraform.lock.hcl"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %q in:\n%s", want, out)
		}
	}

	// The same build once more, and then another one.
	out.Reset()

	if code := execute(t.Context(), nil, m); code != sandbox.ExitOK || strings.Contains(out.String(), "differs from the one") {
		t.Errorf("got the exit code %d:\n%s", code, out)
	}

	m.build = func(_ context.Context, file string) error { return os.WriteFile(file, []byte("another"), 0o755) }

	if code := execute(t.Context(), nil, m); code != sandbox.ExitOK || !strings.Contains(out.String(), "differs from the one") {
		t.Errorf("got the exit code %d:\n%s", code, out)
	}

	// Other files in the folder stay.
	write(t, filepath.Join(home, ".terraform.d", "credentials.tfrc.json"), "{}")

	for range 2 {
		if code := execute(t.Context(), []string{"-uninstall"}, m); code != sandbox.ExitOK {
			t.Errorf("got the exit code %d:\n%s", code, out)
		}
	}

	if got, want := files(t, home), []string{".terraform.d/credentials.tfrc.json"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A machine without a folder of Terraform has none afterwards, and another version in it
// is named.
func TestUninstall(t *testing.T) {
	t.Parallel()

	m, home, out := newMachine(t)

	for _, arguments := range [][]string{nil, {"-uninstall"}} {
		if code := execute(t.Context(), arguments, m); code != sandbox.ExitOK {
			t.Fatalf("got the exit code %d:\n%s", code, out)
		}
	}

	if got := files(t, home); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}

	other := filepath.Join(home, filepath.FromSlash(strings.ReplaceAll(terraformFile, "0.1.0", "0.0.9")))
	write(t, other, program)

	if code := execute(t.Context(), []string{"-uninstall"}, m); code != sandbox.ExitOK || !exists(other) {
		t.Errorf("got the exit code %d:\n%s", code, out)
	}

	if want := filepath.Join("gitlabrunner", "0.0.9"); !strings.Contains(out.String(), want) {
		t.Errorf("there is no %q in:\n%s", want, out)
	}
}

// A build that fails changes nothing.
func TestInstall_fails(t *testing.T) {
	t.Parallel()

	m, home, out := newMachine(t)
	m.build = func(context.Context, string) error { return errors.New("does not compile") }

	if code := execute(t.Context(), nil, m); code != sandbox.ExitFailed || !strings.Contains(out.String(), "✘ does not compile") {
		t.Errorf("got the exit code %d:\n%s", code, out)
	}

	if got := files(t, home); len(got) > 0 {
		t.Errorf("left behind: %q", got)
	}
}

func TestExecute_usage(t *testing.T) {
	t.Parallel()

	for argument, want := range map[string]int{"-help": sandbox.ExitOK, "-no-such-flag": sandbox.ExitUsage} {
		m, _, out := newMachine(t)
		if code := execute(t.Context(), []string{argument}, m); code != want || !strings.Contains(out.String(), "-uninstall") {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", argument, code, want, out)
		}
	}
}
