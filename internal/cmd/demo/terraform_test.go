package main

import (
	"slices"
	"strings"
	"testing"
)

func TestUndisturbed(t *testing.T) {
	t.Parallel()

	got := undisturbed([]string{
		"HOME=/home/you", "PATH=/bin", "CI=true", "TFENV=1",
		"TF_LOG=trace", "TF_CLI_ARGS_plan=-destroy", "TF_WORKSPACE=x", "TF_DATA_DIR=x", "tf_var_group_id=7",
		"GITLAB_TOKEN=x", "CI_API_V4_URL=x", "CI_JOB_TOKEN=x", "CHECKPOINT_TIMEOUT=1",
	}, "TF_INPUT=0")

	if want := []string{"HOME=/home/you", "PATH=/bin", "CI=true", "TFENV=1", "TF_INPUT=0"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Terraform and OpenTofu put different hosts before the same short address.
func TestCLIConfig(t *testing.T) {
	t.Parallel()

	got := cliConfig("/tmp/provider")

	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		if !strings.Contains(got, `"`+host+`/gitlabrunner/gitlabrunner" `) {
			t.Errorf("%s is not overridden in:\n%s", host, got)
		}
	}
}

func TestKnowsWriteOnly(t *testing.T) {
	t.Parallel()

	for version, want := range map[string]bool{
		"Terraform v1.8.5": false, "Terraform v1.10.5": false, "Terraform v1.11.4": true, "OpenTofu v1.12.6": true,
		"OpenTofu v1.11.0-beta1": true, "Terraform v2.0.0": true, "nonsense": false,
	} {
		if got := knowsWriteOnly(version); got != want {
			t.Errorf("%s: got %t", version, got)
		}
	}
}
