package acctest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The testing framework reads the provider's address from the environment. Its
// host is the one that Terraform or OpenTofu puts before a short address.
func init() {
	// The settings of the machine must not change a test. If the variable names a
	// missing file, the version of OpenTofu cannot be read.
	if err := os.Unsetenv("TF_CLI_CONFIG_FILE"); err != nil {
		panic(err)
	}

	setDefault("TF_ACC_PROVIDER_NAMESPACE", "gitlabrunner")

	setDefault("TF_ACC_PROVIDER_HOST", Registry())
}

// Terraform is the name or the path of the Terraform or OpenTofu to use.
func Terraform() string {
	if binary := os.Getenv("TF_ACC_TERRAFORM_PATH"); binary != "" {
		return binary
	}

	return "terraform"
}

// IsTofu reports whether it is OpenTofu.
func IsTofu() bool { return strings.Contains(filepath.Base(Terraform()), "tofu") }

// Registry is the host that it puts before a short address of a provider.
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

// NeedsTerraform skips a lifecycle test if there is no Terraform: the testing
// framework would try to download one.
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

// NeedsTerraformProper skips a lifecycle test of a feature that no version of
// OpenTofu has.
func NeedsTerraformProper(t *testing.T, what string) {
	t.Helper()
	NeedsTerraform(t)

	if IsTofu() {
		t.Skip("OpenTofu has no " + what)
	}
}
