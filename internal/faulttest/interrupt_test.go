//go:build unix

package faulttest_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// once is a write that must not be repeated, in the middle of which the run is
// interrupted.
type once struct {
	// before and config are the resource before and in the interrupted apply; an
	// empty before creates it there.
	before, config func(t *testing.T, c *interrupt) string
	// method and suffix tell the request.
	method, suffix string
	// lost says that the token of the run is in no store, so that the next plan
	// rotates it.
	lost bool
}

func onceWrites() map[string]once {
	always := func(text string) func(*testing.T, *interrupt) string {
		return func(*testing.T, *interrupt) string { return text }
	}
	token := func(attributes string) func(*testing.T, *interrupt) string {
		return func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_authentication_token\" \"it\" {\n  runner_id = %d\n%s\n}\n", c.runner, attributes)
		}
	}
	registered := func(attributes string) func(*testing.T, *interrupt) string {
		return func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_registered_runner\" \"it\" {\n  registration_token = %q\n%s\n}\n", c.registrationToken, attributes)
		}
	}
	runner := func(attributes string) func(*testing.T, *interrupt) string {
		return always("resource \"gitlabrunner_runner\" \"it\" {\n  runner_type = \"instance_type\"\n" + attributes + "\n}\n")
	}
	registrationToken := func(owner string) func(*testing.T, *interrupt) string {
		return func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_registration_token\" \"it\" {\n  %s\n}\n", strings.NewReplacer(
				"GROUP", fmt.Sprintf("group = \"%d\"", c.group), "PROJECT", fmt.Sprintf("project = \"%d\"", c.project), "INSTANCE", "instance = true").Replace(owner))
		}
	}

	const (
		first     = `  rotate_when_changed = { n = "1" }`
		second    = `  rotate_when_changed = { n = "2" }`
		unstored  = "\n  store_token = false"
		byID      = "/reset_authentication_token"
		exchange  = "\n  use_runner_token = true"
		ofAnybody = "/reset_registration_token"
	)

	return map[string]once{
		"create":                    {config: runner(""), method: http.MethodPost, suffix: "/user/runners"},
		"create, unstored":          {config: runner(unstored), method: http.MethodPost, suffix: "/user/runners", lost: true},
		"register":                  {config: registered(""), method: http.MethodPost, suffix: "/api/v4/runners"},
		"register, unstored":        {config: registered(unstored), method: http.MethodPost, suffix: "/api/v4/runners", lost: true},
		"rotate":                    {before: runner(first), config: runner(second), method: http.MethodPost, suffix: byID},
		"rotate, unstored":          {before: runner(first + unstored), config: runner(second + unstored), method: http.MethodPost, suffix: byID, lost: true},
		"rotate registered":         {before: registered(first), config: registered(second), method: http.MethodPost, suffix: byID},
		"new token":                 {config: token(""), method: http.MethodPost, suffix: byID},
		"new token, unstored":       {config: token(unstored), method: http.MethodPost, suffix: byID, lost: true},
		"exchange":                  {before: token(first), config: token(second + exchange), method: http.MethodPost, suffix: "/api/v4/runners/reset_authentication_token"},
		"registration token, group": {config: registrationToken("GROUP"), method: http.MethodPost, suffix: ofAnybody},
		"registration token, project": {
			config: registrationToken("PROJECT"), method: http.MethodPost, suffix: ofAnybody,
		},
		"registration token, instance": {
			config: registrationToken("INSTANCE"), method: http.MethodPost, suffix: ofAnybody,
		},
		"assign": {config: func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project = \"%d\"\n}\n", c.projectRunner, c.other)
		}, method: http.MethodPost, suffix: "/runners"},
	}
}

// A run that is interrupted while GitLab's answer to a write is under way saves
// that answer: nothing is sent twice, no token is lost, and the state is right.
// Reads stop at once, and no provider outlives its Terraform.
func TestAccInterrupt_finishesTheWrite(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for name, write := range onceWrites() {
		for _, sent := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
			// SIGTERM is the harder one: the plugin library ignores SIGINT by itself.
			if testing.Short() && sent == syscall.SIGINT && !strings.HasPrefix(name, "create") {
				continue
			}

			t.Run(name+", "+sent.String(), func(t *testing.T) {
				t.Parallel()
				newInterrupt(t, write, sent).run(t)
			})
		}
	}
}

// interrupt is an apply that is interrupted in the middle of a write.
type interrupt struct {
	*acctest.GitLab
	*acctest.TerraformDir

	write once
	sent  syscall.Signal

	runner, projectRunner, group, project, other int64
	registrationToken                            string

	mu      sync.Mutex
	armed   bool
	process int
	// reading and stopped are closed when the data source reads, and when its
	// request has ended.
	reading, stopped chan struct{}
	writes           int
}

func newInterrupt(t *testing.T, write once, sent syscall.Signal) *interrupt {
	t.Helper()

	c := &interrupt{write: write, sent: sent, reading: make(chan struct{}), stopped: make(chan struct{})}
	c.GitLab = acctest.NewSimBehind(t, c.between)
	c.TerraformDir = acctest.NewBuiltDir(t, c.GitLab, nil)

	group := c.Group(t)
	project, other := c.Project(t, group), c.Project(t, group)
	c.AllowRegistration(t, true)

	c.group, c.project, c.other = group.ID, project.ID, other.ID
	c.registrationToken = project.RunnersToken
	c.runner = createRunner(t, c.GitLab, nil)
	c.projectRunner = createRunner(t, c.GitLab, &project.ID)

	return c
}

