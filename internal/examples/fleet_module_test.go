package examples_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// standInForModules replaces the community module of the registry with one that has the
// same variables, and that creates a launch template and an auto-scaling group with the
// same first lines of the user data.
func (f *fleet) standInForModules() {
	f.t.Helper()

	const (
		registry = "  source  = \"cattle-ops/gitlab-runner/aws\"\n  version = \"~> 9.5\"\n"
		module   = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

variable "environment" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_id" {
  type = string
}

variable "runner_gitlab" {
  type = object({
    url                                           = optional(string, "")
    runner_version                                = optional(string, "16.0.3")
    preregistered_runner_token_ssm_parameter_name = optional(string, "")
  })
}

variable "runner_install" {
  type = object({
    pre_install_script  = optional(string, "")
    post_install_script = optional(string, "")
  })
}

resource "aws_launch_template" "machine" {
  name_prefix = var.environment
  user_data   = base64encode("${var.runner_install.pre_install_script}\n${var.runner_gitlab.preregistered_runner_token_ssm_parameter_name}")
}

resource "aws_autoscaling_group" "machines" {
  min_size            = 1
  max_size            = 1
  vpc_zone_identifier = [var.subnet_id]

  launch_template {
    id      = aws_launch_template.machine.id
    version = aws_launch_template.machine.latest_version
  }
}
`
	)

	if configuration := text(f.t, f.folder+"/main.tf"); strings.Contains(configuration, registry) {
		f.Write("main.tf", strings.Replace(configuration, registry, "  source = \"./stand-in\"\n", 1))

		if err := os.Mkdir(filepath.Join(f.folder, "stand-in"), 0o700); err != nil {
			f.t.Fatal(err)
		}

		f.Write("stand-in/main.tf", module)
	}
}

// Every module for a store requires three lines for a runner, and writes each token once
// and into no file. Another store gets another token.
func TestAccFleet_storeModules(t *testing.T) {
	t.Parallel()

	for name, arguments := range map[string]string{
		"aws-secrets-manager":   `name_prefix = "build-%s-"`,
		"aws-ssm":               `name = "/build/%s"`,
		"azure-key-vault":       "name = \"build-%s\"\n  key_vault_id = \"vault\"",
		"google-secret-manager": `secret_id = "build-%s"`,
		"kubernetes":            "name_prefix = \"build-%s-\"\n  namespace = \"gitlab-runners\"",
		"vault":                 "name = \"build-%s\"\n  mount = \"runners\"\n  mount_accessor = \"kv_1\"",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if testing.Short() {
				t.Skip("a fleet uses one of the modules")
			}

			f := newFleet(t, filepath.Join("modules", name))

			use := func(label string) {
				f.Write("use.tf", fmt.Sprintf(`
terraform {
  required_providers {
    gitlabrunner = { source = "gitlabrunner/gitlabrunner" }
  }
}

resource "gitlabrunner_runner" "build" {
  runner_type         = "instance_type"
  store_token         = false
  rotate_when_changed = { store = module.token.store }
}

module "token" {
  source = "../modules/%s"
  runner = gitlabrunner_runner.build
  `+arguments+`
}
`, name, label))
			}

			f.TerraformDir.Folder = filepath.Join(f.TerraformDir.Folder, "..", "..", "use")
			if err := os.Mkdir(f.TerraformDir.Folder, 0o700); err != nil {
				t.Fatal(err)
			}

			use("one")
			f.Run(0, "get")
			f.Run(0, "apply", "-auto-approve")
			first := f.stored(1)
			f.Run(0, "plan", "-detailed-exitcode")

			use("two")
			f.Run(0, "apply", "-auto-approve")

			acctest.Equal(t, "another store gets another token", f.stored(2) != first, true)
			f.Run(0, "plan", "-detailed-exitcode")
			acctest.Equal(t, "the traces of a token", f.Traces(first), nil)
		})
	}
}
