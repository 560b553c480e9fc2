package provider_test

import (
	"encoding/pem"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// The errors of a configuration that does not work yet.
func TestProtoProvider_firstErrors(t *testing.T) {
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

	// The port stays in use, so that no other program listens there later.
	taken, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", secure.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	t.Cleanup(func() { _ = taken.Close() })

	elsewhere := httptest.NewServer(http.RedirectHandler("https://gitlab.example.com/api/v4/user/runners", http.StatusMovedPermanently))
	t.Cleanup(elsewhere.Close)

	gateway := httptest.NewServer(http.RedirectHandler("https://sso.example.com/sign_in", http.StatusFound))
	t.Cleanup(gateway.Close)

	_, ordinary := g.User(t, "api")
	_, narrow := g.User(t, "read_api")

	const wrong = "glpat-wrongwrongwrongwrong"

	for name, test := range map[string]struct {
		config acctest.Values
		cause  tfdiag.Cause
		value  string
	}{
		"no token":     {acctest.Values{"token": acctest.Unknown}, tfdiag.NotConfigured, "token"},
		"wrong token":  {acctest.Values{"token": wrong}, tfdiag.Unauthorized, "401 Unauthorized"},
		"no role":      {acctest.Values{"token": ordinary}, tfdiag.CreationNotAllowed, "403 Forbidden"},
		"narrow scope": {acctest.Values{"token": narrow}, tfdiag.InsufficientScope, "`create_runner`"},
		// A name with an empty part fails without a DNS request.
		"unreachable host": {acctest.Values{"base_url": "https://gitlab..invalid"}, tfdiag.UnknownHost, "gitlab..invalid"},
		"closed port":      {acctest.Values{"base_url": "http://" + taken.LocalAddr().String()}, tfdiag.Unreachable, "2 times"},
		"self-signed":      {acctest.Values{"base_url": secure.URL}, tfdiag.UnknownAuthority, secure.URL},
		"no TLS":           {acctest.Values{"base_url": strings.Replace(g.URL, "http:", "https:", 1)}, tfdiag.NoTLS, strings.Replace(g.URL, "http:", "https:", 1)},
		"login page":       {acctest.Values{"base_url": page(200, "<title>Sign in · Example</title>")}, tfdiag.Lost, `"Sign in · Example"`},
		"error page":       {acctest.Values{"base_url": page(503, "<title>Down for maintenance</title>")}, tfdiag.Lost, `"Down for maintenance"`},
		"wrong path":       {acctest.Values{"base_url": g.URL + "/gitlab"}, tfdiag.CreationUnsupported, g.URL + "/gitlab"},
		"redirect":         {acctest.Values{"base_url": elsewhere.URL}, tfdiag.Redirected, "https://gitlab.example.com"},
		"sign-in gateway":  {acctest.Values{"base_url": gateway.URL}, tfdiag.SignInRequired, "https://sso.example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			test.config["retries"] = 1
			proto := g.Proto(t, test.config)

			_, diagnostics := proto.Apply("gitlabrunner_runner", proto.Plan("gitlabrunner_runner", nil, acctest.Values{"runner_type": "instance_type"}))

			text := acctest.Errors(diagnostics)
			acctest.Diagnosed(t, diagnostics, tfdiag.CreateRunner.Because(test.cause))
			acctest.Contains(t, text, test.value)

			for _, secret := range []string{wrong, ordinary, narrow, acctest.RootToken} {
				if strings.Contains(text, secret) {
					t.Errorf("a token is in:\n%s", text)
				}
			}
		})
	}
}

func TestProtoProvider_certificateAuthority(t *testing.T) {
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
		wants  []tfdiag.ID
	}{
		"off":                {acctest.Values{"token": "glpat-wrong"}, nil},
		"a good token":       {acctest.Values{"early_auth_check": true}, nil},
		"a narrow token":     {acctest.Values{"early_auth_check": true, "token": narrow}, nil},
		"a wrong token":      {acctest.Values{"early_auth_check": true, "token": "glpat-wrong"}, []tfdiag.ID{tfdiag.CheckToken.Because(tfdiag.Unauthorized)}},
		"not configured yet": {acctest.Values{"early_auth_check": true, "token": acctest.Unknown}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, diagnostics := g.Configure(t, test.config)
			acctest.Diagnosed(t, diagnostics, test.wants...)
		})
	}
}

func TestProtoProvider_invalidConfiguration(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)

	for want, config := range map[tfdiag.ID]acctest.Values{
		acctest.At("retries", tfdiag.NumberOutOfRange):                 {"retries": -1},
		acctest.At("max_concurrent_requests", tfdiag.NumberOutOfRange): {"max_concurrent_requests": -1},
		acctest.At("request_timeout", tfdiag.DurationInvalid):          {"request_timeout": "soon"},
		acctest.At("cacert_file", tfdiag.AttributesConflict):           {"cacert_file": "a", "cacert_pem": "b"},
		acctest.At("base_url", tfdiag.BaseURLInvalid):                  {"base_url": "gitlab.example.com"},
		acctest.At("token", tfdiag.TokenIsJobToken):                    {"token": "glcbt-0123456789abcdef"},
	} {
		_, diagnostics := g.Configure(t, config)
		acctest.Diagnosed(t, diagnostics, want)
	}
}

func TestProtoProvider_userAgent(t *testing.T) {
	t.Parallel()

	var userAgent string

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		userAgent = r.UserAgent()

		http.Error(w, "enough", http.StatusForbidden)
	}))
	t.Cleanup(server.Close)

	acctest.NewSim(t).Proto(t, acctest.Values{"base_url": server.URL}).Data("gitlabrunner_runner", acctest.Values{"id": 1})

	if userAgent != "terraform-provider-gitlabrunner/test (Terraform 1.11.4)" {
		t.Errorf("the user agent is %q", userAgent)
	}
}
