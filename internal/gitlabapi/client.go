package gitlabapi

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/http"
	"net/url"
	"sync/atomic"
	"time"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi/ratelimit"
)

// Config configures a client.
type Config struct {
	// BaseURL is the address of the instance, as ParseBaseURL returns it.
	BaseURL *url.URL
	// Token is a personal, project, group or OAuth access token.
	Token string
	// Unusable, if it is not nil, is the error of every call, as [ErrNoToken].
	// Nothing is sent then.
	Unusable error
	// TLS is the TLS configuration; nil is Go's default.
	TLS *tls.Config
	// Headers are sent with every request.
	Headers map[string]string
	// UserAgent is the header User-Agent.
	UserAgent string
	// Retries is how often a request is sent again after a failure; 0 is never. A
	// 429 with Retry-After is not a failure.
	Retries int
	// RequestTimeout limits one attempt, from the connection to the last byte.
	RequestTimeout time.Duration
	// MaxConcurrentRequests limits the attempts in flight.
	MaxConcurrentRequests int
	// Clock is the time, and waits between attempts.
	Clock clock.Clock
}

// Client calls GitLab's Runners API. It is safe for concurrent use.
type Client struct {
	official    *gitlab.Client
	config      Config
	mask        mask
	certificate *clientCertificate

	// The results of shared reads.
	runners  *cache[int64, Runner]
	details  *cache[int64, RunnerDetails]
	projects *cache[string, Project]
	written  atomic.Bool
}

// New returns a client. It sends nothing.
func New(config Config) (*Client, error) {
	certificate := newClientCertificate(config)

	return newClient(config, newConnections(config, certificate), certificate)
}

func newClient(config Config, network http.RoundTripper, certificate *clientCertificate) (*Client, error) {
	source := newAccessToken(config)
	options := []gitlab.ClientOptionFunc{
		// Complete, because the official client appends nothing to any path that
		// ends in "api/v4", not even to "/gitlabapi/v4".
		gitlab.WithBaseURL(config.BaseURL.String() + apiPath),
		gitlab.WithHTTPClient(&http.Client{
			Transport: &transport{
				config: config, base: network, tokenHeader: source.header, certificate: certificate,
				limiter: ratelimit.New(config.Clock, config.MaxConcurrentRequests, config.Retries),
			},
			CheckRedirect: checkRedirect,
		}),
		// The transport does both, for all requests together.
		gitlab.WithoutRetries(),
		gitlab.WithCustomLimiter(unlimited{}),
		gitlab.WithUserAgent(config.UserAgent),
	}

	if len(config.Headers) > 0 {
		options = append(options, gitlab.WithRequestOptions(gitlab.WithHeaders(config.Headers)))
	}

	official, err := gitlab.NewAuthSourceClient(source, options...)
	if err != nil {
		return nil, fmt.Errorf("setting up GitLab's client: %w", err)
	}

	client := &Client{official: official, config: config, mask: maskOfConfig(config), certificate: certificate}
	client.runners = newCache(config.Clock, maxRunnerAge, client.readShared)
	client.details = newCache(config.Clock, maxRunnerAge, client.RunnerDetails)
	client.projects = newCache(config.Clock, maxProjectAge, client.Project)

	return client, nil
}

// MaxConcurrentRequests is how many requests the client sends at once. Further
// requests wait.
func (c *Client) MaxConcurrentRequests() int { return c.config.MaxConcurrentRequests }

// unlimited replaces the official client's rate limiter, which sends a request of
// its own and then uses two thirds of the limit for good. Package ratelimit
// follows every answer instead.
type unlimited struct{}

func (unlimited) Wait(context.Context) error { return nil }

// accessToken sends the token in the header Authorization, which GitLab accepts
// for every kind of access token, see
// https://docs.gitlab.com/api/rest/authentication/. If the configuration sets that
// header, as a proxy with its own login requires, it uses Private-Token.
type accessToken struct{ token, header string }

func newAccessToken(config Config) accessToken {
	for name := range config.Headers {
		if http.CanonicalHeaderKey(name) == "Authorization" {
			return accessToken{config.Token, gitlab.AccessTokenHeaderName}
		}
	}

	return accessToken{"Bearer " + config.Token, "Authorization"}
}

func (accessToken) Init(context.Context, *gitlab.Client) error { return nil }

func (a accessToken) Header(context.Context) (string, string, error) {
	return a.header, a.token, nil
}

// IsAt reports whether the client talks to the GitLab at a URL, in any spelling
// that [ParseBaseURL] reads.
func (c *Client) IsAt(text string) bool {
	parsed, err := ParseBaseURL(text)

	return err == nil && parsed.String() == c.config.BaseURL.String()
}
