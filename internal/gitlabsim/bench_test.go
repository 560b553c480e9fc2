package gitlabsim_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func call(b *testing.B, server *gitlabsim.Server, method, path, body string) {
	b.Helper()

	r := httptest.NewRequestWithContext(b.Context(), method, "/api/v4"+path, strings.NewReader(body))
	r.Header.Set("Private-Token", "glpat-root")
	r.Header.Set("Content-Type", "application/json")

	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)

	if w.Code >= http.StatusMultipleChoices {
		b.Fatal(w.Code, w.Body)
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		gitlabsim.New(gitlabsim.WithSeed(gitlabsim.SeedDemo))
	}
}

func BenchmarkCreateRunner(b *testing.B) {
	server := gitlabsim.New()

	for b.Loop() {
		call(b, server, http.MethodPost, "/user/runners", `{"runner_type":"instance_type","tag_list":["a"]}`)
	}
}

func BenchmarkListPageOfTenThousand(b *testing.B) {
	server := gitlabsim.New()

	for range 10_000 {
		call(b, server, http.MethodPost, "/user/runners", `{"runner_type":"instance_type","tag_list":["a"]}`)
	}

	for b.Loop() {
		call(b, server, http.MethodGet, "/runners/all?per_page=100&page=50&tag_list=a&status=never_contacted", "")
	}
}
