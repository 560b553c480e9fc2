package terraform_test

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
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

			s := terraform.Surroundings{LookPath: onPath(test.path...)}
			if test.variable != "" {
				s.Environment = []string{terraform.PathVariable + "=" + test.variable}
			}

			got, err := s.Find(test.named)
			if filepath.ToSlash(got) != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q and the error %v, want %q", got, err, test.want)
			}
		})
	}
}

// Whoever has no Terraform is told what to install, and how to go on.
func TestFind_none(t *testing.T) {
	t.Parallel()

	_, err := terraform.Surroundings{Command: "make demo", LookPath: onPath()}.Find("")
	if err == nil {
		t.Fatal("something was found")
	}

	for _, want := range []string{
		`neither terraform nor tofu is on the PATH, and "make demo" drives`,
		"https://developer.hashicorp.com/terraform/install",
		"https://opentofu.org/docs/intro/install/",
		`make demo ARGS="-terraform `,
		"TF_ACC_TERRAFORM_PATH=",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("there is no %q in:\n%s", want, err)
		}
	}
}

// A program that was named and is not there is named in the error.
func TestFind_named(t *testing.T) {
	t.Parallel()

	_, err := terraform.Surroundings{LookPath: onPath()}.Find("/opt/terraform")
	if !errors.Is(err, exec.ErrNotFound) || !strings.Contains(err.Error(), "the flag -terraform names no program") {
		t.Errorf("got %v", err)
	}
}
