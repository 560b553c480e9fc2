package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// pathVariable is the testing framework's own, so that whoever has set it for
// the tests need not say it twice.
const pathVariable = "TF_ACC_TERRAFORM_PATH"

var errNoTerraform = errors.New(`neither terraform nor tofu is on the PATH, and the demo drives a real one

  Install either; both are one file, and neither needs an account:

    Terraform  1.8 or newer   https://developer.hashicorp.com/terraform/install
    OpenTofu   1.8 or newer   https://opentofu.org/docs/intro/install/

  and run "make demo" again. If there is one in another place, name it:

    make demo ARGS="-terraform /path/to/terraform"
    TF_ACC_TERRAFORM_PATH=/path/to/tofu make demo`)

// find returns the absolute path of the binary to use: the one that is named,
// or else terraform, or else tofu.
func find(named string, m machine) (string, error) {
	if named != "" {
		return lookUp(named, "the flag -terraform", m)
	}

	if named = m.getenv(pathVariable); named != "" {
		return lookUp(named, pathVariable, m)
	}

	for _, name := range []string{"terraform", "tofu"} {
		if path, err := m.lookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}

	return "", errNoTerraform
}

func lookUp(named, where string, m machine) (string, error) {
	path, err := m.lookPath(named)
	if err != nil {
		return "", fmt.Errorf("%s names no program that can be run: %w", where, err)
	}

	return filepath.Abs(path)
}

func (m machine) getenv(name string) string {
	for _, variable := range m.environment {
		if value, ok := strings.CutPrefix(variable, name+"="); ok {
			return value
		}
	}

	return ""
}
