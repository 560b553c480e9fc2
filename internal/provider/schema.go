package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

func (p *gitlabrunnerProvider) Schema(_ context.Context, _ provider.SchemaRequest, resp *provider.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages GitLab runner fleets as code.",
		Attributes: map[string]schema.Attribute{
			"base_url": schema.StringAttribute{
				MarkdownDescription: "The URL of GitLab, with or without `/api/v4`. If GitLab is installed under a path, include it. " +
					"Environment variable: `GITLAB_BASE_URL`, or `CI_API_V4_URL` as set in GitLab pipelines. Defaults to `https://gitlab.com`.",
				Optional: true,
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "A personal, group, project or OAuth access token. The job token of a pipeline is not accepted, because the Runners API does not support it. " +
					"Environment variable: `GITLAB_TOKEN`. Defaults to none: operations that require a token then fail.",
				Optional:  true,
				Sensitive: true,
			},
			"cacert_file": schema.StringAttribute{
				MarkdownDescription: "The path of a PEM file with the certificates of certificate authorities to trust in addition to those of the system. Conflicts with `cacert_pem`. Environment variable: `GITLAB_CACERT_FILE`. Defaults to none.",
				Optional:            true,
				Validators:          []validator.String{framework.ConflictsWith("cacert_pem")},
			},
			"cacert_pem": schema.StringAttribute{
				MarkdownDescription: "The PEM certificates of certificate authorities to trust in addition to those of the system. Conflicts with `cacert_file`. Environment variable: `GITLAB_CACERT_PEM`. Defaults to none.",
				Optional:            true,
			},
			"client_cert": schema.StringAttribute{
				MarkdownDescription: "The client certificate, as PEM text or as the path of a PEM file, for a GitLab instance or proxy that requires one. Requires `client_key`. Environment variable: `GITLAB_CLIENT_CERT`. Defaults to none.",
				Optional:            true,
			},
			"client_key": schema.StringAttribute{
				MarkdownDescription: "The private key of `client_cert`, as PEM text or as the path of a PEM file. Requires `client_cert`. Environment variable: `GITLAB_CLIENT_KEY`. Defaults to none.",
				Optional:            true,
				Sensitive:           true,
			},
			"insecure": schema.BoolAttribute{
				MarkdownDescription: "Whether to accept any TLS certificate. This exposes the token to interception; prefer `cacert_file`. Environment variable: `GITLAB_INSECURE`. Defaults to `false`.",
				Optional:            true,
			},
			"headers": schema.MapAttribute{
				MarkdownDescription: "HTTP headers to send with every request, for example for a proxy in front of GitLab. Environment variable: `GITLAB_HEADERS`, as a JSON object. Defaults to none.",
				ElementType:         types.StringType,
				Optional:            true,
				Sensitive:           true,
			},
			"retries": schema.Int64Attribute{
				CustomType: framework.WholeNumber{},
				MarkdownDescription: "The maximum number of times to retry a request after a transient failure, from 0 to 100. Requests that are not safe to repeat, such as creating a runner, are not retried. " +
					"Waiting for a rate limit, for up to an hour as GitLab requests, does not count as a retry. Environment variable: `GITLAB_RETRIES`. Defaults to `5`.",
				Optional:   true,
				Validators: []validator.Int64{framework.Between(0, maxRetries, "retries", "`5`")},
			},
			"request_timeout": schema.StringAttribute{
				MarkdownDescription: "The timeout of a single attempt of a request, such as `90s` or `2m`. Must be greater than zero. Environment variable: `GITLAB_REQUEST_TIMEOUT`. Defaults to `60s`.",
				Optional:            true,
				Validators:          []validator.String{framework.DurationValidator("`60s` or `2m`")},
			},
			"max_concurrent_requests": schema.Int64Attribute{
				CustomType:          framework.WholeNumber{},
				MarkdownDescription: "The maximum number of concurrent requests and open connections, from 1 to 1000. The rate limits that GitLab reports are respected regardless of this value. Environment variable: `GITLAB_MAX_CONCURRENT_REQUESTS`. Defaults to `20`.",
				Optional:            true,
				Validators:          []validator.Int64{framework.Between(1, maxConcurrent, "requests", "`20`")},
			},
			"early_auth_check": schema.BoolAttribute{
				MarkdownDescription: "Whether to check the token when the provider starts, which costs one request and reports an invalid token once instead of for every resource. Environment variable: `GITLAB_EARLY_AUTH_CHECK`. Defaults to `false`.",
				Optional:            true,
			},
		},
	}
}
