package providerdata_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// answering is the data of a provider whose GitLab gives one answer to every request.
func answering(t *testing.T, status int, body string) (*providerdata.Data, func() int) {
	t.Helper()

	var (
		mu    sync.Mutex
		count int
	)

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		count++
		mu.Unlock()

		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	t.Cleanup(server.Close)

	base, err := gitlabapi.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}

	fake := clock.NewFake(time.Unix(0, 0))

	client, err := gitlabapi.New(gitlabapi.Config{BaseURL: base, Token: "t", RequestTimeout: time.Minute, MaxConcurrentRequests: 2, Clock: fake})
	if err != nil {
		t.Fatal(err)
	}

	return providerdata.New(client, fake), func() int {
		mu.Lock()
		defer mu.Unlock()

		return count
	}
}

func TestData_administrator(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		status int
		body   string
		want   bool
		failed bool
		asked  int
	}{
		"administrator": {200, `{"id":1,"is_admin":true}`, true, false, 1},
		"ordinary user": {200, `{"id":1}`, false, false, 1},
		"may not ask":   {403, `{"error":"insufficient_scope"}`, false, false, 1},
		"answer fails":  {404, `{"error":"404 Not Found"}`, false, true, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s, count := answering(t, test.status, test.body)

			for range 3 {
				if got, err := s.Administrator(t.Context()); got != test.want || (err != nil) != test.failed {
					t.Errorf("got %v, %v", got, err)
				}
			}

			if count() != test.asked {
				t.Errorf("asked %d times, want %d", count(), test.asked)
			}
		})
	}
}

func TestData_versionAtLeast(t *testing.T) {
	t.Parallel()

	for body, want := range map[string]bool{
		`{"version":"17.11.0-ee"}`:      true,
		`{"version":"17.12.1"}`:         true,
		`{"version":"18.0.0-pre"}`:      true,
		`{"version":"17.10.9-ee"}`:      false,
		`{"version":"16.11.0"}`:         false,
		`{"version":"somewhat recent"}`: false,
		`{}`:                            false,
	} {
		s, _ := answering(t, 200, body)
		if got, err := s.VersionAtLeast(t.Context(), 17, 11); got != want || err != nil {
			t.Errorf("%s: got %v, %v", body, got, err)
		}
	}
}

// A run shows the full text of a warning once.
func TestData_warning(t *testing.T) {
	t.Parallel()

	s, _ := answering(t, 200, `{}`)

	for _, test := range []struct {
		data       *providerdata.Data
		made, want tfdiag.ID
	}{
		{s, tfdiag.TokenRejected, tfdiag.TokenRejected},
		{s, tfdiag.TokenRejected, tfdiag.TokenRejected.Repeated()},
		{s, tfdiag.TokenUndelivered, tfdiag.TokenUndelivered},
		{nil, tfdiag.TokenRejected, tfdiag.TokenRejected},
	} {
		made := test.data.Warning(path.Root("token"), test.made, tfdiag.Values{"runner": 7})
		if got := tfdiag.Identify(made.Severity(), made.Summary(), made.Detail()); got != test.want {
			t.Errorf("got %s, want %s", got, test.want)
		}
	}
}

func TestData_tokens(t *testing.T) {
	t.Parallel()

	s, _ := answering(t, 200, `{}`)
	s.PublishToken(7, 100, "glrt-x")

	if token, found := s.LookupToken(7, 100); !found || token != "glrt-x" {
		t.Errorf("got %q, %v", token, found)
	}

	for _, other := range [][2]int64{{7, 101}, {8, 100}} {
		if token, found := s.LookupToken(other[0], other[1]); found || token != "" {
			t.Errorf("%v: got %q", other, token)
		}
	}
}

func TestFrom_refusesOtherTypes(t *testing.T) {
	t.Parallel()

	var diags diag.Diagnostics

	if providerdata.From(nil, &diags) != nil || diags.HasError() {
		t.Errorf("before the provider is configured: %v", diags)
	}

	if providerdata.From("something", &diags); !diags.HasError() {
		t.Error("anything is taken for provider data")
	}
}

// A run shows the advice about a cause that concerns every object once.
func TestFailed_repeatedCause(t *testing.T) {
	t.Parallel()

	data, _ := answering(t, http.StatusUnauthorized, `{"message":"401 Unauthorized"}`)

	var got []tfdiag.ID

	for _, id := range []int64{7, 8, 7} {
		_, err := data.Client.Runner(t.Context(), id)
		for _, made := range data.Failed(tfdiag.OnRunner(tfdiag.ReadRunner, id, ""), err) {
			got = append(got, tfdiag.Identify(made.Severity(), made.Summary(), made.Detail()))
		}
	}

	want := []tfdiag.ID{
		tfdiag.ReadRunner.Because(tfdiag.Unauthorized), tfdiag.ReadRunner.Because(tfdiag.Repeated), tfdiag.ReadRunner.Because(tfdiag.Unauthorized),
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The runners of a fleet are described by the same words when they are created.
func TestFailed_pointsToTheEarlierErrorOfACreation(t *testing.T) {
	t.Parallel()

	data, _ := answering(t, http.StatusUnauthorized, `{"message":"401 Unauthorized"}`)

	var got []tfdiag.ID

	for range 3 {
		_, err := data.Client.CreateRunner(t.Context(), gitlabapi.CreateRunner{})
		for _, made := range data.Failed(tfdiag.Call{Operation: tfdiag.CreateRunner, Object: "an instance runner", Created: true}, err) {
			got = append(got, tfdiag.Identify(made.Severity(), made.Summary(), made.Detail()))
		}
	}

	want := []tfdiag.ID{
		tfdiag.CreateRunner.Because(tfdiag.Unauthorized), tfdiag.CreateRunner.Because(tfdiag.Repeated), tfdiag.CreateRunner.Because(tfdiag.Repeated),
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
