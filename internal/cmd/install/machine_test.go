package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// program is what the fake build writes.
const program = "a program"

// newMachine is a Linux machine with an empty home and a fake build.
func newMachine(t *testing.T, variables ...string) (m *machine, home string, out *bytes.Buffer) {
	t.Helper()

	home, out = t.TempDir(), &bytes.Buffer{}
	m = &machine{
		Host: sandbox.Host{Environment: append(variables, "HOME="+home), TempDir: t.TempDir(), Stdout: out, Stderr: out},
		goos: "linux", goarch: "amd64",
		build: func(_ context.Context, file string) error { return os.WriteFile(file, []byte(program), 0o755) },
	}

	return m, home, out
}

// write writes a file, and the folders that it is in.
func write(t *testing.T, file, text string) {
	t.Helper()

	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}

	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestPlugins(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		goos      string
		variables []string
		files     []string
		want      []string
	}{
		"Linux":                       {goos: "linux", want: []string{".terraform.d/plugins", ".local/share/terraform/plugins"}},
		"Linux with a data folder":    {goos: "linux", variables: []string{"XDG_DATA_HOME=data"}, want: []string{".terraform.d/plugins", "data/terraform/plugins"}},
		"FreeBSD":                     {goos: "freebsd", want: []string{".terraform.d/plugins", ".local/share/terraform/plugins"}},
		"macOS":                       {goos: "darwin", want: []string{".terraform.d/plugins", "Library/Application Support/io.terraform/plugins"}},
		"Windows":                     {goos: "windows", want: []string{"terraform.d/plugins", "HashiCorp/Terraform/plugins"}},
		"settings of OpenTofu in XDG": {goos: "linux", variables: []string{"XDG_CONFIG_HOME=config"}, want: []string{".local/share/terraform/plugins", ".terraform.d/plugins"}},
		"a folder that is there": {
			goos: "linux", variables: []string{"XDG_CONFIG_HOME=config"}, files: []string{".terraform.d/credentials.tfrc.json"},
			want: []string{".terraform.d/plugins", ".local/share/terraform/plugins"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			m, home, _ := newMachine(t, test.variables...)
			m.goos = test.goos

			for _, file := range test.files {
				write(t, filepath.Join(home, file), "")
			}

			var got []string

			for _, path := range m.plugins(home) {
				if below, err := filepath.Rel(home, path); err == nil {
					path = below
				}

				got = append(got, filepath.ToSlash(path))
			}

			if !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestHome_missing(t *testing.T) {
	t.Parallel()

	m := &machine{goos: "windows", Host: sandbox.Host{Environment: []string{"HOME=/home/you"}}}
	if home, err := m.home(); err == nil {
		t.Errorf("got %q", home)
	}

	m.Environment = []string{`APPDATA=C:\data`}
	if home, err := m.home(); err != nil || home != `C:\data` {
		t.Errorf("got %q and the error %v", home, err)
	}
}
