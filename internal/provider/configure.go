package provider

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
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

// jobTokenPrefix begins the job token of a pipeline,
// see https://docs.gitlab.com/security/tokens/#token-prefixes.
const jobTokenPrefix = "glcbt-"

// Configure implements [provider.Provider].
func (p *gitlabrunnerProvider) Configure(ctx context.Context, req provider.ConfigureRequest, resp *provider.ConfigureResponse) {
	var model providerModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &model)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config, checks, diags := resolve(model, p.Getenv)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.UserAgent = fmt.Sprintf("terraform-provider-gitlabrunner/%s (Terraform %s)", p.version, req.TerraformVersion)
	config.Clock = p.Clock

	client, err := gitlabapi.New(config)
	if err != nil {
		resp.Diagnostics.AddError("Unable to set up the client", err.Error())

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

// resolve makes the client's settings out of the provider block and the
// environment. It reports whether the token shall be checked at once.
func resolve(model providerModel, getenv func(string) string) (gitlabapi.Config, bool, diag.Diagnostics) {
	if names := model.unknown(); len(names) > 0 {
		return gitlabapi.Config{
			BaseURL:  &url.URL{Scheme: "https", Host: "unknown.invalid"},
			Unusable: fmt.Errorf("%w: the value of %s is known only after apply", gitlabapi.ErrNotConfigured, strings.Join(names, ", ")),
			// The client counts places for requests even if it never sends one.
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
		r.diags.AddAttributeWarning(
			path.Root("base_url"),
			"The token travels in the clear",
			fmt.Sprintf("%s is plain http, so anybody between here and there can read the access token and the runners' tokens. Use https.", config.BaseURL),
		)
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
		r.wrong("base_url", fmt.Sprintf("The address of GitLab cannot be used: %s.", err))
	}

	return base
}

func (r *reader) token(model providerModel) string {
	token := r.text(model.Token, "GITLAB_TOKEN")

	switch {
	case token == "":
	case strings.HasPrefix(token, jobTokenPrefix), token == r.getenv("CI_JOB_TOKEN"):
		r.wrong("token", "This is the job token of a pipeline, and GitLab's Runners API does not take it. "+
			"Make a personal, group or project access token with the scope api, and give it to the pipeline as a masked variable.")
	case strings.TrimSpace(token) != token, strings.ContainsFunc(token, isControl):
		r.wrong("token", "There is white space at an end of it, or a control character in it, perhaps the line break of a file; trimspace() removes it.")
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
		r.wrong("request_timeout", fmt.Sprintf("It cannot be used: %s.", err))
	case timeout == 0:
		r.wrong("request_timeout", "No request is answered in no time at all.")
	}

	return timeout
}

// checkToken asks GitLab who is calling. A token whose scope does not reach
// that far is a valid one.
func checkToken(ctx context.Context, client *gitlabapi.Client) diag.Diagnostics {
	_, err := client.CurrentUser(ctx)
	if err == nil || gitlabapi.HasStatus(err, http.StatusForbidden) {
		return nil
	}

	check := tfdiag.Operation{Verb: "check", Noun: "access token"}

	return check.Failed(err)
}
