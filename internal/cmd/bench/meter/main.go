// Command meter is started by Terraform as the provider. It starts the real
// provider and notes its usage when it ends. Terraform itself starts several
// providers and reports none of them.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
)

func main() {
	// Terraform stops its provider itself when it is interrupted.
	signal.Ignore(os.Interrupt)

	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "meter:", err)
	}

	os.Exit(code)
}

func run(arguments []string) (int, error) {
	here, err := os.Executable()
	if err != nil {
		return 1, err
	}

	provider := exec.Command(filepath.Join(filepath.Dir(here), usage.ProviderFile), arguments...) //nolint:noctx // Both end together.
	provider.Stdin, provider.Stdout, provider.Stderr = os.Stdin, os.Stdout, os.Stderr

	if err := provider.Run(); provider.ProcessState == nil {
		return 1, err
	}

	return provider.ProcessState.ExitCode(), usage.Of(provider.ProcessState).Note()
}
