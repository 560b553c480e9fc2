package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// stage is what the story is played on.
type stage struct {
	*narrator

	terraform *terraform
	gitlab    *instance

	group, project int64
	closeUp        []string         // the resources whose diff the step shows
	fleet          map[string]int64 // the numbers of the runners, by their names in the configuration
	planned        requests         // what the last plan asked of GitLab
	planSaid       string           // and what it said, on one line
	adopted        int64            // the runner that was made by hand
	handedOn       int64            // the runner whose token is in no state; 0 for none
	handsOn        bool             // whether a token can be handed on here

	last                      *result
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

	if err := s.build(ctx, folder, path, m.environment); err != nil {
		return err
	}

	return s.play(ctx, story(), began)
}

// build makes everything that is there before the curtain rises.
func (s *stage) build(ctx context.Context, folder, path string, environment []string) error {
	s.terraform = &terraform{path: path, folder: filepath.Join(folder, "fleet")}
	cli := filepath.Join(folder, "terraform.rc")
	s.terraform.environment = undisturbed(environment,
		"TF_CLI_CONFIG_FILE="+cli, "TF_CLI_ARGS=-no-color", "TF_INPUT=0", "CHECKPOINT_DISABLE=1",
		"GITLAB_BASE_URL="+s.gitlab.url, "GITLAB_TOKEN="+s.gitlab.token,
	)

	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}

	// Only this file: whoever tried it by hand has left a state beside it.
	configuration, err := os.ReadFile(filepath.Join(root, "examples", "demo", "main.tf"))
	if err != nil {
		return err
	}

	if err := os.Mkdir(s.terraform.folder, 0o700); err != nil {
		return err
	}

	err = errors.Join(
		os.WriteFile(cli, []byte(cliConfig(filepath.Join(folder, "provider"))), 0o600),
		s.write("main.tf", string(configuration)),
	)
	if err != nil {
		return err
	}

	version, err := s.terraform.version(ctx)
	if err != nil {
		return err
	}

	s.handsOn = knowsWriteOnly(version) && runtime.GOOS != "windows"
	s.title("The life of a small runner fleet, with " + version)

	began := time.Now()
	if err := buildProvider(ctx, root, filepath.Join(folder, "provider")); err != nil {
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
		"The configuration is examples/demo/main.tf. Output is cut to what matters; -v shows all of it.",
		built.Seconds(), s.gitlab.url)

	return s.write("terraform.tfvars", fmt.Sprintf("group_id   = %d\nproject_id = %d\n", s.group, s.project))
}

// write writes a file beside the configuration.
func (s *stage) write(name, text string) error {
	return os.WriteFile(filepath.Join(s.terraform.folder, name), []byte(text), 0o600)
}

// moduleRoot finds the source of the provider, so that the demo can be started
// in any of its folders.
func moduleRoot(ctx context.Context) (string, error) {
	output, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return "", fmt.Errorf("go env GOMOD: %w", err)
	}

	file := strings.TrimSpace(string(output))
	if filepath.Base(file) != "go.mod" {
		return "", errors.New("the demo builds the provider from its source: start it inside the repository")
	}

	return filepath.Dir(file), nil
}

func buildProvider(ctx context.Context, root, folder string) error {
	file := filepath.Join(folder, "terraform-provider-gitlabrunner")
	if runtime.GOOS == "windows" {
		file += ".exe"
	}

	command := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", file, ".")
	command.Dir = root

	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("building the provider: %w\n%s", err, output)
	}

	return nil
}
