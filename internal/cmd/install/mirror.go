package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// packageFolder is the folder of the program in a mirror, unpacked.
func (m *machine) packageFolder(plugins, registry string) string {
	return filepath.Join(plugins, registry, filepath.FromSlash(sandbox.Address), sandbox.Version, m.goos+"_"+m.goarch)
}

func (m *machine) program() string {
	name := sandbox.ProviderFile + "_v" + sandbox.Version
	if m.goos == "windows" {
		name += ".exe"
	}

	return name
}

// install builds the provider and puts it into the mirror, for both registries.
func (m *machine) install(ctx context.Context) error {
	home, err := m.home()
	if err != nil {
		return err
	}

	built, err := m.buildProgram(ctx)
	if err != nil {
		return err
	}

	plugins, changed := m.plugins(home)[0], false

	fmt.Fprintf(m.Stdout, "Installed %s %s for Terraform and OpenTofu:\n", sandbox.Address, sandbox.Version)

	for _, registry := range sandbox.Registries() {
		file := filepath.Join(m.packageFolder(plugins, registry), m.program())

		previous, err := os.ReadFile(file)
		changed = changed || err == nil && !bytes.Equal(previous, built)

		if err := replace(file, built); err != nil {
			return err
		}

		fmt.Fprintf(m.Stdout, "  %s\n", file)
	}

	fmt.Fprintf(m.Stdout, advice, sandbox.Version)

	if changed {
		fmt.Fprint(m.Stdout, rebuilt)
	}

	for _, warning := range m.overrides(home, plugins) {
		fmt.Fprintf(m.Stderr, "\nWarning: %s\n", warning)
	}

	return nil
}

const advice = `
In an empty folder with a configuration, "terraform init" or "tofu init" finds it now:

  terraform {
    required_providers {
      gitlabrunner = {
        source  = "gitlabrunner/gitlabrunner"
        version = "~> 0.1"
      }
    }
  }

- The installed build hides every release of the provider in a registry, later ones as well. "make uninstall" undoes that.
- The build is made from this source and reports the version %s. Another build has another checksum, which the lock file
  of a folder does not accept: remove the block of the provider from .terraform.lock.hcl and run init again.
`

const rebuilt = `
This build differs from the one that was installed. In every folder that has used that one, remove the block of the
provider from .terraform.lock.hcl and run init again.
`

// buildProgram returns the program of the provider.
func (m *machine) buildProgram(ctx context.Context) ([]byte, error) {
	folder, err := os.MkdirTemp(m.TempDir, "gitlabrunner-install-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)

	file := filepath.Join(folder, m.program())
	if err := m.build(ctx, file); err != nil {
		return nil, err
	}

	return os.ReadFile(file)
}

// replace writes a program under its final name only when it is complete. A
// program that is running cannot be written over, but it can be replaced.
func replace(file string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}

	// Beside its folder: Terraform takes every file in the folder for the package.
	temporary := filepath.Dir(file) + ".new"
	if err := os.WriteFile(temporary, content, 0o755); err != nil {
		return err
	}

	if err := os.Rename(temporary, file); err != nil {
		return errors.Join(err, os.Remove(temporary))
	}

	return nil
}

// uninstall removes this version from every folder that install may have used,
// and the folders that are empty then.
func (m *machine) uninstall() error {
	home, err := m.home()
	if err != nil {
		return err
	}

	found := false

	for _, plugins := range m.plugins(home) {
		for _, registry := range sandbox.Registries() {
			folder := m.packageFolder(plugins, registry)

			if exists(filepath.Join(folder, m.program())) {
				found = true

				if err := os.RemoveAll(folder); err != nil {
					return err
				}

				fmt.Fprintf(m.Stdout, "Removed %s\n", folder)
			}

			prune(filepath.Dir(folder), filepath.Dir(plugins))
			m.reportOthers(plugins, registry)
		}
	}

	if !found {
		fmt.Fprintf(m.Stdout, "Version %s is not installed.\n", sandbox.Version)
	}

	fmt.Fprint(m.Stdout, "A folder that has used it needs a new lock entry: remove the block of the provider from .terraform.lock.hcl and run init again.\n")

	return nil
}

// prune removes a folder and its parents, up to the last one, as long as they are
// empty.
func prune(folder, last string) {
	for strings.HasPrefix(folder, last) && os.Remove(folder) == nil {
		folder = filepath.Dir(folder)
	}
}

// reportOthers names the versions that are left: each of them hides the registry
// as well.
func (m *machine) reportOthers(plugins, registry string) {
	folder := filepath.Join(plugins, registry, filepath.FromSlash(sandbox.Address))

	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) == 0 {
		return
	}

	fmt.Fprintf(m.Stdout, "Left because another command put it there: %s\n", filepath.Join(folder, entries[0].Name()))
}
