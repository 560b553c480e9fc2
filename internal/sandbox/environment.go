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

// Address is the provider's address below a registry.
const Address = "gitlabrunner/gitlabrunner"

// Registries are the hosts that Terraform and OpenTofu put before an address
// without one.
func Registries() []string { return []string{"registry.terraform.io", "registry.opentofu.org"} }

// overrides is a CLI configuration with which Terraform takes the provider from
// a folder, without a registry.
func overrides(folder string) string {
	text := "provider_installation {\n  dev_overrides {\n"
	for _, registry := range Registries() {
		text += fmt.Sprintf("    %q = %q\n", registry+"/"+Address, filepath.ToSlash(folder))
	}

	return text + "  }\n}\n"
}
