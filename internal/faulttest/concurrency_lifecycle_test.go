package faulttest_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// fleet is a fleet whose objects can all be created at the same time.
const fleet = `
terraform {
  required_providers {
    gitlabrunner = { source = "registry.terraform.io/gitlabrunner/gitlabrunner" }
  }
}

resource "gitlabrunner_runner" "own" {
  count       = 60
  runner_type = "project_type"
  project_id  = %[1]d
  description = "number ${count.index}"
}

resource "gitlabrunner_project_assignment" "shared" {
  count     = 30
  runner_id = gitlabrunner_runner.own[count.index].id
  project   = "%[2]s"
}

resource "gitlabrunner_project_assignments_exclusive" "all" {
  count         = 30
  runner_id     = gitlabrunner_runner.own[30 + count.index].id
  projects      = ["%[2]s", "%[3]s"]
  owner_project = "%[1]d"
}

data "gitlabrunner_runner" "seen" {
  count = 60
  id    = gitlabrunner_runner.own[count.index].id
}
`

// Another client deletes and edits runners as soon as they are created by an apply
// with 50 operations at the same time. The next apply corrects everything.
func TestAccConcurrency_parallelism50(t *testing.T) {
	t.Parallel()
	acctest.NeedsTerraform(t)

	var (
		interferes atomic.Bool
		made       atomic.Int64
		g          *acctest.GitLab
	)

	g = acctest.NewSimBehind(t, func(sim http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if !interferes.Load() || r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/user/runners") {
				sim.ServeHTTP(w, r)

				return
			}

			answer := serve(r, sim)

			var runner struct{ ID int64 }
			if err := json.Unmarshal(answer.Body.Bytes(), &runner); err != nil {
				t.Error(err)
			}

			switch made.Add(1) % 5 {
			case 0:
				_, _ = g.API.Runners.RemoveRunner(runner.ID)
			case 1, 2:
				_, _, _ = g.API.Runners.UpdateRunnerDetails(runner.ID, &gitlab.UpdateRunnerDetailsOptions{Paused: gitlab.Ptr(true), Locked: gitlab.Ptr(true)})
			}

			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(answer.Code)
			_, _ = w.Write(answer.Body.Bytes())
		})
	})

	group := g.Group(t)
	owner, other, third := g.Project(t, group), g.Project(t, group), g.Project(t, group)

	w := acctest.NewTerraformDir(t, acctest.Servers{"registry.terraform.io/gitlabrunner/gitlabrunner": g.Providers()["gitlabrunner"]})
	w.Write("main.tf", fmt.Sprintf(fleet, owner.ID, other.PathWithNamespace, third.PathWithNamespace))

	interferes.Store(true)

	// A deleted runner cannot be assigned, and the apply reports that.
	output := w.Run(1, "apply", "-auto-approve", "-parallelism=50")
	acctest.Contains(t, output, "404 Runner")

	interferes.Store(false)

	w.Run(0, "apply", "-auto-approve", "-parallelism=50")
	w.Run(0, "plan", "-detailed-exitcode", "-parallelism=50")
	acctest.Equal(t, "runners in GitLab", countRunners(t, g), 60)

	w.Run(0, "destroy", "-auto-approve", "-parallelism=50")
	acctest.Equal(t, "runners that are left", countRunners(t, g), 0)
}

// countRunners counts the runners on every page.
func countRunners(t *testing.T, g *acctest.GitLab) int {
	t.Helper()

	count := 0

	for page := int64(1); page > 0; {
		runners, response, err := g.API.Runners.ListAllRunners(&gitlab.ListRunnersOptions{ListOptions: gitlab.ListOptions{Page: page, PerPage: 100}})
		if err != nil {
			t.Fatal(err)
		}

		count += len(runners)
		page = response.NextPage
	}

	return count
}
