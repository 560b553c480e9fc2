package main

import (
	"fmt"
	"path/filepath"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// source is where Terraform takes the provider from.
type source struct {
	name string
	// signed says that Terraform checks the signature.
	signed    bool
	cliConfig func(*server) string
}

func sources() []source {
	return []source{
		{name: "a filesystem mirror", cliConfig: func(s *server) string {
			return fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.ToSlash(s.mirror))
		}},
		{name: "a network mirror", cliConfig: func(s *server) string {
			return fmt.Sprintf("provider_installation {\n  network_mirror {\n    url = \"%s/mirror/\"\n  }\n}\n", s.URL)
		}},
		{name: "a registry", signed: true, cliConfig: func(s *server) string {
			text := "provider_installation {\n  direct {}\n}\n"
			for _, registry := range sandbox.Registries() {
				text += fmt.Sprintf("host %q {\n  services = {\n    \"providers.v1\" = \"%s/registry/\"\n  }\n}\n", registry, s.URL)
			}

			return text
		}},
	}
}
