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

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// stage is what the story is played on.
type stage struct {
	*narrator

	terraform *terraform.Terraform
	gitlab    *instance

	group, project int64
	closeUp        []string         // the resources whose diff the step shows
	fleet          map[string]int64 // the numbers of the runners, by their names in the configuration
	planned        requests         // what the last plan asked of GitLab
	planSaid       string           // and what it said, on one line
	adopted        int64            // the runner that was made by hand
	handedOn       int64            // the runner whose token is in no state; 0 for none
	handsOn        bool             // whether a token can be handed on here

	last                      *terraform.Result
	commands, reads, writings int
}

// perform builds the stage, plays the story on it, and takes it down again. It
// prints the error that it returns.
func perform(ctx context.Context, n *narrator, m machine, path string, keep bool) (err error) {
	began := time.Now()
	s := &stage{narrator: n}

	defer func() {
		if err != nil && ctx.Err() == nil {
			n.failed(err, s.last)
		}
	}()

	folder, err := os.MkdirTemp(m.tempDir, "gitlabrunner-demo-")
	if err != nil {
		return err
	}

	defer func() {
		if keep {
			n.text("Kept: %s", folder)

			return
		}

		err = errors.Join(err, os.RemoveAll(folder))
	}()

	if s.gitlab, err = serve(ctx); err != nil {
		return fmt.Errorf("starting the emulator: %w", err)
	}

	defer func() { err = errors.Join(err, s.gitlab.close()) }()

	if err := s.build(ctx, folder, path, m.Environment); err != nil {
		return err
	}

	return s.play(ctx, story(), began)
}

// build makes everything that is there before the curtain rises.
func (s *stage) build(ctx context.Context, folder, path string, environment []string) error {
	providerFolder := filepath.Join(folder, "provider")

	variables, err := terraform.Environment(environment, filepath.Join(folder, "terraform.rc"), providerFolder,
		"GITLAB_BASE_URL="+s.gitlab.url, "GITLAB_TOKEN="+s.gitlab.token)
	if err != nil {
		return err
	}

	s.terraform = &terraform.Terraform{Path: path, Folder: filepath.Join(folder, "fleet"), Environment: variables}

	root, err := terraform.ModuleRoot(ctx)
	if err != nil {
		return err
	}

	// Only this file: whoever tried it by hand has left a state beside it.
	configuration, err := os.ReadFile(filepath.Join(root, "examples", "demo", "main.tf"))
	if err != nil {
		return err
	}

	if err := os.Mkdir(s.terraform.Folder, 0o700); err != nil {
		return err
	}

	if err := s.terraform.Write("main.tf", string(configuration)); err != nil {
		return err
	}

	version, err := s.terraform.Version(ctx)
	if err != nil {
		return err
	}

	s.handsOn = knowsWriteOnly(version) && runtime.GOOS != "windows"
	s.title("The life of a small runner fleet, with " + version)

	began := time.Now()
	if _, err := terraform.Build(ctx, root, ".", filepath.Join(providerFolder, terraform.ProviderFile)); err != nil {
		return err
	}

	return s.furnish(ctx, time.Since(began))
}

// furnish makes what the configuration refers to.
func (s *stage) furnish(ctx context.Context, built time.Duration) error {
	project, err := s.gitlab.prepare(ctx)
	if err != nil {
		return err
	}

	s.group, s.project = project.Namespace.ID, project.ID

	s.text("The provider was built from this source in %.1f s. GitLab is an emulator of its Runners API, on %s. "+
		"The configuration is examples/demo/main.tf. The output is shortened; -v shows all of it.",
		built.Seconds(), s.gitlab.url)

	return s.terraform.Write("terraform.tfvars", fmt.Sprintf("group_id   = %d\nproject_id = %d\n", s.group, s.project))
}

// knowsWriteOnly reports whether a version, as "OpenTofu v1.11.0", can hand on
// what is in no state.
func knowsWriteOnly(version string) bool {
	var major, minor int

	_, number, _ := strings.Cut(version, " v")
	if _, err := fmt.Sscanf(number, "%d.%d", &major, &minor); err != nil {
		return false
	}

	return major > 1 || minor >= 11
}
