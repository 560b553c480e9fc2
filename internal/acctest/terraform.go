package acctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The addresses in a configuration are those of the registry. Terraform and
// OpenTofu differ in the host that they put before a short one. Both are
// settings of the testing framework, which reads them from the environment.
func init() {
	// A person's own settings have no place in a test, and where they name a
	// file that is not there the version of OpenTofu cannot be read.
	if err := os.Unsetenv("TF_CLI_CONFIG_FILE"); err != nil {
		panic(err)
	}

	setDefault("TF_ACC_PROVIDER_NAMESPACE", "gitlabrunner")

	setDefault("TF_ACC_PROVIDER_HOST", Registry())
}

// Terraform is the Terraform or OpenTofu that there is.
func Terraform() string {
	if binary := os.Getenv("TF_ACC_TERRAFORM_PATH"); binary != "" {
		return binary
	}

	return "terraform"
}

// IsTofu reports whether it is OpenTofu.
func IsTofu() bool { return strings.Contains(filepath.Base(Terraform()), "tofu") }

// Registry is the host that it puts before the short address of a provider.
func Registry() string {
	if IsTofu() {
		return "registry.opentofu.org"
	}

	return "registry.terraform.io"
}

func setDefault(name, value string) {
	if os.Getenv(name) == "" {
		if err := os.Setenv(name, value); err != nil {
			panic(err)
		}
	}
}

// NeedsTerraform skips a lifecycle test where there is no Terraform. Without
// it the testing framework would try to download one.
func NeedsTerraform(t *testing.T) {
	t.Helper()

	if os.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	if os.Getenv("TF_ACC_TERRAFORM_PATH") != "" {
		return
	}

	if _, err := exec.LookPath("terraform"); err != nil {
		t.Skip("a lifecycle test: put terraform on the PATH, or name terraform or tofu in TF_ACC_TERRAFORM_PATH")
	}
}

// NeedsTerraformProper skips a lifecycle test of what OpenTofu does not have in
// any version.
func NeedsTerraformProper(t *testing.T, what string) {
	t.Helper()
	NeedsTerraform(t)

	if IsTofu() {
		t.Skip("OpenTofu has no " + what)
	}
}
