package main

import (
	"bytes"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// onPath looks names up in a PATH that holds these.
func onPath(names ...string) func(string) (string, error) {
	return func(name string) (string, error) {
		for _, there := range names {
			if name == there {
				return filepath.Join("/bin", filepath.Base(name)), nil
			}
		}

		return "", exec.ErrNotFound
	}
}

func TestFind(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		named, variable string
		path            []string
		want            string
	}{
		"terraform comes before tofu":  {path: []string{"tofu", "terraform"}, want: "/bin/terraform"},
		"tofu will do":                 {path: []string{"tofu"}, want: "/bin/tofu"},
		"the variable comes before":    {variable: "tofu", path: []string{"tofu", "terraform"}, want: "/bin/tofu"},
		"the flag comes first":         {named: "terraform115", variable: "tofu", path: []string{"tofu", "terraform115"}, want: "/bin/terraform115"},
		"a name that is not there":     {named: "terraform115", path: []string{"terraform"}},
		"a variable with no such file": {variable: "/opt/terraform", path: []string{"terraform"}},
		"nothing":                      {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			m := machine{lookPath: onPath(test.path...)}
			if test.variable != "" {
				m.environment = []string{pathVariable + "=" + test.variable}
			}

			got, err := find(test.named, m)
			if filepath.ToSlash(got) != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q and the error %v, want %q", got, err, test.want)
			}
		})
	}
}

// Whoever has no Terraform is told what to install, and how to go on.
func TestRun_noTerraform(t *testing.T) {
	t.Parallel()

	var stderr bytes.Buffer

	code := run(t.Context(), nil, machine{lookPath: onPath(), stdout: io.Discard, stderr: &stderr})
	if code != exitUsage {
		t.Errorf("got the exit code %d, want %d", code, exitUsage)
	}

	for _, want := range []string{
		"neither terraform nor tofu is on the PATH",
		"https://developer.hashicorp.com/terraform/install",
		"https://opentofu.org/docs/intro/install/",
		`make demo ARGS="-terraform `,
		pathVariable + "=",
	} {
		if !strings.Contains(stderr.String(), want) {
			t.Errorf("there is no %q in:\n%s", want, &stderr)
		}
	}
}

func TestRun_usage(t *testing.T) {
	t.Parallel()

	for argument, want := range map[string]int{"-help": exitOK, "-colour": exitUsage, "now": exitUsage} {
		var stderr bytes.Buffer

		code := run(t.Context(), []string{argument}, machine{lookPath: onPath(), stdout: io.Discard, stderr: &stderr})
		if code != want || !strings.Contains(stderr.String(), "-terraform path") {
			t.Errorf("%s: got the exit code %d, want %d, and:\n%s", argument, code, want, &stderr)
		}
	}
}

// A program that was named and is not there is named in the error.
func TestLookUp(t *testing.T) {
	t.Parallel()

	_, err := lookUp("/opt/terraform", "the flag -terraform", machine{lookPath: onPath()})
	if !errors.Is(err, exec.ErrNotFound) || !strings.Contains(err.Error(), "the flag -terraform names no program") {
		t.Errorf("got %v", err)
	}
}
