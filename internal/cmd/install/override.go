package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// installation matches the beginning of the block that replaces the folders that
// Terraform searches by itself, in the native syntax and as JSON.
var installation = regexp.MustCompile(`(?m)^[ \t{]*"?provider_installation"?[ \t]*[{:=]`)

// comment matches the comments of the native syntax that fill a line or more.
var comment = regexp.MustCompile(`(?ms)/\*.*?\*/|^[ \t]*(?:#|//)[^\n]*`)

// overrides says what keeps Terraform or OpenTofu from searching the folder.
func (m *machine) overrides(home, plugins string) []string {
	var warnings []string

	for _, file := range m.cliConfigs(home) {
		content, err := os.ReadFile(file.path)
		if err != nil || !installation.Match(comment.ReplaceAll(content, nil)) {
			continue
		}

		warnings = append(warnings, fmt.Sprintf(`%s has a provider_installation block, so %s searches only what the block names.
  Remove the block, or add to it:  filesystem_mirror { path = %q }
  dev_overrides for this provider take precedence over any mirror.`, file.path, file.readers, filepath.ToSlash(plugins)))
	}

	for _, variable := range []string{"TF_CLI_ARGS", "TF_CLI_ARGS_init"} {
		if strings.Contains(m.Getenv(variable), "-plugin-dir") {
			warnings = append(warnings, variable+" has -plugin-dir, so init searches only that folder. Remove it from the variable.")
		}
	}

	return warnings
}

// cliConfig is a file with settings, and the programs that read it.
type cliConfig struct{ path, readers string }

const (
	terraform = "Terraform"
	opentofu  = "OpenTofu"
	both      = "Terraform and OpenTofu"
)

// cliConfigs are the files that Terraform and OpenTofu read their settings from.
// A file that is named in the environment replaces all others.
func (m *machine) cliConfigs(home string) []cliConfig {
	if named := cmp.Or(m.Getenv("TF_CLI_CONFIG_FILE"), m.Getenv("TERRAFORM_CONFIG")); named != "" {
		return []cliConfig{{named, both}}
	}

	first, own := filepath.Join(home, ".terraformrc"), filepath.Join(home, ".tofurc")
	if m.goos == "windows" {
		first, own = filepath.Join(home, "terraform.rc"), filepath.Join(home, "tofu.rc")
	}

	configs := slices.Concat(
		[]cliConfig{{first, both}},
		m.fragments(m.configFolder(home), both),
	)

	if exists(own) {
		configs[0].readers = terraform
		configs = append(configs, cliConfig{own, opentofu})
	}

	xdg := m.Getenv("XDG_CONFIG_HOME")
	if m.goos == "windows" || xdg == "" {
		return configs
	}

	if !exists(first) && !exists(own) {
		configs = append(configs, cliConfig{filepath.Join(xdg, "opentofu", "tofurc"), opentofu})
	}

	if !exists(m.configFolder(home)) {
		configs = append(configs, m.fragments(filepath.Join(xdg, "opentofu"), opentofu)...)
	}

	return configs
}

// fragments are the files in a configuration folder that are read as well.
func (m *machine) fragments(folder, readers string) []cliConfig {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil
	}

	var configs []cliConfig

	for _, entry := range entries {
		if name := entry.Name(); strings.HasSuffix(name, ".tfrc") || strings.HasSuffix(name, ".tfrc.json") {
			configs = append(configs, cliConfig{filepath.Join(folder, name), readers})
		}
	}

	return configs
}