// between holds the read of the data source until it ends, and answers the
// write when the read has ended: the provider knows of the interrupt by then.
func (c *interrupt) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		armed, process := c.armed, c.process
		c.mu.Unlock()

		switch {
		case armed && r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/runners/all"):
			close(c.reading)
			untilGone(r)
			close(c.stopped)
		case armed && r.Method == c.write.method && strings.HasSuffix(r.URL.Path, c.write.suffix):
			c.mu.Lock()
			c.writes++
			c.mu.Unlock()

			answer := act(r, sim)
			<-c.reading
			_ = syscall.Kill(-process, c.sent)
			<-c.stopped
			copyAnswer(w, answer)
		default:
			sim.ServeHTTP(w, r)
		}
	})
}

// configure writes the configuration with a resource, and a data source that is
// read in the apply beside the write.
func (c *interrupt) configure(resource string) {
	c.Write("main.tf", `
terraform {
  required_providers {
    gitlabrunner = { source = "registry.terraform.io/gitlabrunner/gitlabrunner" }
  }
}

variable "run" { default = "1" }

resource "terraform_data" "run" {
  triggers_replace = var.run
}

data "gitlabrunner_runners" "beside" {
  all        = true
  depends_on = [terraform_data.run]
}
`+resource)
}

func (c *interrupt) run(t *testing.T) {
	t.Helper()

	if c.write.before != nil {
		c.configure(c.write.before(t, c))
		c.Run(0, "apply", "-auto-approve")
	}

	c.configure(c.write.config(t, c))

	runners := countRunners(t, c.GitLab)
	said := c.interruptedApply(t)
	acctest.Equal(t, "the writes", c.writes, 1)

	created := 0
	if strings.HasSuffix(c.write.suffix, "/user/runners") || c.write.suffix == "/api/v4/runners" {
		created = 1
	}

	acctest.Equal(t, "the runners that GitLab has", countRunners(t, c.GitLab), runners+created)

	if strings.Contains(said, "import") {
		t.Errorf("the interrupted apply advises an import:\n%s", said)
	}

	c.ClearJournal(t)

	if c.write.lost {
		acctest.Contains(t, c.Run(2, "plan", "-detailed-exitcode", "-var", "run=2"), "Token rotation is due", "interrupted")
		c.Run(0, "apply", "-auto-approve", "-var", "run=2")
		acctest.Equal(t, "the writes of the next apply", len(c.Writes(t)), 1)
	} else {
		// The data source that was interrupted is read again, and nothing else is done.
		c.Run(0, "apply", "-auto-approve", "-var", "run=2")
		acctest.Equal(t, "the writes of the next apply", len(c.Writes(t)), 0)
	}

	c.Run(0, "plan", "-detailed-exitcode", "-var", "run=2")
}

// interruptedApply runs the apply, and returns what it printed.
func (c *interrupt) interruptedApply(t *testing.T) string {
	t.Helper()

	var printed bytes.Buffer

	command := exec.CommandContext(t.Context(), c.Path, "apply", "-auto-approve", "-var", "run=2")
	command.Dir, command.Env = c.Folder, c.Environment
	command.Stdout, command.Stderr = &printed, &printed
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}

	c.mu.Lock()
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}

	c.process, c.armed = command.Process.Pid, true
	c.mu.Unlock()

	var exited *exec.ExitError
	if err := command.Wait(); !errors.As(err, &exited) || !exited.Exited() {
		t.Fatalf("the apply was not interrupted: %v\n%s", err, printed.String())
	}

	c.mu.Lock()
	c.armed = false
	c.mu.Unlock()

	if err := syscall.Kill(-command.Process.Pid, 0); !errors.Is(err, syscall.ESRCH) {
		t.Errorf("a process of the apply still runs: %v", err)
	}

	return printed.String()
}

// createRunner creates an instance runner, or one of a project.
func createRunner(t *testing.T, g *acctest.GitLab, project *int64) int64 {
	t.Helper()

	runnerType := "instance_type"
	if project != nil {
		runnerType = "project_type"
	}

	created, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: &runnerType, ProjectID: project})
	if err != nil {
		t.Fatal(err)
	}

	return created.ID
}

// A Terraform that is killed takes its provider along: nothing else would end
// it.
func TestAccInterrupt_providerEndsWithItsParent(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	provider := acctest.ProviderProgram(t)

	// The provider inherits the shell's standard output, which is at its end when
	// both processes are gone.
	command := exec.CommandContext(t.Context(), "sh", "-c", `"$0" & read line`, provider)
	command.Env = []string{"TF_PLUGIN_MAGIC_COOKIE=d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2", "PLUGIN_PROTOCOL_VERSIONS=6"}
	command.Dir = t.TempDir()

	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}

	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}

	if err := command.Start(); err != nil {
		t.Fatal(err)
	}

	line := make([]byte, 1)
	if _, err := output.Read(line); err != nil {
		t.Fatalf("the provider does not serve: %v", err)
	}

	if err := command.Process.Kill(); err != nil {
		t.Fatal(err)
	}

	rest := new(bytes.Buffer)
	if _, err := rest.ReadFrom(output); err != nil {
		t.Fatal(err)
	}

	_ = input.Close()
	_ = command.Wait() // It was killed.
}
