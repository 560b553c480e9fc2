package sandbox_test

import (
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// onPath looks a name up in a PATH with these programs.
func onPath(names ...string) func(string) (string, error) {
	return func(name string) (string, error) {
		for _, present := range names {
			if name == present {
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
		"tofu if alone":                {path: []string{"tofu"}, want: "/bin/tofu"},
		"the variable comes before":    {variable: "tofu", path: []string{"tofu", "terraform"}, want: "/bin/tofu"},
		"the flag comes first":         {named: "terraform115", variable: "tofu", path: []string{"tofu", "terraform115"}, want: "/bin/terraform115"},
		"a name that is missing":       {named: "terraform115", path: []string{"terraform"}},
		"a variable with no such file": {variable: "/opt/terraform", path: []string{"terraform"}},
		"nothing":                      {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			h := sandbox.Host{LookPath: onPath(test.path...)}
			if test.variable != "" {
				h.Environment = []string{sandbox.PathVariable + "=" + test.variable}
			}

			got, err := h.Find("make demo", test.named)
			if filepath.ToSlash(got) != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q and the error %v, want %q", got, err, test.want)
			}
		})
	}
}

// A command that tries both products finds each of them once.
func TestFindProduct(t *testing.T) {
	t.Parallel()

	h := sandbox.Host{LookPath: onPath("terraform", "/opt/tofu-1.8/tofu"), Environment: []string{sandbox.PathVariable + "=/opt/tofu-1.8/tofu"}}

	for product, want := range map[string]string{"terraform": "/bin/terraform", "tofu": "/bin/tofu"} {
		if got, err := h.FindProduct(product); filepath.ToSlash(got) != want {
			t.Errorf("%s: got %q and the error %v", product, got, err)
		}
	}

	h.Environment = nil
	if got, err := h.FindProduct("tofu"); !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("got %q and the error %v", got, err)
	}
}

// Without a Terraform, the error says what to install and how to continue.
func TestFind_none(t *testing.T) {
	t.Parallel()

	_, err := sandbox.Host{LookPath: onPath()}.Find("make demo", "")
	if err == nil {
		t.Fatal("something was found")
	}

	for _, want := range []string{
		`neither terraform nor tofu is on the PATH, and "make demo" runs`,
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

// The error for a missing program says where its name comes from.
func TestFind_named(t *testing.T) {
	t.Parallel()

	_, err := sandbox.Host{LookPath: onPath()}.Find("make demo", "/opt/terraform")
	if !errors.Is(err, exec.ErrNotFound) || !strings.Contains(err.Error(), "the flag -terraform names no program") {
		t.Errorf("got %v", err)
	}
}
