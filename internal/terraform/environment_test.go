package terraform_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

func TestUndisturbed(t *testing.T) {
	t.Parallel()

	got := terraform.Undisturbed([]string{
		"HOME=/home/you", "PATH=/bin", "CI=true", "TFENV=1",
		"TF_LOG=trace", "TF_CLI_ARGS_plan=-destroy", "TF_WORKSPACE=x", "TF_DATA_DIR=x", "tf_var_group_id=7",
		"GITLAB_TOKEN=x", "CI_API_V4_URL=x", "CI_JOB_TOKEN=x", "CHECKPOINT_TIMEOUT=1",
	}, "TF_INPUT=0")

	if want := []string{"HOME=/home/you", "PATH=/bin", "CI=true", "TFENV=1", "TF_INPUT=0"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Terraform and OpenTofu put different hosts before the same short address.
func TestEnvironment(t *testing.T) {
	t.Parallel()

	file := filepath.Join(t.TempDir(), "terraform.rc")

	got, err := terraform.Environment([]string{"HOME=/home/you", "TF_CLI_CONFIG_FILE=x"}, file, "/tmp/provider", "GITLAB_TOKEN=y")
	if err != nil {
		t.Fatal(err)
	}

	if slices.Contains(got, "TF_CLI_CONFIG_FILE=x") || !slices.Contains(got, "TF_CLI_CONFIG_FILE="+file) || !slices.Contains(got, "GITLAB_TOKEN=y") {
		t.Errorf("got %q", got)
	}

	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		if !strings.Contains(string(text), `"`+host+`/gitlabrunner/gitlabrunner" `) {
			t.Errorf("%s is not overridden in:\n%s", host, text)
		}
	}
}
