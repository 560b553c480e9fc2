//go:build unix

package faulttest_test

import (
	"bytes"
	"os/exec"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// The provider ends when its Terraform is killed. Nothing else would end it.
func TestAccInterrupt_providerEndsWithItsParent(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	provider := acctest.ProviderProgram(t)

	// The provider inherits the standard output of the shell, which reaches its end
	// when both processes have ended.
	command := exec.CommandContext(t.Context(), "sh", "-c", `"$0" & read line`, provider)
	command.Env = []string{"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", "PLUGIN_PROTOCOL_VERSIONS=6"}
	command.Dir = t.TempDir()

	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}

	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}

	if err := command.Start(); err != nil {
		t.Fatal(err)
	}

	line := make([]byte, 1)
	if _, err := output.Read(line); err != nil {
		t.Fatalf("the provider does not serve: %v", err)
	}

	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}

	rest := new(bytes.Buffer)
	if _, err := rest.ReadFrom(output); err != nil {
		t.Fatal(err)
	}

	_ = input.Close()
	_ = command.Wait() // It was killed.
}
