package main

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

const configuration = `
terraform {
  required_providers {
    gitlabrunner = {
      source  = "gitlabrunner/gitlabrunner"
      version = "~> 0.1"
    }
  }
}

resource "gitlabrunner_runner" "first" {
  runner_type = "instance_type"
}
`

// With an empty folder and an empty home, init and apply create a runner without a CLI
// configuration. Init refuses a rebuild until the lock entry is renewed, as install says.
func TestAccInstall(t *testing.T) {
	t.Parallel()

	host := sandbox.Host{Environment: os.Environ(), LookPath: exec.LookPath}
	if host.Getenv("TF_ACC") == "" {
		t.Skip("a lifecycle test: set TF_ACC=1 to run it")
	}

	var out bytes.Buffer

	home := t.TempDir()
	m := &machine{
		Host: sandbox.Host{Environment: []string{"HOME=" + home, "APPDATA=" + home}, TempDir: t.TempDir(), Stdout: &out, Stderr: &out},
		goos: runtime.GOOS, goarch: runtime.GOARCH, build: sandbox.BuildVersion,
	}

	if code := execute(t.Context(), nil, m); code != sandbox.ExitOK {
		t.Fatalf("got the exit code %d:\n%s", code, &out)
	}

	for product, registry := range map[string]string{"terraform": "registry.terraform.io", "tofu": "registry.opentofu.org"} {
		t.Run(product, func(t *testing.T) {
			t.Parallel()

			path, err := host.FindProduct(product)
			if err != nil {
				t.Skipf("a lifecycle test: %v", err)
			}

			dir := newDir(t, path, home)
			run(t, dir, 0, "init")
			run(t, dir, 0, "apply", "-auto-approve")
			run(t, dir, 0, "plan", "-detailed-exitcode")

			grow(t, filepath.Join(m.packageFolder(m.plugins(home)[0], registry), m.program()))

			if result := run(t, dir, 1, "init", "-upgrade"); !strings.Contains(result.OneLine(), "doesn't match any of the checksums") {
				t.Errorf("init fails for another reason:\n%s", result.Output())
			}

			if err := os.Remove(filepath.Join(dir.Folder, ".terraform.lock.hcl")); err != nil {
				t.Fatal(err)
			}

			run(t, dir, 0, "init")
			run(t, dir, 0, "destroy", "-auto-approve")
		})
	}
}

// newDir is a folder with the configuration, and its own emulator.
func newDir(t *testing.T, path, home string) *sandbox.TerraformDir {
	t.Helper()

	token := sandbox.NewToken()
	server := &http.Server{Handler: gitlabsim.New(gitlabsim.WithRootToken(token))}

	gitlab, err := sandbox.Serve(t.Context(), token, server)
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(func() { _ = server.Close() })

	environment := sandbox.CleanEnvironment(os.Environ(), append(gitlab.ProviderVariables(),
		"HOME="+home, "APPDATA="+home, "XDG_CONFIG_HOME=", "XDG_DATA_HOME=")...)

	dir := &sandbox.TerraformDir{Path: path, Folder: t.TempDir(), Environment: environment}
	if err := dir.Write("main.tf", configuration); err != nil {
		t.Fatal(err)
	}

	return dir
}

func run(t *testing.T, dir *sandbox.TerraformDir, code int, arguments ...string) *sandbox.Result {
	t.Helper()

	result, err := dir.Run(t.Context(), arguments...)
	if err != nil {
		t.Fatal(err)
	}

	if result.Code != code {
		t.Fatalf("%s has exit code %d instead of %d:\n%s", result.Command, result.Code, code, result.Output())
	}

	return result
}

// grow changes a program so that it still runs: a byte after its end is not read.
func grow(t *testing.T, file string) {
	t.Helper()

	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}

	if err := replace(file, append(content, 0)); err != nil {
		t.Fatal(err)
	}
}
