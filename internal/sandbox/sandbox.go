package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// ProviderFile is the name of the provider's program, without an extension.
const ProviderFile = "terraform-provider-gitlabrunner"

// Version is the version that this source is, or is about to be, released as.
// CHANGELOG.md begins with it.
const Version = "0.1.0"

// Sandbox is a folder with programs of this module. Terraform takes the provider
// from there.
type Sandbox struct {
	// Root is the folder of the module.
	Root string

	folder      string
	path        string
	environment []string
}

// New prepares an empty folder for the Terraform at a path, with the caller's
// environment. It builds nothing.
func New(ctx context.Context, folder, path string, callers []string) (*Sandbox, error) {
	root, err := ModuleRoot(ctx)
	if err != nil {
		return nil, err
	}

	s := &Sandbox{Root: root, folder: folder, path: path}
	cliConfig := filepath.Join(folder, "terraform.rc")
	s.environment = CleanEnvironment(callers, "TF_CLI_CONFIG_FILE="+cliConfig)

	return s, os.WriteFile(cliConfig, []byte(overrides(s.programs())), 0o600)
}

func (s *Sandbox) programs() string { return filepath.Join(s.folder, "provider") }

// Program is the path of a program in the folder of programs.
func (s *Sandbox) Program(name string) string { return filepath.Join(s.programs(), name) }

// BuildProvider builds the provider.
func (s *Sandbox) BuildProvider(ctx context.Context) error {
	_, err := s.Build(ctx, ".", ProviderFile)

	return err
}

// Build builds a package of the module into the folder of programs. It returns
// the path of the program.
func (s *Sandbox) Build(ctx context.Context, pkg, name string) (string, error) {
	file := filepath.Join(s.programs(), name)
	if runtime.GOOS == "windows" {
		file += ".exe"
	}

	return file, build(ctx, s.Root, file, pkg)
}

// BuildVersion builds the provider into a file, small and with its version, as a
// release does. The same source in the same folder makes the same bytes. There is
// no -trimpath: it would compile every dependency once more.
func BuildVersion(ctx context.Context, file string) error {
	root, err := ModuleRoot(ctx)
	if err != nil {
		return err
	}

	return build(ctx, root, file, ".", "-ldflags", "-s -w -X main.version="+Version)
}

func build(ctx context.Context, root, file, pkg string, flags ...string) error {
	arguments := slices.Concat([]string{"build", "-buildvcs=false", "-o", file}, flags, []string{pkg})
	command := exec.CommandContext(ctx, "go", arguments...)
	command.Dir = root

	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building %s: %w\n%s", filepath.Base(file), err, output)
	}

	return nil
}

// Dir makes a folder for a configuration, if it is missing. Terraform gets these
// variables there, besides those of the sandbox.
func (s *Sandbox) Dir(folder string, variables ...string) (*TerraformDir, error) {
	environment := append(slices.Clone(s.environment), variables...)

	return &TerraformDir{Path: s.path, Folder: folder, Environment: environment}, os.MkdirAll(folder, 0o700)
}

// ModuleRoot finds the folder of the module, from any folder in it.
func ModuleRoot(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}

	file := strings.TrimSpace(string(output))
	if filepath.Base(file) != "go.mod" {
		return "", errors.New("the provider is built from its source: run this inside the repository")
	}

	return filepath.Dir(file), nil
}
