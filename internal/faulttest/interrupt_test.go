//go:build unix

package faulttest_test

import (
	"net/http"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A run that is interrupted before GitLab has answered a write saves the answer:
// nothing is sent twice, no token is lost, and the state is that of GitLab. Reads
// end immediately, and the provider ends before Terraform.
func TestAccInterrupt_finishesTheWrite(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	for name, write := range singleWrites() {
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

	interrupter

	write singleWrite

	runner, projectRunner, group, project, other int64
	registrationToken                            string

	// reading and stopped are closed when the data source reads, and when its
	// request has ended.
	reading, stopped chan struct{}
	writes           atomic.Int64
}

func newInterrupt(t *testing.T, write singleWrite, sent syscall.Signal) *interrupt {
	t.Helper()

	c := &interrupt{write: write, interrupter: interrupter{sent: sent}, reading: make(chan struct{}), stopped: make(chan struct{})}
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

// between holds the read of the data source until it ends, and answers the write
// afterwards: by then the interrupt has reached the provider.
func (c *interrupt) between(sim http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		armed := c.isArmed()

		switch {
		case armed && r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/runners/all"):
			close(c.reading)
			waitForDisconnect(r)
			close(c.stopped)
		case armed && r.Method == c.write.method && strings.HasSuffix(r.URL.Path, c.write.suffix):
			c.writes.Add(1)

			answer := serve(r, sim)
			<-c.reading
			c.interrupt(r)
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

	if c.write.actions {
		c.SkipBelow(14, 99, "actions")
	}

	c.configure(c.write.config(t, c))

	runners := countRunners(t, c.GitLab)
	output := c.runFailing(t, c.TerraformDir, "apply", "-auto-approve", "-var", "run=2")
	acctest.Equal(t, "the writes", c.writes.Load(), 1)

	created := 0
	if strings.HasSuffix(c.write.suffix, "/user/runners") || c.write.suffix == "/api/v4/runners" {
		created = 1
	}

	acctest.Equal(t, "the runners that GitLab has", countRunners(t, c.GitLab), runners+created)

	if strings.Contains(output, "import") {
		t.Errorf("the interrupted apply advises an import:\n%s", output)
	}

	c.ClearJournal(t)

	if c.write.lost {
		acctest.Reported(t, c.Run(2, "plan", "-detailed-exitcode", "-var", "run=2"), tfdiag.TokenUndelivered)
		c.Run(0, "apply", "-auto-approve", "-var", "run=2")
		acctest.Equal(t, "the writes of the next apply", len(c.Writes(t)), 1)
	} else {
		// The next apply only reads the data source that was interrupted.
		c.Run(0, "apply", "-auto-approve", "-var", "run=2")
		acctest.Equal(t, "the writes of the next apply", len(c.Writes(t)), 0)
	}

	c.Run(0, "plan", "-detailed-exitcode", "-var", "run=2")
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
