package examples_test

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

const pipelines = "../../examples/pipelines"

// machine runs the jobs of a pipeline, each in its own clone. The provider comes from a
// mirror, so that init works as with a registry.
type machine struct {
	t          *testing.T
	repository string
	variables  map[string]string
}

// newMachine creates a repository with the files of the example.
func newMachine(t *testing.T) *machine {
	t.Helper()
	acctest.NeedsTerraform(t)
	needsTools(t, "sh", "curl", "jq", "openssl", "tar")

	m := &machine{t: t, repository: t.TempDir()}
	m.clone(pipelines, m.repository)

	terraform, err := exec.LookPath(acctest.Terraform())
	if err != nil {
		t.Fatal(err)
	}

	if terraform, err = filepath.Abs(terraform); err != nil {
		t.Fatal(err)
	}

	programs := t.TempDir()
	// The package manager of the images has nothing to install here.
	m.write(filepath.Join(programs, "apk"), "#!/bin/sh\n", 0o700)

	m.variables = map[string]string{
		"PATH":               programs + string(os.PathListSeparator) + os.Getenv("PATH"),
		"HOME":               t.TempDir(),
		"NO_PROXY":           "127.0.0.1",
		"CHECKPOINT_DISABLE": "1",
		"TF_CLI_CONFIG_FILE": m.mirror(),
		"TF":                 terraform,
	}

	return m
}

// needsTools skips a test where a program of the scripts is missing.
func needsTools(t *testing.T, names ...string) {
	t.Helper()

	for _, name := range names {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("the scripts need %s", name)
		}
	}
}

// mirror makes a filesystem mirror with the provider built from this source, and
// returns the CLI configuration that names it.
func (m *machine) mirror() string {
	m.t.Helper()

	var (
		folder  = m.t.TempDir()
		program = acctest.ProviderProgram(m.t)
		place   = filepath.Join(folder, acctest.Registry(), "gitlabrunner", "gitlabrunner", "0.1.0", runtime.GOOS+"_"+runtime.GOARCH)
	)

	if err := os.MkdirAll(place, 0o700); err != nil {
		m.t.Fatal(err)
	}

	if err := os.Symlink(program, filepath.Join(place, sandbox.ProviderFile+"_v0.1.0")); err != nil {
		m.t.Fatal(err)
	}

	file := filepath.Join(folder, "terraform.rc")
	m.write(file, "provider_installation {\n  filesystem_mirror {\n    path = \""+filepath.ToSlash(folder)+"\"\n  }\n}\n", 0o600)

	return file
}

// clone copies the files of a repository.
func (m *machine) clone(from, to string) {
	m.t.Helper()

	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		m.t.Fatal(err)
	}
}

func (m *machine) write(path, text string, mode fs.FileMode) {
	m.t.Helper()

	if err := os.WriteFile(path, []byte(text), mode); err != nil {
		m.t.Fatal(err)
	}
}

// edit changes main.tf of the repository.
func (m *machine) edit(before, after string) {
	m.t.Helper()

	path := filepath.Join(m.repository, "main.tf")

	text, err := os.ReadFile(path)
	if err != nil {
		m.t.Fatal(err)
	}

	edited := strings.Replace(string(text), before, after, 1)
	if edited == string(text) {
		m.t.Fatalf("main.tf has no %q", before)
	}

	m.write(path, edited, 0o600)
}

// result is the result of a job.
type result struct {
	log    string
	failed bool
	folder string
}

// file is a file that the job has written, empty if it has not.
func (r result) file(t *testing.T, name string) string {
	t.Helper()

	text, err := os.ReadFile(filepath.Join(r.folder, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}

	return string(text)
}

// run runs commands in a fresh clone with these artifacts.
func (m *machine) run(commands []string, variables map[string]string, artifacts ...result) result {
	m.t.Helper()

	folder := m.t.TempDir()
	m.clone(m.repository, folder)

	for _, artifact := range artifacts {
		if err := overlay(artifact.folder, folder); err != nil {
			m.t.Fatal(err)
		}
	}

	return m.runIn(folder, commands, variables)
}

// runIn runs commands as both servers do: the first one that fails ends the job.
func (m *machine) runIn(folder string, commands []string, variables map[string]string) result {
	m.t.Helper()

	r := result{folder: folder}
	given := maps.Clone(m.variables)
	maps.Copy(given, variables)

	command := exec.CommandContext(m.t.Context(), "sh", "-e", "-c", strings.Join(commands, "\n"))
	command.Dir = r.folder

	for _, name := range slices.Sorted(maps.Keys(given)) {
		command.Env = append(command.Env, name+"="+given[name])
	}

	log, err := command.CombinedOutput()
	r.log = string(log)

	var exited *exec.ExitError
	if err != nil && !errors.As(err, &exited) {
		m.t.Fatal(err)
	}

	r.failed = err != nil

	// A job prints no token.
	for name, value := range given {
		if strings.HasSuffix(name, "TOKEN") && value != "" && strings.Contains(r.log, value) {
			m.t.Errorf("the log of a job contains %s", name)
		}
	}

	if strings.Contains(r.log, "glrt-") {
		m.t.Error("the log of a job contains the token of a runner")
	}

	return r
}

// kept returns the artifacts of a job: only the named files of its folder.
func (m *machine) kept(r result, names []string) result {
	m.t.Helper()

	kept := result{folder: m.t.TempDir()}

	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(r.folder, name))
		if err != nil {
			m.t.Fatalf("%v\n%s", err, r.log)
		}

		m.write(filepath.Join(kept.folder, name), string(text), 0o600)
	}

	return kept
}

// overlay copies the files of a folder over those of another one.
func overlay(from, to string) error {
	entries, err := os.ReadDir(from)

	for _, entry := range entries {
		var text []byte
		if text, err = os.ReadFile(filepath.Join(from, entry.Name())); err != nil {
			break
		}

		if err = os.WriteFile(filepath.Join(to, entry.Name()), text, 0o600); err != nil {
			break
		}
	}

	return err
}
