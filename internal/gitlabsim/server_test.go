package gitlabsim_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func render(t *testing.T, value any) string {
	t.Helper()

	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}

	return string(data)
}

func TestUnknownPaths(t *testing.T) {
	t.Parallel()

	for _, line := range []string{
		`root GET /nothing`, `- GET /nothing`, `root GET /api/v4`, `root GET /api/v4/`, `root GET /api/v5/user`,
		`root PATCH /runners/3`, `root POST /runners/all`, `root GET /projects/acme/web`,
		`root OPTIONS /nothing`, `root GET /runners/1.`, `root GET /runners/1.json.xml`, `root GET /runners/1.5/jobs`, `root GET /runners/.json`,
	} {
		t.Run("2.1/"+line, func(t *testing.T) {
			t.Parallel()

			testCase{do: line, status: 404, body: `{"error":"404 Not Found"}`}.check(t, newSim(t).do(line))
		})
	}
}

func TestEveryAnswerHas(t *testing.T) {
	t.Parallel()

	s := newSim(t)
	s.must(`- POST /_sim/clock {"advance":"24h"}`)

	for _, line := range []string{`root GET /user`, `- GET /user`, `root GET /nothing`, `- GET /_sim/journal`} {
		got := s.do(line)
		if date := got.header.Get("Date"); date != "Thu, 03 Jan 2030 03:04:05 GMT" {
			t.Errorf("%s: the Date is %q", line, date)
		}

		if got.header.Get("X-Request-Id") == "" || got.header.Get("Content-Type") != "application/json" {
			t.Errorf("%s: the header is %v", line, got.header)
		}
	}
}

func TestHead(t *testing.T) {
	t.Parallel()

	got := newSim(t).do(`root HEAD /runners/all`)
	if got.status != http.StatusOK || got.text != "" || got.header.Get("X-Total") != "0" || got.header.Get("Content-Length") != "2" {
		t.Errorf("answered with %d %q %v", got.status, got.text, got.header)
	}
}

func TestLatency(t *testing.T) {
	t.Parallel()

	s := newSim(t, gitlabsim.WithLatency(50*time.Millisecond))
	s.must(`root GET /user`, `- GET /_sim/journal`)

	if slept := s.clock.Slept(); slept != 50*time.Millisecond {
		t.Errorf("slept %v, want 50ms for the API and nothing for the rest", slept)
	}
}

func TestRateLimit(t *testing.T) {
	t.Parallel()

	s := newSim(t, gitlabsim.WithRateLimit(2, time.Minute))

	first := s.must(`root GET /user`)
	for name, want := range map[string]string{
		"RateLimit-Limit": "2", "RateLimit-Observed": "1", "RateLimit-Remaining": "1", "RateLimit-Reset": "1893553500",
		"RateLimit-ResetTime": "", "RateLimit-Name": "throttle_authenticated_api", "Retry-After": "",
	} {
		if got := first.header.Get(name); got != want {
			t.Errorf("8: %s is %q, want %q", name, got, want)
		}
	}

	s.must(`root GET /user`)

	refused := s.do(`root GET /user`)
	if refused.status != http.StatusTooManyRequests || refused.text != "Retry later\n" ||
		!strings.HasPrefix(refused.header.Get("Content-Type"), "text/plain") ||
		refused.header.Get("Retry-After") != "55" || refused.header.Get("RateLimit-ResetTime") != "Wed, 02 Jan 2030 03:05:00 GMT" || refused.header.Get("RateLimit-Remaining") != "0" {
		t.Errorf("8: answered with %d %q %v", refused.status, refused.text, refused.header)
	}

	// Other callers have their own budget, and /_sim/ has no limit.
	anonymous := s.do(`- GET /user`)
	testCase{do: "anonymous", status: 401}.check(t, anonymous)

	if got := anonymous.header.Get("RateLimit-Name"); got != "throttle_unauthenticated_api" {
		t.Errorf("8: an address comes under %q", got)
	}

	s.must(`- GET /_sim/journal`)

	s.clock.Advance(55 * time.Second)
	s.must(`root GET /user`)
	s.must(`root GET /user`)
	testCase{do: "spent again", status: 429}.check(t, s.do(`root GET /user`))
	s.must(`- POST /_sim/reset`, `root GET /user`)
}

