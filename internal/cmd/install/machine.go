package main

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// machine is the machine to install on.
type machine struct {
	sandbox.Host

	goos, goarch string
	// build builds the provider into a file.
	build func(ctx context.Context, file string) error
}

// home is the folder that the paths of Terraform and OpenTofu begin with: the
// user's home, on Windows the folder of application data.
func (m *machine) home() (string, error) {
	variable := "HOME"
	if m.goos == "windows" {
		variable = "APPDATA"
	}

	home := m.Getenv(variable)
	if home == "" {
		return "", errors.New("the environment variable " + variable + " is not set, so the plugin folder of Terraform is unknown")
	}

	return home, nil
}

// configFolder is Terraform's folder below the home.
func (m *machine) configFolder(home string) string {
	if m.goos == "windows" {
		return filepath.Join(home, "terraform.d")
	}

	return filepath.Join(home, ".terraform.d")
}

// dataFolder is the folder for the data of applications that both search as
// well, under the name of Terraform.
func (m *machine) dataFolder(home string) string {
	switch m.goos {
	case "windows":
		return filepath.Join(home, "HashiCorp", "Terraform")
	case "darwin":
		return filepath.Join(home, "Library", "Application Support", "io.terraform")
	default:
		return filepath.Join(cmp.Or(m.Getenv("XDG_DATA_HOME"), filepath.Join(home, ".local", "share")), "terraform")
	}
}

// plugins are the folders of this user that both search, the one to install into
// first. OpenTofu reads its settings and credentials from XDG_CONFIG_HOME only as
// long as there is no ~/.terraform.d, so it must not be made there.
func (m *machine) plugins(home string) []string {
	first, second := m.configFolder(home), m.dataFolder(home)
	if m.goos != "windows" && m.Getenv("XDG_CONFIG_HOME") != "" && !exists(first) {
		first, second = second, first
	}

	return []string{filepath.Join(first, "plugins"), filepath.Join(second, "plugins")}
}

func exists(path string) bool {
	_, err := os.Stat(path)

	return err == nil
}
