package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/duration"
)

// Schema implements [provider.Provider].
func (p *gitlabrunnerProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Runner fleets of GitLab as code.",
		Attributes: map[string]schema.Attribute{
			"base_url": schema.StringAttribute{
				MarkdownDescription: "The address of GitLab, with or without `/api/v4`, and with its path where GitLab is installed under one. " +
					"Environment: `GITLAB_BASE_URL`; in a GitLab pipeline `CI_API_V4_URL` comes after it. Defaults to `https://gitlab.com`.",
				Optional: true,
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "A personal, group, project or OAuth access token. The job token of a pipeline does not work: the Runners API does not take it. " +
					"Environment: `GITLAB_TOKEN`. Defaults to none: what needs a token is then an error, as soon as it is asked for.",
				Optional:  true,
				Sensitive: true,
			},
			"cacert_file": schema.StringAttribute{
				MarkdownDescription: "A file with the certificates, in PEM, of the authorities to trust besides those of the system. Environment: `GITLAB_CACERT_FILE`. Defaults to none besides.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.ConflictsWith(path.MatchRoot("cacert_pem"))},
			},
			"cacert_pem": schema.StringAttribute{
				MarkdownDescription: "The same as `cacert_file`, with the certificates themselves. Environment: `GITLAB_CACERT_PEM`. Defaults to none besides.",
				Optional:            true,
			},
			"client_cert": schema.StringAttribute{
				MarkdownDescription: "The client certificate, in PEM or as the name of a file that holds it, for a GitLab behind a proxy that asks for one. Needs `client_key`. Environment: `GITLAB_CLIENT_CERT`. Defaults to none.",
				Optional:            true,
			},
			"client_key": schema.StringAttribute{
				MarkdownDescription: "The key of `client_cert`, in PEM or as the name of a file that holds it. Needs `client_cert`. Environment: `GITLAB_CLIENT_KEY`. Defaults to none.",
				Optional:            true,
				Sensitive:           true,
			},
			"insecure": schema.BoolAttribute{
				MarkdownDescription: "Whether to accept any certificate. The token is then readable by whoever stands in between; trust the right authority with `cacert_file` instead. Environment: `GITLAB_INSECURE`. Defaults to `false`.",
				Optional:            true,
			},
			"headers": schema.MapAttribute{
				MarkdownDescription: "Headers to send with every request, for a proxy before GitLab. Environment: `GITLAB_HEADERS`, as a JSON object. Defaults to none.",
				ElementType:         types.StringType,
				Optional:            true,
				Sensitive:           true,
			},
			"retries": schema.Int64Attribute{
				MarkdownDescription: "How often a request is sent again after a failure that may pass. What could happen twice, such as creating a runner, is not sent again. " +
					"To wait until GitLab's rate limit takes requests again, for up to an hour where GitLab says how long, is no failure and is not counted. From 0 to 100. Environment: `GITLAB_RETRIES`. Defaults to `5`.",
				Optional:   true,
				Validators: []validator.Int64{int64validator.Between(0, maxRetries)},
			},
			"request_timeout": schema.StringAttribute{
				MarkdownDescription: "How long one attempt of a request may take, as `90s` or `2m`; more than no time at all. Environment: `GITLAB_REQUEST_TIMEOUT`. Defaults to `60s`.",
				Optional:            true,
				Validators:          []validator.String{duration.Validator()},
			},
			"max_concurrent_requests": schema.Int64Attribute{
				MarkdownDescription: "How many requests are under way at once, and how many connections are kept. The rate limits that GitLab reports are followed whatever this is. From 1 to 1000. Environment: `GITLAB_MAX_CONCURRENT_REQUESTS`. Defaults to `20`.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.Between(1, maxConcurrent)},
			},
			"early_auth_check": schema.BoolAttribute{
				MarkdownDescription: "Whether to ask GitLab at the start whether the token is valid, which costs one request and gives one clear error instead of many. Environment: `GITLAB_EARLY_AUTH_CHECK`. Defaults to `false`.",
				Optional:            true,
			},
		},
	}
}
