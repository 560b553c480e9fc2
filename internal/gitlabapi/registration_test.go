package gitlabapi_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

const registrationToken = "GR1348941-0123456789abcdef"

// A registration token and a runner's token are sent in the body, without access
// token.
func TestLegacyFlow_requests(t *testing.T) {
	t.Parallel()

	timeout := int64(600)

	for name, test := range map[string]struct {
		call func(context.Context, *gitlabapi.Client) error
		sent string
		body string
	}{
		"register bare": {
			func(ctx context.Context, c *gitlabapi.Client) error {
				_, err := c.RegisterRunner(ctx, gitlabapi.RegisterRunner{Token: registrationToken})

				return err
			},
			"POST /api/v4/runners",
			`{"token":"` + registrationToken + `","paused":false,"locked":false,"run_untagged":false}`,
		},
		"register full": {
			func(ctx context.Context, c *gitlabapi.Client) error {
				_, err := c.RegisterRunner(ctx, gitlabapi.RegisterRunner{Token: registrationToken, NewSettings: gitlabapi.NewSettings{
					Description: "d", Paused: true, Locked: true, RunUntagged: true, TagList: []string{"a", "b"},
					AccessLevel: "ref_protected", MaximumTimeout: &timeout, MaintenanceNote: "n",
				}})

				return err
			},
			"POST /api/v4/runners",
			`{"token":"` + registrationToken + `","description":"d","paused":true,"locked":true,"run_untagged":true,"tag_list":["a","b"],` +
				`"access_level":"ref_protected","maximum_timeout":600,"maintenance_note":"n"}`,
		},
		"delete": {
			func(ctx context.Context, c *gitlabapi.Client) error {
				return c.DeleteRunnerWithToken(ctx, 1, runnersToken)
			},
			"DELETE /api/v4/runners", `{"token":"` + runnersToken + `"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			for _, change := range []func(*gitlabapi.Config){
				func(*gitlabapi.Config) {},
				func(c *gitlabapi.Config) { c.Token = ""; c.Unusable = gitlabapi.ErrNoToken },
			} {
				s := serve(t, reply(201, `{"id":1,"token":"x","token_expires_at":null}`))
				client, _ := s.client(t, change)

				if err := test.call(t.Context(), client); err != nil {
					t.Fatal(err)
				}

				request := s.requests[0]
				if got := request.Method + " " + request.URL.RequestURI(); got != test.sent || s.bodies[0] != test.body {
					t.Errorf("sent %s with %s, want %s with %s", got, s.bodies[0], test.sent, test.body)
				}

				if carried := request.Header.Get("Authorization") + request.Header.Get("Private-Token"); strings.Contains(carried, token) {
					t.Error("the access token was sent")
				}
			}
		})
	}
}

func TestResetRegistrationToken(t *testing.T) {
	t.Parallel()

	for sent, reset := range map[string]func(context.Context, *gitlabapi.Client) (string, error){
		"/api/v4/runners/reset_registration_token": func(ctx context.Context, c *gitlabapi.Client) (string, error) {
			return c.ResetRegistrationToken(ctx)
		},
		"/api/v4/groups/a%2Fb/runners/reset_registration_token": func(ctx context.Context, c *gitlabapi.Client) (string, error) {
			return c.ResetGroupRegistrationToken(ctx, "a/b")
		},
		"/api/v4/projects/7/runners/reset_registration_token": func(ctx context.Context, c *gitlabapi.Client) (string, error) {
			return c.ResetProjectRegistrationToken(ctx, "7")
		},
	} {
		t.Run(sent, func(t *testing.T) {
			t.Parallel()

			// Each success only replaces the previous token, so it is sent again.
			s := serve(t, drop, reply(502, ""), reply(201, `{"token":"`+registrationToken+`"}`))
			client, _ := s.client(t)

			made, err := reset(t.Context(), client)
			if err != nil || made != registrationToken || s.count() != 3 {
				t.Errorf("got %q after %d requests, %v", made, s.count(), err)
			}

			request := s.requests[2]
			if request.URL.RequestURI() != sent || request.Header.Get("Authorization") != "Bearer "+token {
				t.Errorf("sent %s as %q", request.URL.RequestURI(), request.Header.Get("Authorization"))
			}
		})
	}
}

// A registration is not sent again if GitLab may have acted on it.
func TestRegisterRunner_isSentOnce(t *testing.T) {
	t.Parallel()

	success := reply(201, `{"id":1,"token":"x"}`)

	for name, test := range map[string]struct {
		first http.HandlerFunc
		sent  int
		acted bool
	}{
		"dropped":           {drop, 1, true},
		"server error":      {reply(502, `{}`), 1, true},
		"cut off":           {cut, 1, true},
		"too many requests": {reply(429, `{}`), 2, false},
		"refused":           {reply(403, `{"message":"403 Forbidden - invalid token supplied"}`), 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, test.first, success)
			client, _ := s.client(t)

			_, err := client.RegisterRunner(t.Context(), gitlabapi.RegisterRunner{Token: registrationToken})
			if s.count() != test.sent || gitlabapi.MayHaveActed(err) != test.acted {
				t.Errorf("sent %d times, want %d; %v", s.count(), test.sent, err)
			}

			if err != nil && strings.Contains(err.Error(), registrationToken) {
				t.Errorf("the token is in the error: %v", err)
			}
		})
	}
}
