package assignment_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// stoppable reports when Terraform stops the provider.
type stoppable struct {
	tfprotov6.ProviderServer

	// stop can be called more than once: OpenTofu stops a provider twice.
	stop func()
}

func (s stoppable) StopProvider(ctx context.Context, req *tfprotov6.StopProviderRequest) (*tfprotov6.StopProviderResponse, error) {
	defer s.stop()

	return s.ProviderServer.StopProvider(ctx, req)
}

// An interrupt during the update of an exclusive set causes one error. The state has
// the changes that were made, and the next apply makes the remaining ones.
func TestAccExclusive_interrupt(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()

	var writes atomic.Int64

	stopped := make(chan struct{})

	// The third assignment interrupts the run. Later ones are answered after the
	// interrupt has reached the provider.
	f := newFleetOf(t, 12, acctest.NewSimBehind(t, func(sim http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/runners") && strings.Contains(r.URL.Path, "/projects/") && writes.Add(1) >= 3 {
				interrupt()
				<-stopped
			}

			sim.ServeHTTP(w, r)
		})
	}))

	server, err := f.Providers()["gitlabrunner"]()
	if err != nil {
		t.Fatal(err)
	}

	dir := acctest.NewTerraformDir(t, acctest.Servers{acctest.Registry() + "/gitlabrunner/gitlabrunner": func() (tfprotov6.ProviderServer, error) {
		return stoppable{server, sync.OnceFunc(func() { close(stopped) })}, nil
	}})
	set := func(projects int) string {
		var texts []string
		for _, project := range f.projects[:projects] {
			texts = append(texts, fmt.Sprintf("%q", text(project.ID)))
		}

		return fmt.Sprintf("terraform {\n  required_providers {\n    gitlabrunner = { source = \"gitlabrunner/gitlabrunner\" }\n  }\n}\n\nprovider \"gitlabrunner\" {\n  max_concurrent_requests = 2\n}\n\n"+
			"resource \"gitlabrunner_project_assignments_exclusive\" \"it\" {\n  runner_id = %d\n  projects  = [%s]\n}\n", f.runner, strings.Join(texts, ", "))
	}

	dir.Write("main.tf", set(1))
	dir.Run(0, "apply", "-auto-approve")

	dir.Write("main.tf", set(12))
	done, _ := dir.TerraformDir.Run(ctx, "apply", "-auto-approve")
	output := done.OneLine()

	// Terraform adds errors of its own.
	acctest.Equal(t, "the errors", strings.Count(output, "Error: ")-strings.Count(output, "Error: execution halted"), 1)
	acctest.Reported(t, output, tfdiag.SetInterrupted)
	acctest.Equal(t, "the error advises an import", strings.Contains(output, "import"), false)

	// The set does not include the owner.
	assigned := len(f.ids(t)) - 1
	acctest.Contains(t, output, fmt.Sprintf("%d of 11 ", assigned-1))

	dir.Run(0, "apply", "-auto-approve")
	acctest.Equal(t, "the projects in GitLab", len(f.ids(t)), 13)
	dir.Run(0, "plan", "-detailed-exitcode")
}
