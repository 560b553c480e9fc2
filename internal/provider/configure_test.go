package provider

import (
	"encoding/pem"
	"errors"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func environment(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

// block is an empty provider block, changed by change.
func block(change func(*providerModel)) providerModel {
	model := providerModel{Headers: types.MapNull(types.StringType)}
	if change != nil {
		change(&model)
	}

	return model
}

func headers(values map[string]string) types.Map {
	elements := make(map[string]attr.Value)
	for name, value := range values {
		elements[name] = types.StringValue(value)
	}

	return types.MapValueMust(types.StringType, elements)
}

func TestResolve_prefersConfigurationToEnvironment(t *testing.T) {
	t.Parallel()

	everything := map[string]string{
		"GITLAB_BASE_URL": "https://env.example.com", "CI_API_V4_URL": "https://ci.example.com/api/v4", "GITLAB_TOKEN": "env-token",
		"GITLAB_HEADERS": `{"X-Env":"1"}`, "GITLAB_RETRIES": "1", "GITLAB_REQUEST_TIMEOUT": "1s",
		"GITLAB_MAX_CONCURRENT_REQUESTS": "1", "GITLAB_INSECURE": "true",
	}

	for name, test := range map[string]struct {
		model providerModel
		env   map[string]string
		want  gitlabapi.Config
		url   string
	}{
		"defaults": {
			block(nil), nil,
			gitlabapi.Config{Retries: 5, RequestTimeout: time.Minute, MaxConcurrentRequests: 20},
			"https://gitlab.com",
		},
		"environment": {
			block(nil), everything,
			gitlabapi.Config{Token: "env-token", Headers: map[string]string{"X-Env": "1"}, Retries: 1, RequestTimeout: time.Second, MaxConcurrentRequests: 1},
			"https://env.example.com",
		},
		"pipeline": {
			block(nil),
			map[string]string{"CI_API_V4_URL": "https://ci.example.com/gitlab/api/v4"},
			gitlabapi.Config{Retries: 5, RequestTimeout: time.Minute, MaxConcurrentRequests: 20},
			"https://ci.example.com/gitlab",
		},
		"configuration": {
			block(func(m *providerModel) {
				m.BaseURL = types.StringValue("https://own.example.com/gitlab/")
				m.Token = types.StringValue("own-token")
				m.Headers = headers(map[string]string{"X-Own": "2"})
				m.Retries = types.Int64Value(0)
				m.RequestTimeout = types.StringValue("2m")
				m.MaxConcurrentRequests = types.Int64Value(7)
				m.Insecure = types.BoolValue(false)
			}),
			everything,
			gitlabapi.Config{Token: "own-token", Headers: map[string]string{"X-Own": "2"}, RequestTimeout: 2 * time.Minute, MaxConcurrentRequests: 7},
			"https://own.example.com/gitlab",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, _, diags := resolve(t.Context(), test.model, environment(test.env))
			if diags.HasError() {
				t.Fatal(diags)
			}

			if got.BaseURL.String() != test.url {
				t.Errorf("base_url is %s, want %s", got.BaseURL, test.url)
			}

			if got.Token != test.want.Token || got.Retries != test.want.Retries ||
				got.RequestTimeout != test.want.RequestTimeout || got.MaxConcurrentRequests != test.want.MaxConcurrentRequests {
				t.Errorf("got %+v, want %+v", got, test.want)
			}

			if len(got.Headers) != len(test.want.Headers) {
				t.Errorf("headers are %v, want %v", got.Headers, test.want.Headers)
			}

			for name, want := range test.want.Headers {
				if got.Headers[name] != want {
					t.Errorf("header %s is %q, want %q", name, got.Headers[name], want)
				}
			}

			if insecure := got.TLS != nil && got.TLS.InsecureSkipVerify; insecure != (name == "environment") {
				t.Errorf("insecure is %v", insecure)
			}

			if errors.Is(got.Unusable, gitlabapi.ErrNoToken) != (test.want.Token == "") {
				t.Errorf("unusable is %v", got.Unusable)
			}
		})
	}
}

func identified(made diag.Diagnostic) tfdiag.ID {
	return tfdiag.Identify(made.Severity(), made.Summary(), made.Detail())
}

func TestResolve_refusesInvalidValues(t *testing.T) {
	t.Parallel()

	const marker = "-----BEGIN NOTHING-----\n-----END NOTHING-----\n"

	for name, test := range map[string]struct {
		model     providerModel
		env       map[string]string
		attribute string
		want      tfdiag.ID
	}{
		"base_url":                {block(func(m *providerModel) { m.BaseURL = types.StringValue("gitlab.example.com") }), nil, "base_url", tfdiag.BaseURLInvalid},
		"base_url in environment": {block(nil), map[string]string{"GITLAB_BASE_URL": "ftp://x"}, "base_url", tfdiag.BaseURLInvalid},
		"job token":               {block(nil), map[string]string{"GITLAB_TOKEN": "jt", "CI_JOB_TOKEN": "jt"}, "token", tfdiag.TokenIsJobToken},
		"runner's token":          {block(func(m *providerModel) { m.Token = types.StringValue("glrt-secret") }), nil, "token", tfdiag.TokenIsNoAccessToken},
		"token of a registered runner": {
			block(nil), map[string]string{"GITLAB_TOKEN": "glrtr-secret"}, "token", tfdiag.TokenIsNoAccessToken,
		},
		"registration token":      {block(func(m *providerModel) { m.Token = types.StringValue("GR1348941secret") }), nil, "token", tfdiag.TokenIsNoAccessToken},
		"job token by its prefix": {block(func(m *providerModel) { m.Token = types.StringValue("glcbt-64_secret") }), nil, "token", tfdiag.TokenIsJobToken},
		"token with a line break": {block(func(m *providerModel) { m.Token = types.StringValue("secret\n") }), nil, "token", tfdiag.TokenHasWhiteSpace},
		"cacert_file":             {block(func(m *providerModel) { m.CACertFile = types.StringValue("/nonexistent") }), nil, "cacert_file", tfdiag.CACertFileUnreadable},
		"cacert_pem":              {block(func(m *providerModel) { m.CACertPEM = types.StringValue(marker) }), nil, "cacert_pem", tfdiag.CACertEmpty},
		"cert without key":        {block(func(m *providerModel) { m.ClientCert = types.StringValue(marker) }), nil, "client_key", tfdiag.ClientKeyMissing},
		"key without cert":        {block(func(m *providerModel) { m.ClientKey = types.StringValue(marker) }), nil, "client_cert", tfdiag.ClientCertMissing},
		"key that is no file": {block(func(m *providerModel) {
			m.ClientCert = types.StringValue(marker)
			m.ClientKey = types.StringValue("secret")
		}), nil, "client_key", tfdiag.ClientCertUnreadable},
		"cert and key": {block(func(m *providerModel) {
			m.ClientCert = types.StringValue(marker)
			m.ClientKey = types.StringValue(marker)
		}), nil, "client_cert", tfdiag.ClientCertMismatch},
		"insecure":                {block(nil), map[string]string{"GITLAB_INSECURE": "maybe"}, "insecure", tfdiag.VariableNotBoolean},
		"headers in environment":  {block(nil), map[string]string{"GITLAB_HEADERS": "X: 1"}, "headers", tfdiag.VariableNotHeaders},
		"header name":             {block(func(m *providerModel) { m.Headers = headers(map[string]string{"X Y": "1"}) }), nil, `headers["X Y"]`, tfdiag.HeaderNameInvalid},
		"header value":            {block(func(m *providerModel) { m.Headers = headers(map[string]string{"X-Y": "a\r\nHost: evil"}) }), nil, `headers["X-Y"]`, tfdiag.HeaderValueInvalid},
		"header with a token":     {block(func(m *providerModel) { m.Headers = headers(map[string]string{"PRIVATE-TOKEN": "secret"}) }), nil, `headers["PRIVATE-TOKEN"]`, tfdiag.HeaderIsToken},
		"header of a repetition":  {block(func(m *providerModel) { m.Headers = headers(map[string]string{"X-Idempotency-Key": "1"}) }), nil, `headers["X-Idempotency-Key"]`, tfdiag.HeaderRepeatsRequests},
		"header of a method":      {block(func(m *providerModel) { m.Headers = headers(map[string]string{"X-HTTP-Method-Override": "DELETE"}) }), nil, `headers["X-HTTP-Method-Override"]`, tfdiag.HeaderChangesMethod},
		"header of ours":          {block(func(m *providerModel) { m.Headers = headers(map[string]string{"Host": "evil"}) }), nil, `headers["Host"]`, tfdiag.HeaderReserved},
		"early_auth_check":        {block(nil), map[string]string{"GITLAB_EARLY_AUTH_CHECK": "maybe"}, "early_auth_check", tfdiag.VariableNotBoolean},
		"retries":                 {block(nil), map[string]string{"GITLAB_RETRIES": "-1"}, "retries", tfdiag.VariableNotNumber},
		"request_timeout":         {block(nil), map[string]string{"GITLAB_REQUEST_TIMEOUT": "soon"}, "request_timeout", tfdiag.RequestTimeoutInvalid},
		"request_timeout of 0":    {block(func(m *providerModel) { m.RequestTimeout = types.StringValue("0s") }), nil, "request_timeout", tfdiag.RequestTimeoutZero},
		"max_concurrent_requests": {block(nil), map[string]string{"GITLAB_MAX_CONCURRENT_REQUESTS": "0"}, "max_concurrent_requests", tfdiag.VariableNotNumber},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, _, diags := resolve(t.Context(), test.model, environment(test.env))
			if len(diags) != 1 {
				t.Fatalf("got %d diagnostics, want 1: %v", len(diags), diags)
			}

			got, ok := diags[0].(diag.DiagnosticWithPath)
			if !ok || got.Path().String() != test.attribute || identified(got) != test.want {
				t.Errorf("got %s: %#v, want %s about %s", identified(diags[0]), diags[0], test.want, test.attribute)
			}

			for variable := range test.env {
				if variable != "CI_JOB_TOKEN" && !strings.Contains(diags[0].Detail(), variable) {
					t.Errorf("%s is not named: %s", variable, diags[0].Detail())
				}
			}

			if strings.Contains(diags[0].Detail(), "secret") {
				t.Errorf("it repeats a secret: %s", diags[0].Detail())
			}
		})
	}
}

