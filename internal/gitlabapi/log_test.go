package gitlabapi_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// Every attempt is logged, without secrets.
func TestLog_attempts(t *testing.T) {
	t.Parallel()

	var output bytes.Buffer

	s := serve(t, reply(503, `{"message":"`+token+`"}`), reply(200, `{"id":7,"runner_type":"instance_type"}`))
	client, _ := s.client(t)

	if _, err := client.Runner(tflogtest.RootLogger(t.Context(), &output), 7); err != nil {
		t.Fatal(err)
	}

	if bytes.Contains(output.Bytes(), []byte(token)) {
		t.Errorf("the token is in the log:\n%s", output.String())
	}

	lines, err := tflogtest.MultilineJSONDecode(&output)
	if err != nil {
		t.Fatal(err)
	}

	var attempts []map[string]any

	for _, line := range lines {
		if line["@message"] == "GitLab request" {
			attempts = append(attempts, line)
		}
	}

	if len(attempts) != 2 {
		t.Fatalf("%d attempts were logged, want 2: %v", len(attempts), lines)
	}

	for i, want := range []map[string]any{
		{"method": "GET", "path": "/api/v4/runners/7", "status": 503.0, "attempt": 1.0, "duration_ms": 0.0},
		{"method": "GET", "path": "/api/v4/runners/7", "status": 200.0, "attempt": 2.0, "duration_ms": 0.0},
	} {
		for name, value := range want {
			if attempts[i][name] != value {
				t.Errorf("attempt %d has %s = %v, want %v", i+1, name, attempts[i][name], value)
			}
		}
	}
}

// A create is logged before it is sent, so that the log of a killed process helps
// to find the runner.
func TestLog_creations(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		create func(context.Context, *gitlabapi.Client) error
		want   string
	}{
		"create": {func(ctx context.Context, client *gitlabapi.Client) error {
			_, err := client.CreateRunner(ctx, gitlabapi.CreateRunner{RunnerType: "group_type", NewSettings: gitlabapi.NewSettings{Description: "of the crash"}})

			return err
		}, "Creating a group_type runner"},
		"register": {func(ctx context.Context, client *gitlabapi.Client) error {
			_, err := client.RegisterRunner(ctx, gitlabapi.RegisterRunner{Token: token, NewSettings: gitlabapi.NewSettings{Description: "of the crash"}})

			return err
		}, "Creating a runner with a registration token"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			var output bytes.Buffer

			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if text := output.String(); !strings.Contains(text, test.want) || !strings.Contains(text, "of the crash") {
					t.Errorf("when the request arrives, the log has only:\n%s", text)
				}

				reply(201, `{"id":7,"token":"glrt-made"}`)(w, r)
			})
			client, _ := s.client(t)

			if err := test.create(tflogtest.RootLogger(t.Context(), &output), client); err != nil {
				t.Fatal(err)
			}

			if text := output.String(); strings.Contains(text, token) || strings.Contains(text, "glrt-made") {
				t.Errorf("a token is in the log:\n%s", text)
			}
		})
	}
}

// An empty access token masks nothing.
func TestLog_withoutAccessToken(t *testing.T) {
	t.Parallel()

	var output bytes.Buffer

	s := serve(t, reply(403, `{"message":"403 Forbidden"}`))
	client, _ := s.client(t, func(c *gitlabapi.Config) { c.Token, c.Unusable = "", gitlabapi.ErrNoToken })

	if _, err := client.VerifyToken(tflogtest.RootLogger(t.Context(), &output), "glrt-example", ""); !gitlabapi.IsRejected(err) {
		t.Fatal(err)
	}

	if text := output.String(); !strings.Contains(text, `"@message":"GitLab request"`) || !strings.Contains(text, `"path":"/api/v4/runners/verify"`) {
		t.Errorf("the log is:\n%s", text)
	}
}
