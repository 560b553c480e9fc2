package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestOverrides(t *testing.T) {
	t.Parallel()

	const block = "provider_installation {\n  direct {}\n}\n"

	for name, test := range map[string]struct {
		variables []string
		files     map[string]string
		want      []string // the beginnings of the warnings; HOME is the home
	}{
		"no file":         {},
		"other settings":  {files: map[string]string{".terraformrc": "plugin_cache_dir = \"x\"\n# provider_installation {\n/*\nprovider_installation {}\n*/\n"}},
		"a block":         {files: map[string]string{".terraformrc": "disable_checkpoint = true\n" + block}, want: []string{"HOME/.terraformrc has a provider_installation block, so Terraform and OpenTofu search"}},
		"a block as JSON": {files: map[string]string{".terraform.d/x.tfrc.json": `{"provider_installation": [{}]}`}, want: []string{"HOME/.terraform.d/x.tfrc.json has a"}},
		"another ending":  {files: map[string]string{".terraform.d/x.tf": block}},
		"each its own": {
			files: map[string]string{".terraformrc": block, ".tofurc": block},
			want:  []string{"HOME/.terraformrc has a provider_installation block, so Terraform search", "HOME/.tofurc has a provider_installation block, so OpenTofu search"},
		},
		"only OpenTofu's": {files: map[string]string{".terraformrc": "", ".tofurc": block}, want: []string{"HOME/.tofurc has a"}},
		"a file in the environment": {
			variables: []string{"TF_CLI_CONFIG_FILE=HOME/ci.rc"}, files: map[string]string{"ci.rc": block, ".terraformrc": block},
			want: []string{"HOME/ci.rc has a"},
		},
		"a file in the environment without the block": {variables: []string{"TERRAFORM_CONFIG=HOME/ci.rc"}, files: map[string]string{"ci.rc": "", ".terraformrc": block}},
		"settings of OpenTofu in XDG": {
			variables: []string{"XDG_CONFIG_HOME=HOME/config"}, files: map[string]string{"config/opentofu/tofurc": block, "config/opentofu/x.tfrc": block},
			want: []string{"HOME/config/opentofu/tofurc has a provider_installation block, so OpenTofu search", "HOME/config/opentofu/x.tfrc has a"},
		},
		"settings in XDG that are not read": {
			variables: []string{"XDG_CONFIG_HOME=HOME/config"},
			files:     map[string]string{"config/opentofu/tofurc": block, "config/opentofu/x.tfrc": block, ".terraformrc": "", ".terraform.d/x.tfrc": ""},
		},
		"arguments in the environment": {variables: []string{"TF_CLI_ARGS_init=-plugin-dir=x"}, want: []string{"TF_CLI_ARGS_init has -plugin-dir"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			m, home, _ := newMachine(t)
			here := func(text string) string { return strings.ReplaceAll(text, "HOME/", filepath.ToSlash(home)+"/") }

			for _, variable := range test.variables {
				m.Environment = append(m.Environment, here(variable))
			}

			for file, text := range test.files {
				write(t, filepath.Join(home, file), text)
			}

			got := m.overrides(home, "plugins")
			if len(got) != len(test.want) {
				t.Fatalf("got %q, want %q", got, test.want)
			}

			for i, want := range test.want {
				if !strings.HasPrefix(filepath.ToSlash(got[i]), here(want)) {
					t.Errorf("got %q, want %q", got[i], here(want))
				}
			}
		})
	}
}