func TestResolve_warnsOfUnencryptedHTTP(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		url, token string
		warns      bool
	}{
		"plain":               {"http://gitlab.example.com", "t", true},
		"plain, nothing sent": {"http://gitlab.example.com", "", false},
		"loopback":            {"http://127.0.0.1:8929", "t", false},
		"https":               {"https://gitlab.example.com", "t", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			_, _, diags := resolve(t.Context(), block(nil), environment(map[string]string{"GITLAB_BASE_URL": test.url, "GITLAB_TOKEN": test.token}))
			if (len(diags) == 1) != test.warns || test.warns && identified(diags[0]) != tfdiag.UnencryptedHTTP {
				t.Errorf("got %v", diags)
			}
		})
	}
}

func TestResolve_namesUnknownValues(t *testing.T) {
	t.Parallel()

	config, _, diags := resolve(t.Context(), block(func(m *providerModel) {
		m.BaseURL = types.StringUnknown()
		m.Headers = types.MapValueMust(types.StringType, map[string]attr.Value{"X-Y": types.StringUnknown()})
	}), environment(map[string]string{"GITLAB_TOKEN": "t", "GITLAB_RETRIES": "many"}))

	if len(diags) != 0 {
		t.Errorf("got %v", diags)
	}

	if config.Unusable == nil || !strings.Contains(config.Unusable.Error(), "base_url, headers") {
		t.Errorf("unusable is %v", config.Unusable)
	}
}

func TestResolve_readsAuthoritiesFromFileOrText(t *testing.T) {
	t.Parallel()

	server := httptest.NewTLSServer(nil)
	t.Cleanup(server.Close)

	text := string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw}))

	file := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}

	for name, test := range map[string]struct {
		model providerModel
		env   map[string]string
	}{
		"file":                {block(func(m *providerModel) { m.CACertFile = types.StringValue(file) }), nil},
		"text":                {block(func(m *providerModel) { m.CACertPEM = types.StringValue(text) }), nil},
		"file in environment": {block(nil), map[string]string{"GITLAB_CACERT_FILE": file}},
		"text in environment": {block(nil), map[string]string{"GITLAB_CACERT_PEM": text}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			config, _, diags := resolve(t.Context(), test.model, environment(test.env))
			if diags.HasError() || config.TLS == nil || config.TLS.RootCAs == nil {
				t.Errorf("got %v, %v", config.TLS, diags)
			}
		})
	}
}
