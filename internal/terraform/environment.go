package terraform

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// disturbing begins the names of variables that would reach into our runs:
// those of Terraform, and those from which the provider takes its GitLab.
var disturbing = []string{"TF_", "TOFU_", "TERRAFORM_", "GITLAB_", "CI_", "CHECKPOINT_"}

// Undisturbed is the caller's environment without those, and with our own.
func Undisturbed(callers []string, own ...string) []string {
	var environment []string

	for _, variable := range callers {
		name := strings.ToUpper(variable)

		if !hasAnyPrefix(name, disturbing) {
			environment = append(environment, variable)
		}
	}

	return append(environment, own...)
}

func hasAnyPrefix(text string, prefixes []string) bool {
	for _, prefix := range prefixes {
		if strings.HasPrefix(text, prefix) {
			return true
		}
	}

	return false
}

// Environment is the caller's, undisturbed, with what has Terraform take the
// provider from a folder, ask nobody and phone nobody. The settings of that go
// into the file cliConfig.
func Environment(callers []string, cliConfig, providerFolder string, own ...string) ([]string, error) {
	if err := os.WriteFile(cliConfig, []byte(overrides(providerFolder)), 0o600); err != nil {
		return nil, err
	}

	return Undisturbed(callers, append([]string{
		"TF_CLI_CONFIG_FILE=" + cliConfig, "TF_CLI_ARGS=-no-color", "TF_INPUT=0", "CHECKPOINT_DISABLE=1",
	}, own...)...), nil
}

// overrides has Terraform take the provider from a folder, and never ask a
// registry. An address without a host is of another registry in OpenTofu.
func overrides(providerFolder string) string {
	return fmt.Sprintf(`provider_installation {
  dev_overrides {
    "registry.terraform.io/gitlabrunner/gitlabrunner"  = %[1]q
    "registry.opentofu.org/gitlabrunner/gitlabrunner" = %[1]q
  }
}
`, filepath.ToSlash(providerFolder))
}
