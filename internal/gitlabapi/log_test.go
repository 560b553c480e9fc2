package gitlabapi_test

import (
	"bytes"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

// Every attempt is logged with what finds it again, and with nothing secret.
func TestAttemptsAreLogged(t *testing.T) {
	t.Parallel()

	var output bytes.Buffer

	s := serve(t, reply(503, `{"message":"`+token+`"}`), reply(200, `{"id":7}`))
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
