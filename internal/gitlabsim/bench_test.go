package gitlabsim_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func call(b *testing.B, server *gitlabsim.Server, method, path, body string) {
	b.Helper()

	if !strings.HasPrefix(path, "/_sim") {
		path = "/api/v4" + path
	}

	r := httptest.NewRequestWithContext(b.Context(), method, path, strings.NewReader(body))
	r.Header.Set("Private-Token", "glpat-root")
	r.Header.Set("Content-Type", "application/json")
	r.RemoteAddr = "127.0.0.1:1"

	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)

	if w.Code >= http.StatusMultipleChoices {
		b.Fatal(w.Code, w.Body)
	}
}

// A new emulator, with a fleet: 100 ms at most.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		gitlabsim.New(gitlabsim.WithSeed(gitlabsim.SeedDemo))
	}
}

// tenThousand runners of every type, each with a manager and a job.
func tenThousand(b *testing.B) *gitlabsim.Server {
	b.Helper()

	server := gitlabsim.New()
	call(b, server, http.MethodPut, "/application/plan_limits",
		`{"plan_name":"default","ci_registered_project_runners":0,"ci_registered_group_runners":0}`)
	call(b, server, http.MethodPost, "/groups", `{"name":"g","path":"g"}`)
	call(b, server, http.MethodPost, "/projects", `{"name":"p","namespace_id":1}`)

	owners := []string{`"instance_type"`, `"group_type","group_id":1`, `"project_type","project_id":1`}

	for i := range 10_000 {
		id := strconv.Itoa(i + 1)
		call(b, server, http.MethodPost, "/user/runners", `{"tag_list":["a"],"runner_type":`+owners[i%len(owners)]+`}`)
		call(b, server, http.MethodPost, "/_sim/managers", `{"runner_id":`+id+`,"system_id":"s","version":"17.5.0"}`)
		call(b, server, http.MethodPost, "/_sim/jobs", `{"runner_id":`+id+`,"project_id":1,"status":"success"}`)
	}

	return server
}

// With ten thousand runners every call takes 5 ms at most.
func BenchmarkTenThousand(b *testing.B) {
	server := tenThousand(b)

	for _, line := range []string{
		"GET /runners/all?per_page=100",
		"GET /runners/all?per_page=100&page=50",
		"GET /runners/all?per_page=100&page=100&tag_list=a&status=never_contacted&paused=false",
		"GET /runners/all?per_page=100&version_prefix=17.5",
		"GET /runners?per_page=100",
		"GET /projects/1/runners?per_page=100",
		"GET /groups/1/runners?per_page=100",
		"GET /runners/5000",
		"GET /runners/5000/jobs",
		"GET /runners/5000/managers",
		"PUT /runners/5000 " + `{"paused":true}`,
		"POST /user/runners " + `{"runner_type":"project_type","project_id":1}`,
		"POST /runners/5000/reset_authentication_token",
	} {
		parts := append(strings.SplitN(line, " ", 3), "")

		b.Run(line, func(b *testing.B) {
			for b.Loop() {
				call(b, server, parts[0], parts[1], parts[2])
			}
		})
	}
}
