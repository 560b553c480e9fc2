package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// installation is a Terraform in an empty folder with an empty home, which takes
// the provider from a source.
type installation struct {
	release *release
	server  *server
	source  source
	path    string
	home    string
	callers []string
}

const configuration = `terraform {
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

// run takes it to a runner and back. It returns the version of Terraform.
func (i *installation) run(ctx context.Context) (version string, err error) {
	token := sandbox.NewToken()
	emulator := &http.Server{Handler: gitlabsim.New(gitlabsim.WithRootToken(token))}

	gitlab, err := sandbox.Serve(ctx, token, emulator)
	if err != nil {
		return "", err
	}

	defer func() { err = errors.Join(err, emulator.Close()) }()

	dir, err := i.prepare(gitlab)
	if err != nil {
		return "", err
	}

	if version, err = dir.Version(ctx); err != nil {
		return "", err
	}

	for _, arguments := range [][]string{
		{"init"},
		{"apply", "-auto-approve"},
		{"plan", "-detailed-exitcode"},
		{"destroy", "-auto-approve"},
	} {
		result, err := dir.Run(ctx, arguments...)
		if err != nil {
			return "", err
		}

		if result.Code != 0 {
			return "", fmt.Errorf("%s has exit code %d:\n%s", result.Command, result.Code, result.Output())
		}

		if arguments[0] == "init" {
			if err := i.checkInit(dir, result); err != nil {
				return "", err
			}
		}
	}

	return version, nil
}

func (i *installation) prepare(gitlab *sandbox.GitLab) (*sandbox.TerraformDir, error) {
	folder, cliConfig := filepath.Join(i.home, "fleet"), filepath.Join(i.home, "cli.rc")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}

	if err := os.WriteFile(cliConfig, []byte(i.source.cliConfig(i.server)), 0o600); err != nil {
		return nil, err
	}

	dir := &sandbox.TerraformDir{Path: i.path, Folder: folder, Environment: sandbox.CleanEnvironment(i.callers,
		append(gitlab.ProviderVariables(), "HOME="+i.home, "APPDATA="+i.home, "XDG_DATA_HOME=", "XDG_CONFIG_HOME=",
			"TF_CLI_CONFIG_FILE="+cliConfig, "SSL_CERT_FILE="+i.server.authority)...)}

	return dir, dir.Write("main.tf", configuration)
}

// checkInit checks that the lock file has what the release says, and that init
// has checked the signature where the source has one.
func (i *installation) checkInit(dir *sandbox.TerraformDir, result *sandbox.Result) error {
	lock, err := os.ReadFile(filepath.Join(dir.Folder, ".terraform.lock.hcl"))
	if err != nil {
		return err
	}

	checksum := i.release.checksums[fmt.Sprintf("%s_%s_%s.zip", i.release.base(), runtime.GOOS, runtime.GOARCH)]
	// A filesystem mirror is trusted, so that only the hash of the content is recorded.
	if want := `"zh:` + checksum + `"`; i.source.signed && !strings.Contains(string(lock), want) {
		return fmt.Errorf("the lock file lacks %s:\n%s", want, lock)
	}

	if !strings.Contains(string(lock), `version     = "`+i.release.version+`"`) {
		return fmt.Errorf("the lock file has another version:\n%s", lock)
	}

	if i.source.signed && !strings.Contains(result.OneLine(), i.release.keyID) {
		return fmt.Errorf("init does not name the key %s:\n%s", i.release.keyID, result.Output())
	}

	return nil
}
