package gitlabapi_test

import (
	"fmt"
	"io"
	"net/http"
	"path"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// project is a project of a runner, similar to GitLab's.
const project = `{"id":%[1]d,"description":"What the project number %[1]d is for","name":"service-%[1]d","name_with_namespace":"Company / Team / service-%[1]d",` +
	`"path":"service-%[1]d","path_with_namespace":"company/team/service-%[1]d","created_at":"2029-01-02T03:04:05.678Z","default_branch":"main","topics":["go"],` +
	`"ssh_url_to_repo":"git@gitlab.example.com:company/team/service-%[1]d.git","http_url_to_repo":"https://gitlab.example.com/company/team/service-%[1]d.git",` +
	`"web_url":"https://gitlab.example.com/company/team/service-%[1]d","forks_count":0,"star_count":1,"last_activity_at":"2030-01-02T03:04:05.678Z",` +
	`"namespace":{"id":7,"name":"Team","path":"team","kind":"group","full_path":"company/team","parent_id":3,"web_url":"https://gitlab.example.com/groups/company/team"}}`

// fleetClient is a client of a GitLab that answers at once with any runner, which
// has a number of projects.
func fleetClient(b *testing.B, projects int) *gitlabapi.Client {
	b.Helper()

	base, err := gitlabapi.ParseBaseURL("https://gitlab.example.com")
	if err != nil {
		b.Fatal(err)
	}

	config := gitlabapi.Config{BaseURL: base, Token: token, RequestTimeout: time.Minute, MaxConcurrentRequests: 20, Clock: clock.NewFake(start)}

	client, err := gitlabapi.NewOver(config, network(func(r *http.Request) (*http.Response, error) {
		shown := make([]string, projects)
		for i := range shown {
			shown[i] = fmt.Sprintf(project, i+1)
		}

		body := io.NopCloser(strings.NewReader(`{"id":` + path.Base(r.URL.Path) + `,"description":"builds","status":"online","runner_type":"project_type",` +
			`"tag_list":["linux","arm64","large"],"access_level":"not_protected","maintenance_note":"","contacted_at":"2030-01-02T03:04:05.678Z",` +
			`"created_by":{"id":1,"username":"example","name":"Example","web_url":"https://gitlab.example.com/example"},` +
			`"projects":[` + strings.Join(shown, ",") + `]}`))

		return &http.Response{StatusCode: http.StatusOK, Header: budgetHeader(), Body: body}, nil
	}))
	if err != nil {
		b.Fatal(err)
	}

	return client
}

// BenchmarkSharedRunner is a read from memory, and the memory that a runner takes.
func BenchmarkSharedRunner(b *testing.B) {
	b.Run("callers=1", func(b *testing.B) {
		client := fleetClient(b, 5)

		b.ReportAllocs()

		for b.Loop() {
			if _, err := client.SharedRunner(b.Context(), 7); err != nil {
				b.Fatal(err)
			}
		}
	})

	b.Run("callers=100", func(b *testing.B) {
		client := fleetClient(b, 5)

		b.ReportAllocs()
		b.SetParallelism(50) // times the processors

		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := client.SharedRunner(b.Context(), 7); err != nil {
					b.Error(err)
				}
			}
		})
	})

	for _, projects := range []int{1, 5, 50} {
		b.Run(fmt.Sprintf("kept/projects=%d", projects), func(b *testing.B) {
			const runners = 1000

			var kept uint64

			for b.Loop() {
				client := fleetClient(b, projects)
				before := heap()

				for id := range int64(runners) {
					if _, err := client.SharedRunner(b.Context(), id+1); err != nil {
						b.Fatal(err)
					}
				}

				kept += heap() - before

				runtime.KeepAlive(client)
			}

			b.ReportMetric(float64(kept)/float64(b.N)/runners, "B/runner")
		})
	}
}

// heap is the memory in use after a garbage collection.
func heap() uint64 {
	runtime.GC()

	var stats runtime.MemStats

	runtime.ReadMemStats(&stats)

	return stats.HeapAlloc
}
