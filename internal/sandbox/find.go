package sandbox

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// PathVariable names the Terraform or OpenTofu to use. It is a variable of the
// testing framework, so that commands and tests use the same one.
const PathVariable = "TF_ACC_TERRAFORM_PATH"

// errNone is the reason of an error of [Host.Find]: none is named, and none is
// found.
var errNone = errors.New("neither terraform nor tofu is on the PATH")

// notFound explains how to install one.
const notFound = `%[3]w, and %[1]q runs a real one

  Install one of them; both are a single file and need no account:

    Terraform  1.8 or newer   https://developer.hashicorp.com/terraform/install
    OpenTofu   1.8 or newer   https://opentofu.org/docs/intro/install/

  and run %[1]q again. If there is one in another folder, name it:

    %[1]s ARGS="-terraform /path/to/terraform"
    %[2]s=/path/to/tofu %[1]s`

// Find returns the absolute path of the binary to use: the named one, or the one
// in [PathVariable], or terraform, or tofu. The command is for the error.
func (h Host) Find(command, named string) (string, error) {
	if named != "" {
		return h.lookUp(named, "the flag -terraform")
	}

	if named = h.Getenv(PathVariable); named != "" {
		return h.lookUp(named, PathVariable)
	}

	for _, name := range []string{"terraform", "tofu"} {
		if path, err := h.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}

	return "", fmt.Errorf(notFound, command, PathVariable, errNone)
}

// FindProduct returns the absolute path of one of the two products, "terraform" or
// "tofu": the one in [PathVariable] if its name says so, or the one on the PATH.
func (h Host) FindProduct(product string) (string, error) {
	if named := h.Getenv(PathVariable); strings.Contains(filepath.Base(named), product) {
		return h.lookUp(named, PathVariable)
	}

	path, err := h.LookPath(product)
	if err != nil {
		return "", fmt.Errorf("%s is neither on the PATH nor named in %s: %w", product, PathVariable, err)
	}

	return filepath.Abs(path)
}

func (h Host) lookUp(named, source string) (string, error) {
	path, err := h.LookPath(named)
	if err != nil {
		return "", fmt.Errorf("%s names no program that can be run: %w", source, err)
	}

	return filepath.Abs(path)
}

// Getenv reads the environment, as [os.Getenv] does.
func (h Host) Getenv(name string) string {
	for _, variable := range h.Environment {
		if value, ok := strings.CutPrefix(variable, name+"="); ok {
			return value
		}
	}

	return ""
}
