package terraform

import (
	"fmt"
	"path/filepath"
	"strings"
)

// PathVariable is the testing framework's own, so that whoever has set it for
// the tests need not say it twice.
const PathVariable = "TF_ACC_TERRAFORM_PATH"

// notFound is for whoever has neither, and knows neither.
const notFound = `neither terraform nor tofu is on the PATH, and %[1]q drives a real one

  Install either; both are one file, and neither needs an account:

    Terraform  1.8 or newer   https://developer.hashicorp.com/terraform/install
    OpenTofu   1.8 or newer   https://opentofu.org/docs/intro/install/

  and run %[1]q again. If there is one in another place, name it:

    %[1]s ARGS="-terraform /path/to/terraform"
    %[2]s=/path/to/tofu %[1]s`

// Surroundings is where a Terraform may be found.
type Surroundings struct {
	// Command is how a person starts us, as "make demo".
	Command     string
	Environment []string
	// LookPath finds a program, as [os/exec.LookPath] does.
	LookPath func(string) (string, error)
}

// Find returns the absolute path of the binary to use: the one that the flag
// -terraform names, or the variable [PathVariable], or else terraform, or else
// tofu.
func (s Surroundings) Find(named string) (string, error) {
	if named != "" {
		return s.lookUp(named, "the flag -terraform")
	}

	if named = s.Getenv(PathVariable); named != "" {
		return s.lookUp(named, PathVariable)
	}

	for _, name := range []string{"terraform", "tofu"} {
		if path, err := s.LookPath(name); err == nil {
			return filepath.Abs(path)
		}
	}

	return "", fmt.Errorf(notFound, s.Command, PathVariable)
}

func (s Surroundings) lookUp(named, where string) (string, error) {
	path, err := s.LookPath(named)
	if err != nil {
		return "", fmt.Errorf("%s names no program that can be run: %w", where, err)
	}

	return filepath.Abs(path)
}

// Getenv reads the environment, as [os.Getenv] does.
func (s Surroundings) Getenv(name string) string {
	for _, variable := range s.Environment {
		if value, ok := strings.CutPrefix(variable, name+"="); ok {
			return value
		}
	}

	return ""
}