// serve starts an emulator with a real listener.
func serve(t *testing.T, options ...gitlabsim.Option) string {
	t.Helper()

	server := httptest.NewServer(gitlabsim.New(options...))
	t.Cleanup(server.Close)

	return server.URL
}

func request(ctx context.Context, t *testing.T, method, url, body string) (int, string, error) {
	t.Helper()

	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}

	r.Header.Set("Private-Token", "glpat-root")
	r.Header.Set("Content-Type", "application/json")

	// A new connection, because clients repeat a request on a dropped old one.
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

	response, err := client.Do(r)
	if err != nil {
		return 0, "", err
	}

	defer func() { _ = response.Body.Close() }()

	data, err := io.ReadAll(response.Body)

	return response.StatusCode, string(data), err
}

func TestDroppedConnections(t *testing.T) {
	t.Parallel()

	for drop, runners := range map[string]string{"before": "[]", "after": `[{"id":1}]`} {
		t.Run(drop, func(t *testing.T) {
			t.Parallel()

			url := serve(t)

			status, _, err := request(t.Context(), t, http.MethodPost, url+"/_sim/faults",
				`{"method":"POST","path":"/api/v4/user/runners","drop":"`+drop+`"}`)
			if err != nil || status != http.StatusCreated {
				t.Fatal(status, err)
			}

			if status, _, err := request(t.Context(), t, http.MethodPost, url+"/api/v4/user/runners",
				`{"runner_type":"instance_type"}`); err == nil {
				t.Fatalf("answered with %d, want no answer", status)
			}

			_, list, err := request(t.Context(), t, http.MethodGet, url+"/api/v4/runners/all", "")
			if err != nil || !contains(parse(t, list), parse(t, runners)) {
				t.Errorf("the runners are %s (%v), want %s", list, err, runners)
			}

			_, journal, err := request(t.Context(), t, http.MethodGet, url+"/_sim/journal", "")
			if err != nil || !strings.Contains(journal, `{"method":"POST","path":"/api/v4/user/runners","query":"","status":0,"user":"root"}`) {
				t.Errorf("the journal is %s (%v)", journal, err)
			}
		})
	}
}

func TestDelayEndsWithItsClient(t *testing.T) {
	t.Parallel()

	url := serve(t)

	if _, _, err := request(t.Context(), t, http.MethodPost, url+"/_sim/faults", `{"path":"/api/v4/user","delay":"1h"}`); err != nil {
		t.Fatal(err)
	}

	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()

	if status, _, err := request(ctx, t, http.MethodGet, url+"/api/v4/user", ""); err == nil {
		t.Errorf("answered with %d before the delay was over", status)
	}

	// The server closes only when no request is left: the cleanup is the test.
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()

	s := fixture(t)

	var all sync.WaitGroup

	for range 8 {
		all.Go(func() {
			header := http.Header{"Private-Token": {"glpat-root"}, "Content-Type": {"application/json"}}

			for range 20 {
				s.send(http.MethodPost, "/user/runners", `{"runner_type":"project_type","project_id":1}`, header.Clone())
				s.send(http.MethodGet, "/runners/all?per_page=100", "", header.Clone())
				s.send(http.MethodPut, "/runners/3", `{"locked":true,"tag_list":["a"]}`, header.Clone())
				s.send(http.MethodGet, "/runners/3", "", header.Clone())
				s.send(http.MethodGet, "/_sim/journal", "", header.Clone())
				s.send(http.MethodPost, "/_sim/clock", `{"advance":"1s"}`, header.Clone())
			}
		})
	}

	all.Wait()

	if got := s.must(`root GET /runners/all`); got.header.Get("X-Total") != "165" {
		t.Errorf("there are %s runners, want 165", got.header.Get("X-Total"))
	}
}
