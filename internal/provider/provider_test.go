package provider_test

import (
	"encoding/pem"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// What a stranger reads when the first plan does not work.
func TestProtoProvider_errorsThatAStrangerUnderstands(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)

	page := func(status int, body string) string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}))
		t.Cleanup(server.Close)

		return server.URL
	}

	secure := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(secure.Close)

	// A port that is taken, so that nobody listens there later.
	taken, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", secure.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(func() { _ = taken.Close() })

	elsewhere := httptest.NewServer(http.RedirectHandler("https://gitlab.example.com/api/v4/runners/1", http.StatusMovedPermanently))
	t.Cleanup(elsewhere.Close)

	_, ordinary := g.User(t, "api")
	_, narrow := g.User(t, "read_api")

	const wrong = "glpat-wrongwrongwrongwrong"

	for name, test := range map[string]struct {
		config acctest.Values
		wants  []string
	}{
		"no token":     {acctest.Values{"token": acctest.Unknown}, []string{"Nothing was sent", "the value of token is known only after apply", "with -target"}},
		"wrong token":  {acctest.Values{"token": wrong}, []string{"401 Unauthorized", "does not know the access token", "GITLAB_TOKEN"}},
		"no right":     {acctest.Values{"token": ordinary}, []string{"403 Forbidden", "an administrator for an instance runner"}},
		"narrow scope": {acctest.Values{"token": narrow}, []string{"insufficient_scope", "the scope `create_runner` or `api`"}},
		// No resolver is asked for a name with an empty part.
		"unreachable host": {acctest.Values{"base_url": "https://gitlab..invalid"}, []string{"There was no answer", "gitlab..invalid", "No such host"}},
		"closed port":      {acctest.Values{"base_url": "http://" + taken.LocalAddr().String()}, []string{"connection refused", "Nothing listens there", "sent 2 times"}},
		"self-signed":      {acctest.Values{"base_url": secure.URL}, []string{"certificate signed by unknown authority", "cacert_file"}},
		"no TLS":           {acctest.Values{"base_url": strings.Replace(g.URL, "http:", "https:", 1)}, []string{"There was no answer", "No TLS is spoken there"}},
		"login page":       {acctest.Values{"base_url": page(200, "<title>Sign in · Example</title>")}, []string{`an HTML page titled "Sign in · Example"`, "Check `base_url`"}},
		"error page":       {acctest.Values{"base_url": page(503, "<title>Down for maintenance</title>")}, []string{"503 Service Unavailable", `"Down for maintenance"`}},
		"wrong path":       {acctest.Values{"base_url": g.URL + "/gitlab"}, []string{"404 Not Found", "Check `base_url`"}},
		"redirect":         {acctest.Values{"base_url": elsewhere.URL}, []string{"redirected to https://gitlab.example.com", "set `base_url` to the address it redirects to"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			test.config["retries"] = 1
			proto := g.Proto(t, test.config)

			_, diagnostics := proto.Apply("gitlabrunner_runner", proto.Plan("gitlabrunner_runner", nil, acctest.Values{"runner_type": "instance_type"}))

			text := acctest.Errors(diagnostics)
			for _, want := range append(test.wants, "Unable to create runner", "Tried to create an instance runner") {
				if !strings.Contains(text, want) {
					t.Errorf("%q is missing in:\n%s", want, text)
				}
			}

			for _, secret := range []string{wrong, ordinary, narrow, acctest.RootToken} {
				if strings.Contains(text, secret) {
					t.Errorf("a token is in:\n%s", text)
				}
			}
		})
	}
}

func TestProtoProvider_trustsTheAuthorityItIsGiven(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = w.Write([]byte(`{"id":1,"runner_type":"instance_type","status":"online"}`))
	}))
	t.Cleanup(secure.Close)

	authority := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: secure.Certificate().Raw}))

	for name, config := range map[string]acctest.Values{
		"cacert_pem": {"base_url": secure.URL, "cacert_pem": authority},
		"insecure":   {"base_url": secure.URL, "insecure": true},
	} {
		if _, diagnostics := g.Proto(t, config).Data("gitlabrunner_runner", acctest.Values{"id": 1}); acctest.Errors(diagnostics) != "" {
			t.Errorf("%s: %s", name, acctest.Errors(diagnostics))
		}
	}
}

func TestProtoProvider_earlyAuthCheck(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	_, narrow := g.User(t, "create_runner")

	for name, test := range map[string]struct {
		config acctest.Values
		says   string
	}{
		"off":                {acctest.Values{"token": "glpat-wrong"}, ""},
		"a good token":       {acctest.Values{"early_auth_check": true}, ""},
		"a narrow token":     {acctest.Values{"early_auth_check": true, "token": narrow}, ""},
		"a wrong token":      {acctest.Values{"early_auth_check": true, "token": "glpat-wrong"}, "Unable to check access token"},
		"not configured yet": {acctest.Values{"early_auth_check": true, "token": acctest.Unknown}, ""},
	} {
		_, diagnostics := g.Configure(t, test.config)
		if text := acctest.Errors(diagnostics); (text == "") != (test.says == "") || !strings.Contains(text, test.says) {
			t.Errorf("%s: got %q, want %q", name, text, test.says)
		}
	}
}

func TestProtoProvider_badConfigurationIsRefusedOnItsAttribute(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)

	for attribute, config := range map[string]acctest.Values{
		"retries":                 {"retries": -1},
		"max_concurrent_requests": {"max_concurrent_requests": -1},
		"request_timeout":         {"request_timeout": "soon"},
		"cacert_file":             {"cacert_file": "a", "cacert_pem": "b"},
		"base_url":                {"base_url": "gitlab.example.com"},
		"token":                   {"token": "glcbt-0123456789abcdef"},
	} {
		_, diagnostics := g.Configure(t, config)
		if text := acctest.Errors(diagnostics); !strings.HasPrefix(text, attribute+": ") {
			t.Errorf("%s: got %q", attribute, text)
		}
	}
}

func TestProtoProvider_saysWhoIsCalling(t *testing.T) {
	t.Parallel()

	var agent string

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		agent = r.UserAgent()

		http.Error(w, "enough", http.StatusForbidden)
	}))
	t.Cleanup(server.Close)

	acctest.NewSim(t).Proto(t, acctest.Values{"base_url": server.URL}).Data("gitlabrunner_runner", acctest.Values{"id": 1})

	if agent != "terraform-provider-gitlabrunner/test (Terraform 1.11.4)" {
		t.Errorf("the user agent is %q", agent)
	}
}
