package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// environment is what the steps share.
type environment struct {
	*printer

	terraform *sandbox.TerraformDir
	gitlab    *instance

	group, project int64
	closeUp        []string         // the resources whose diff the step shows
	fleet          map[string]int64 // the ids of the runners, by their names in the configuration
	planned        requests         // the requests of the last plan
	planOutput     string           // its output, on one line
	adopted        int64            // the runner that was made by hand
	handedOn       int64            // the runner whose token is in no state; 0 for none
	handsOn        bool             // whether this Terraform can hand on a token

	last                     *sandbox.Result
	commands, reads, written int
}

// runScenario builds the environment, runs the scenario, and removes everything again.
func (e *environment) runScenario(ctx context.Context, h sandbox.Host, path string, keep bool) (err error) {
	began := time.Now()

	folder, err := os.MkdirTemp(h.TempDir, "gitlabrunner-demo-")
	if err != nil {
		return err
	}

	defer func() {
		if keep {
			e.text("Kept: %s", folder)

			return
		}

		err = errors.Join(err, os.RemoveAll(folder))
	}()

	if e.gitlab, err = serve(ctx); err != nil {
		return err
	}

	defer func() { err = errors.Join(err, e.gitlab.close()) }()

	if err := e.build(ctx, folder, path, h.Environment); err != nil {
		return err
	}

	return e.run(ctx, scenario(), began)
}

// build makes what is needed before the first step.
func (e *environment) build(ctx context.Context, folder, path string, callers []string) error {
	box, err := sandbox.New(ctx, folder, path, callers)
	if err != nil {
		return err
	}

	if e.terraform, err = box.Dir(filepath.Join(folder, "fleet"), e.gitlab.ProviderVariables()...); err != nil {
		return err
	}

	// Only this file: the folder may have a state from a run by hand.
	configuration, err := os.ReadFile(filepath.Join(box.Root, "examples", "demo", "main.tf"))
	if err != nil {
		return err
	}

	if err := e.terraform.Write("main.tf", string(configuration)); err != nil {
		return err
	}

	version, err := e.terraform.Version(ctx)
	if err != nil {
		return err
	}

	e.handsOn = supportsWriteOnly(version) && runtime.GOOS != "windows"
	e.title("A small runner fleet, with " + version)

	began := time.Now()
	if err := box.BuildProvider(ctx); err != nil {
		return err
	}

	e.text("The provider was built from this source in %.1f s. GitLab is an emulator of its Runners API, on %s. "+
		"The configuration is examples/demo/main.tf. The output is shortened; -v shows all of it.",
		time.Since(began).Seconds(), e.gitlab.URL)

	if e.group, e.project, err = e.gitlab.prepare(ctx); err != nil {
		return err
	}

	return e.terraform.Write("terraform.tfvars", fmt.Sprintf("group_id   = %d\nproject_id = %d\n", e.group, e.project))
}

// supportsWriteOnly reports whether a version, as "OpenTofu v1.11.0", supports
// write-only arguments, which a token in no state is handed on to.
func supportsWriteOnly(version string) bool {
	var major, minor int

	_, number, _ := strings.Cut(version, " v")
	if _, err := fmt.Sscanf(number, "%d.%d", &major, &minor); err != nil {
		return false
	}

	return major > 1 || minor >= 11
}
