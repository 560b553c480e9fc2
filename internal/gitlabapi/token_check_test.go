package gitlabapi_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

const (
	refusedBody = `{"message":"403 Forbidden"}`
	unknownBody = `{"message":"404 Runner manager not found Not Found"}`
)

// A token is invalid only if both endpoints refuse it in exactly GitLab's words. Every
// other 403 or 404 says nothing about the token.
func TestTokenValid(t *testing.T) {
	t.Parallel()

	type answer struct {
		status int
		body   string
	}

	refused, unknown := answer{403, refusedBody}, answer{404, unknownBody}

	for name, test := range map[string]struct {
		answers []answer
		valid   bool
		fails   bool
		sent    int
	}{
		"valid":                        {answers: []answer{unknown}, valid: true, sent: 1},
		"replaced":                     {answers: []answer{refused, refused}, sent: 2},
		"no such endpoint":             {answers: []answer{{404, `{"error":"404 Not Found"}`}}, fails: true, sent: 1},
		"404 of a proxy":               {answers: []answer{{404, "<html>"}}, fails: true, sent: 1},
		"maintenance mode":             {answers: []answer{{403, `{"message":"You cannot perform write operations on a read-only instance"}`}}, fails: true, sent: 1},
		"gateway":                      {answers: []answer{{403, `{"message":"Forbidden"}`}}, fails: true, sent: 1},
		"gateway in GitLab's words":    {answers: []answer{{403, `{"message":"403 Forbidden","request_id":"1"}`}}, fails: true, sent: 1},
		"gateway with an error":        {answers: []answer{{403, `{"message":"403 Forbidden","error":{}}`}}, fails: true, sent: 1},
		"refused with a reason":        {answers: []answer{{403, `{"message":"403 Forbidden - Runner is orphaned"}`}}, fails: true, sent: 1},
		"page of a proxy":              {answers: []answer{{403, "403 Forbidden"}}, fails: true, sent: 1},
		"unauthorized":                 {answers: []answer{{401, `{"message":"401 Unauthorized"}`}}, fails: true, sent: 1},
		"deletions are blocked":        {answers: []answer{refused, {200, `{"id":1,"token":"x","token_expires_at":null}`}, refused}, fails: true, sent: 3},
		"maintenance begins meanwhile": {answers: []answer{refused, {403, `{"message":"You cannot perform write operations on a read-only instance"}`}}, fails: true, sent: 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, reply(test.answers[0].status, test.answers[0].body))
			for _, next := range test.answers[1:] {
				s.handlers = append(s.handlers, reply(next.status, next.body))
			}

			client, _ := s.client(t)

			valid, err := client.TokenValid(t.Context(), runnersToken)
			if valid != test.valid || (err != nil) != test.fails || s.count() != test.sent {
				t.Errorf("valid %t, %v, after %d requests", valid, err, s.count())
			}
		})
	}
}

// The system ID belongs to no machine, is another one in every check, and fits
// into GitLab's column.
func TestTokenValid_systemID(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(404, unknownBody))
	client, _ := s.client(t)
	seen := make(map[string]bool)

	for range 20 {
		if _, err := client.TokenValid(t.Context(), runnersToken); err != nil {
			t.Fatal(err)
		}
	}

	for i, body := range s.bodies {
		var sent struct {
			SystemID string `json:"system_id"`
		}

		if err := json.Unmarshal([]byte(body), &sent); err != nil {
			t.Fatal(err)
		}

		if !strings.HasPrefix(sent.SystemID, gitlabapi.OwnSystemID+"-") || len(sent.SystemID) > 64 || seen[sent.SystemID] {
			t.Errorf("the system ID is %q", sent.SystemID)
		}

		if s.requests[i].URL.RawQuery != "" {
			t.Errorf("the query is %q", s.requests[i].URL.RawQuery)
		}

		seen[sent.SystemID] = true
	}
}
