package sandbox_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func TestCleanEnvironment(t *testing.T) {
	t.Parallel()

	got := sandbox.CleanEnvironment([]string{
		"HOME=/home/you", "PATH=/bin", "CI=true", "TFENV=1",
		"TF_LOG=trace", "TF_CLI_ARGS_plan=-destroy", "TF_WORKSPACE=x", "TF_DATA_DIR=x", "tf_var_group_id=7",
		"GITLAB_TOKEN=x", "CI_API_V4_URL=x", "CI_JOB_TOKEN=x", "CHECKPOINT_TIMEOUT=1", "TF_INPUT=1",
	}, "GITLAB_TOKEN=y")

	want := []string{"HOME=/home/you", "PATH=/bin", "CI=true", "TFENV=1", "TF_CLI_ARGS=-no-color", "TF_INPUT=0", "CHECKPOINT_DISABLE=1", "GITLAB_TOKEN=y"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Terraform and OpenTofu put different hosts before the same short address.
func TestSandbox_overridesBothHosts(t *testing.T) {
	t.Parallel()

	s, err := sandbox.New(t.Context(), t.TempDir(), "terraform", []string{"TF_CLI_CONFIG_FILE=x"})
	if err != nil {
		t.Fatal(err)
	}

	dir, err := s.Dir(t.TempDir(), "GITLAB_TOKEN=y")
	if err != nil {
		t.Fatal(err)
	}

	if slices.Contains(dir.Environment, "TF_CLI_CONFIG_FILE=x") || !slices.Contains(dir.Environment, "GITLAB_TOKEN=y") {
		t.Errorf("got %q", dir.Environment)
	}

	file := sandbox.Host{Environment: dir.Environment}.Getenv("TF_CLI_CONFIG_FILE")

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
