package gitlabapi_test

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

const runnersToken = "glrt-0123456789abcdefghij"

// A request with a runner's token sends it in the body only, without access token.
func TestRunnerToken_requests(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		call func(*testing.T, *gitlabapi.Client) error
		sent string
		body string
	}{
		"verify": {
			func(t *testing.T, c *gitlabapi.Client) error {
				t.Helper()

				_, err := c.VerifyToken(t.Context(), runnersToken, "s_1")

				return err
			},
			"POST /api/v4/runners/verify", `{"token":"` + runnersToken + `","system_id":"s_1"}`,
		},
		"reset": {
			func(t *testing.T, c *gitlabapi.Client) error {
				t.Helper()

				_, err := c.ResetWithToken(t.Context(), 1, runnersToken)

				return err
			},
			"POST /api/v4/runners/reset_authentication_token", `{"token":"` + runnersToken + `","system_id":"terraform-provider-gitlabrunner"}`,
		},
		"delete manager": {
			func(t *testing.T, c *gitlabapi.Client) error {
				t.Helper()

				return c.DeleteRunnerManager(t.Context(), runnersToken, "s_1")
			},
			"DELETE /api/v4/runners/managers", `{"token":"` + runnersToken + `","system_id":"s_1"}`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			for _, change := range []func(*gitlabapi.Config){
				func(*gitlabapi.Config) {},
				func(c *gitlabapi.Config) { c.Token = ""; c.Unusable = gitlabapi.ErrNoToken },
				func(c *gitlabapi.Config) { c.Headers = map[string]string{"Authorization": "Basic cHJveHk6"} },
			} {
				s := serve(t, reply(200, `{"id":1,"token":"x"}`))
				client, _ := s.client(t, change)

				if err := test.call(t, client); err != nil {
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

// A repeated reset by id only replaces the token of the first one. A reset with the
// current token may have invalidated that token.
func TestResetAuthenticationToken_isSentAgain(t *testing.T) {
	t.Parallel()

	success := reply(201, `{"token":"glrt-x","token_expires_at":null}`)

	byID := serve(t, drop, success)
	client, _ := byID.client(t)

	issued, err := client.ResetAuthenticationToken(t.Context(), 1)
	if err != nil || issued.Token != "glrt-x" || byID.count() != 2 {
		t.Errorf("by id: sent %d times, got %v", byID.count(), err)
	}

	byToken := serve(t, drop, success)
	client, _ = byToken.client(t)

	_, err = client.ResetWithToken(t.Context(), 1, runnersToken)
	if err == nil || byToken.count() != 1 || !gitlabapi.MayHaveActed(err) {
		t.Errorf("with the token: sent %d times, got %v", byToken.count(), err)
	}
}

func TestIsRejected(t *testing.T) {
	t.Parallel()

	for body, want := range map[string]bool{`{"message":"403 Forbidden"}`: true, `{"error":"insufficient_scope"}`: false, `<html>`: false} {
		s := serve(t, reply(403, body))
		client, _ := s.client(t)

		if _, err := client.VerifyToken(t.Context(), runnersToken, ""); gitlabapi.IsRejected(err) != want {
			t.Errorf("%s: IsRejected(%v) = %v", body, err, !want)
		}
	}
}

func TestResetAuthenticationToken_withoutToken(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(201, `{"token":"","token_expires_at":null}`))
	client, _ := s.client(t)

	if _, err := client.ResetAuthenticationToken(t.Context(), 1); err == nil || !gitlabapi.Unanswered(err) {
		t.Errorf("got %v", err)
	}
}
