package terraform

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// ProviderFile is how the provider's program is called, without an extension.
const ProviderFile = "terraform-provider-gitlabrunner"

// ModuleRoot finds the source of the provider, so that a command can be started
// in any of its folders.
func ModuleRoot(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}

	file := strings.TrimSpace(string(output))
	if filepath.Base(file) != "go.mod" {
		return "", errors.New("the provider is built from its source: start this inside the repository")
	}

	return filepath.Dir(file), nil
}

// Build builds a package of the module, as "." for the provider, into a file.
// It returns the file with the extension that programs have here.
func Build(ctx context.Context, root, pkg, file string) (string, error) {
	if runtime.GOOS == "windows" {
		file += ".exe"
	}

	command := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", file, pkg)
	command.Dir = root

	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("building %s: %w\n%s", filepath.Base(file), err, output)
	}

	return file, nil
}
