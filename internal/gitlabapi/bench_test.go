package gitlabapi_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// details are the details of a runner, similar to GitLab's.
const details = `{"id":1,"description":"builds","active":true,"paused":false,"is_shared":false,"runner_type":"project_type",` +
	`"name":null,"online":true,"status":"online","tag_list":["linux","arm64"],"run_untagged":true,"locked":false,` +
	`"maximum_timeout":3600,"access_level":"not_protected","maintenance_note":"","projects":[{"id":1,"path_with_namespace":"a/b"}]}`

// budgetHeader is the header of an answer whose rate limit window does not end
// during a benchmark.
func budgetHeader() http.Header {
	header := http.Header{}
	header.Set("Content-Type", "application/json")
	header.Set("Date", start.Format(http.TimeFormat))
	header.Set("RateLimit-Name", "throttle_authenticated_api")
	header.Set("RateLimit-Limit", "2000")
	header.Set("RateLimit-Observed", "1")
	header.Set("RateLimit-Remaining", "1999")
	header.Set("RateLimit-Reset", "4102444800")

	return header
}

// network answers requests with a function.
type network func(*http.Request) (*http.Response, error)

func (n network) RoundTrip(r *http.Request) (*http.Response, error) { return n(r) }

// BenchmarkRead is one read of a runner: without a network, and over a connection.
func BenchmarkRead(b *testing.B) {
	measure := func(b *testing.B, client *gitlabapi.Client) {
		b.Helper()
		b.ReportAllocs()

		for b.Loop() {
			if _, err := client.Runner(b.Context(), 1); err != nil {
				b.Fatal(err)
			}
		}
	}

	config := gitlabapi.Config{Token: token, RequestTimeout: time.Minute, MaxConcurrentRequests: 20, Clock: clock.System{}}

	b.Run("network=none", func(b *testing.B) {
		config.BaseURL, _ = gitlabapi.ParseBaseURL("https://gitlab.example.com")

		client, err := gitlabapi.NewOver(config, network(func(*http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: budgetHeader(), Body: io.NopCloser(strings.NewReader(details))}, nil
		}))
		if err != nil {
			b.Fatal(err)
		}

		measure(b, client)
	})

	b.Run("network=loopback", func(b *testing.B) {
		sim := gitlabsim.New(gitlabsim.WithRootToken(token), gitlabsim.WithRateLimit(1<<30, time.Hour))

		s := httptest.NewServer(sim)
		defer s.Close()

		config.BaseURL, _ = gitlabapi.ParseBaseURL(s.URL)

		client, err := gitlabapi.New(config)
		if err != nil {
			b.Fatal(err)
		}

		if _, err := client.CreateRunner(b.Context(), gitlabapi.CreateRunner{RunnerType: gitlabapi.InstanceType, NewSettings: gitlabapi.NewSettings{RunUntagged: true}}); err != nil {
			b.Fatal(err)
		}

		measure(b, client)
	})
}
