package provider

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const (
	defaultRetries    = 5
	defaultTimeout    = time.Minute
	defaultConcurrent = 20

	maxRetries    = 100
	maxConcurrent = 1000
)

func (p *gitlabrunnerProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var model providerModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config, checks, diags := resolve(ctx, model, p.Getenv)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.UserAgent = fmt.Sprintf("terraform-provider-gitlabrunner/%s (Terraform %s)", p.version, req.TerraformVersion)
	config.Clock = p.Clock

	client, err := gitlabapi.New(config)
	if err != nil {
		resp.Diagnostics.Append(tfdiag.New(tfdiag.ClientNotCreated, tfdiag.Values{"reason": err}))

		return
	}

	if checks && config.Unusable == nil {
		resp.Diagnostics.Append(checkToken(ctx, client)...)
	}

	shared := providerdata.New(client, p.Clock)
	resp.ResourceData = shared
	resp.DataSourceData = shared
	resp.EphemeralResourceData = shared
	resp.ListResourceData = shared
	resp.ActionData = shared
}

// resolve makes the client's settings from the provider block and the
// environment. It reports whether to check the token at once.
func resolve(ctx context.Context, model providerModel, getenv func(string) string) (gitlabapi.Config, bool, diag.Diagnostics) {
	if names := model.unknown(ctx); len(names) > 0 {
		return gitlabapi.Config{
			BaseURL:  &url.URL{Scheme: "https", Host: "unknown.invalid"},
			Unusable: fmt.Errorf("%w: the value of %s is known only after apply", gitlabapi.ErrNotConfigured, strings.Join(names, ", ")),
			// The client counts its slots for requests even if it never sends one.
			MaxConcurrentRequests: 1,
		}, false, nil
	}

	r := &reader{getenv: getenv}

	config := gitlabapi.Config{
		BaseURL:               r.baseURL(model),
		Token:                 r.token(model),
		TLS:                   r.tlsConfig(model),
		Headers:               r.headers(model.Headers, "GITLAB_HEADERS"),
		Retries:               r.number("retries", model.Retries, "GITLAB_RETRIES", 0, maxRetries, defaultRetries),
		RequestTimeout:        r.timeout(model),
		MaxConcurrentRequests: r.number("max_concurrent_requests", model.MaxConcurrentRequests, "GITLAB_MAX_CONCURRENT_REQUESTS", 1, maxConcurrent, defaultConcurrent),
	}

	if config.Token == "" {
		config.Unusable = gitlabapi.ErrNoToken
	} else if config.BaseURL != nil && gitlabapi.SendsUnencrypted(config.BaseURL) {
		r.diags.Append(tfdiag.At(path.Root("base_url"), tfdiag.UnencryptedHTTP, tfdiag.Values{"url": config.BaseURL}))
	}

	checks := r.boolean("early_auth_check", model.EarlyAuthCheck, "GITLAB_EARLY_AUTH_CHECK")

	return config, checks, r.diags
}

func (r *reader) baseURL(model providerModel) *url.URL {
	text := r.text(model.BaseURL, "GITLAB_BASE_URL", "CI_API_V4_URL")
	if text == "" {
		text = gitlabapi.DefaultBaseURL
	}

	base, err := gitlabapi.ParseBaseURL(text)
	if err != nil {
		r.refuse("base_url", tfdiag.BaseURLInvalid, tfdiag.Values{"reason": err})
	}

	return base
}

func (r *reader) token(model providerModel) string {
	token := r.text(model.Token, "GITLAB_TOKEN")
	kind := gitlabapi.KindOfToken(token)

	switch {
	case token == "":
	case kind == gitlabapi.JobToken, token == r.getenv("CI_JOB_TOKEN"):
		r.refuse("token", tfdiag.TokenIsJobToken, nil)
	case kind != "" && kind != gitlabapi.AccessToken:
		r.refuse("token", tfdiag.TokenIsNoAccessToken, tfdiag.Values{"kind": kind})
	case strings.TrimSpace(token) != token, strings.ContainsFunc(token, isControl):
		r.refuse("token", tfdiag.TokenHasWhiteSpace, nil)
	}

	return token
}

func (r *reader) timeout(model providerModel) time.Duration {
	text := r.text(model.RequestTimeout, "GITLAB_REQUEST_TIMEOUT")
	if text == "" {
		return defaultTimeout
	}

	timeout, err := framework.ParseDuration(text)

	switch {
	case err != nil:
		r.refuse("request_timeout", tfdiag.RequestTimeoutInvalid, tfdiag.Values{"value": strconv.Quote(text)})
	case timeout == 0:
		r.refuse("request_timeout", tfdiag.RequestTimeoutZero, tfdiag.Values{"value": strconv.Quote(text)})
	}

	return timeout
}

// checkToken asks GitLab for the user of the token. GitLab knows a token that it
// refuses with 403: its scopes do not include this request.
func checkToken(ctx context.Context, client *gitlabapi.Client) diag.Diagnostics {
	_, err := client.CurrentUser(ctx)
	if err == nil || gitlabapi.HasStatus(err, http.StatusForbidden) {
		return nil
	}

	return tfdiag.Call{Operation: tfdiag.CheckToken}.Failed(err)
}
