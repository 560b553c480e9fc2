package sandbox

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// removed are the prefixes of variables that change what Terraform does, or
// which GitLab the provider uses.
var removed = []string{"TF_", "TOFU_", "TERRAFORM_", "GITLAB_", "CI_", "CHECKPOINT_"}

// CleanEnvironment is the caller's environment without the variables that change
// what Terraform and the provider do, and with those given. Terraform asks
// nothing and looks for no newer version.
func CleanEnvironment(callers []string, variables ...string) []string {
	kept := slices.DeleteFunc(slices.Clone(callers), func(variable string) bool {
		return slices.ContainsFunc(removed, func(prefix string) bool {
			return strings.HasPrefix(strings.ToUpper(variable), prefix)
		})
	})

	return append(append(kept, "TF_CLI_ARGS=-no-color", "TF_INPUT=0", "CHECKPOINT_DISABLE=1"), variables...)
}

// overrides is a CLI configuration with which Terraform takes the provider from
// a folder, without a registry. Terraform and OpenTofu put different hosts
// before an address without one.
func overrides(folder string) string {
	return fmt.Sprintf(`provider_installation {
  dev_overrides {
    "registry.terraform.io/gitlabrunner/gitlabrunner" = %[1]q
    "registry.opentofu.org/gitlabrunner/gitlabrunner" = %[1]q
  }
}
`, filepath.ToSlash(folder))
}
