package main

import (
	"encoding/json"
	"os"
	"path/filepath"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// layOut writes a folder that is a filesystem mirror and, when it is served, a
// network mirror, as "terraform providers mirror" writes one.
// https://developer.hashicorp.com/terraform/internals/provider-network-mirror-protocol
func (r *release) layOut(folder string) error {
	for _, registry := range sandbox.Registries() {
		if err := r.layOutRegistry(filepath.Join(folder, registry, filepath.FromSlash(sandbox.Address))); err != nil {
			return err
		}
	}

	return nil
}

func (r *release) layOutRegistry(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}

	type archive struct {
		URL    string   `json:"url"`
		Hashes []string `json:"hashes"`
	}

	archives := map[string]archive{}

	for _, pkg := range r.packages {
		if err := os.Link(r.path(pkg.file), filepath.Join(folder, pkg.file)); err != nil {
			return err
		}

		archives[pkg.os+"_"+pkg.arch] = archive{URL: pkg.file, Hashes: []string{"zh:" + r.checksums[pkg.file]}}
	}

	for file, content := range map[string]any{
		"index.json":        map[string]any{"versions": map[string]any{r.version: map[string]any{}}},
		r.version + ".json": map[string]any{"archives": archives},
	} {
		text, err := json.MarshalIndent(content, "", "  ")
		if err != nil {
			return err
		}

		if err := os.WriteFile(filepath.Join(folder, file), text, 0o600); err != nil {
			return err
		}
	}

	return nil
}
