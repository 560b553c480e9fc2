package gitlabapi_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// redirected makes a call to https://gitlab.example.com/gitlab, which redirects to
// these addresses and then answers. It returns the addresses of further requests.
func redirected(t *testing.T, call func(*gitlabapi.Client) error, to ...string) ([]string, error) {
	t.Helper()

	var requests []string

	client := over(t, func(r *http.Request) *http.Response {
		requests = append(requests, r.URL.String())

		if len(requests) > len(to) {
			return response(http.StatusOK, http.Header{"Content-Type": {"application/json"}}, `{"id":1,"runner_type":"instance_type"}`)
		}

		return response(http.StatusTemporaryRedirect, http.Header{"Location": {to[len(requests)-1]}}, "")
	})

	err := call(client)

	return requests[1:], err
}

// Only reads follow a redirect, and never to another host, port or scheme: nothing
// is sent there, with or without the token.
func TestRedirect(t *testing.T) {
	t.Parallel()

	reading := func(c *gitlabapi.Client) error { return read(t.Context(), c) }
	creating := func(c *gitlabapi.Client) error { return create(t.Context(), c) }
	resetting := func(c *gitlabapi.Client) error {
		_, err := c.ResetAuthenticationToken(t.Context(), 1)

		return err
	}

	for name, test := range map[string]struct {
		call func(*gitlabapi.Client) error
		to   []string
		// sent are the addresses of further requests.
		sent []string
		// says is in the error, "" for none.
		says string
		// signIn says that the target is a sign-in page.
		signIn bool
	}{
		"to the same host":       {reading, []string{"/gitlab/api/v4/runners/2"}, []string{"https://gitlab.example.com/gitlab/api/v4/runners/2"}, "", false},
		"to another host":        {reading, []string{"https://evil.example.com/gitlab/api/v4/runners/1"}, nil, "redirected to https://evil.example.com/gitlab", false},
		"to another path":        {reading, []string{"https://new.example.com/api/v4/runners/1/"}, nil, "redirected to https://new.example.com", false},
		"without a scheme":       {reading, []string{"//evil.example.com/"}, nil, "redirected to https://evil.example.com", true},
		"to another port":        {reading, []string{"https://gitlab.example.com:8443/"}, nil, "redirected to https://gitlab.example.com:8443", true},
		"to plain http":          {reading, []string{"http://gitlab.example.com/gitlab/api/v4/runners/1"}, nil, "redirected to http://gitlab.example.com/gitlab", false},
		"to a longer name":       {reading, []string{"https://gitlab.example.com.evil.com/"}, nil, "redirected to https://gitlab.example.com.evil.com", true},
		"to a host after a user": {reading, []string{"https://gitlab.example.com@evil.example.com/"}, nil, "redirected to https://evil.example.com", true},
		"to a sign-in gateway":   {reading, []string{"https://sso.example.com/start?rd=https://gitlab.example.com/gitlab/api/v4/runners/1"}, nil, "redirected to https://sso.example.com", true},
		"to no URL":              {reading, []string{"http://[::" + token + "\x1b"}, nil, "Location", false},
		"to another host in the second step": {
			reading,
			[]string{"/gitlab/api/v4/runners/2", "https://evil.example.com/"},
			[]string{"https://gitlab.example.com/gitlab/api/v4/runners/2"},
			"redirected to https://evil.example.com", true,
		},
		"of a create":                 {creating, []string{"/gitlab/api/v4/user/runners/"}, nil, "redirected to https://gitlab.example.com/gitlab", false},
		"of a create to a login page": {creating, []string{"/oauth2/sign_in"}, nil, "redirected to https://gitlab.example.com", true},
		"of a reset":                  {resetting, []string{"https://evil.example.com/"}, nil, "redirected to https://evil.example.com", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			sent, err := redirected(t, test.call, test.to...)
			if !slices.Equal(sent, test.sent) {
				t.Errorf("sent on to %v, want %v", sent, test.sent)
			}

			if test.says == "" {
				if err != nil {
					t.Error(err)
				}

				return
			}

			var redirect *gitlabapi.RedirectError
			if isRedirect := errors.As(err, &redirect); !isRedirect && test.says != "Location" || err == nil || !strings.HasSuffix(err.Error(), test.says) && isRedirect {
				t.Errorf("got %v, want %q", err, test.says)
			}

			if redirect != nil && redirect.SignIn != test.signIn {
				t.Errorf("SignIn = %v for %v", redirect.SignIn, err)
			}

			if gitlabapi.MayHaveActed(err) {
				t.Error("MayHaveActed after a redirect")
			}

			checkErrorText(t, err, "")
		})
	}
}

func TestRedirect_isEndless(t *testing.T) {
	t.Parallel()

	sent, err := redirected(t, func(c *gitlabapi.Client) error { return read(t.Context(), c) }, slices.Repeat([]string{"/gitlab/again"}, 100)...)
	if err == nil || len(sent) > 10 {
		t.Errorf("followed %d redirects: %v", len(sent), err)
	}
}
