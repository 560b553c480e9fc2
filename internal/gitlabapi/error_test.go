package gitlabapi_test

import (
	"errors"
	"net/http"
	"reflect"
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// GitLab and proxies send errors in many forms.
func TestError_isReadFromEveryForm(t *testing.T) {
	t.Parallel()

	html := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(body))
		}
	}

	for name, test := range map[string]struct {
		answer  http.HandlerFunc
		message string
		fields  map[string][]string
		foreign string
		gone    bool
	}{
		"string":           {answer: reply(403, `{"message":"403 Forbidden - No access granted"}`), message: "403 Forbidden - No access granted"},
		"gone":             {answer: reply(404, `{"message":"404 Runner Not Found"}`), message: "404 Runner Not Found", gone: true},
		"unknown route":    {answer: reply(404, `{"error":"404 Not Found"}`), message: "404 Not Found"},
		"not found page":   {answer: html(404, `<html><head><title>Not Found</title></head></html>`), foreign: `an HTML page titled "Not Found"`},
		"empty not found":  {answer: html(404, ``), foreign: "an empty answer"},
		"error":            {answer: reply(400, `{"error":"id is invalid"}`), message: "id is invalid"},
		"error and reason": {answer: reply(403, `{"error":"insufficient_scope","error_description":"Too small.","scope":"api"}`), message: "insufficient_scope: Too small."},
		"object in object": {answer: reply(422, `{"message":{"error":"Runner is orphaned"}}`), message: "error Runner is orphaned", fields: map[string][]string{"error": {"Runner is orphaned"}}},
		"object of arrays": {
			answer:  reply(400, `{"message":{"tags_list":["can not be empty"],"maximum_timeout":["needs","more"]}}`),
			message: "maximum_timeout needs, more; tags_list can not be empty",
			fields:  map[string][]string{"tags_list": {"can not be empty"}, "maximum_timeout": {"needs", "more"}},
		},
		"array": {answer: reply(400, `{"message":["one","two"]}`), message: "one, two"},
		"plain text": {answer: func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "Forbidden by proxy", http.StatusForbidden)
		}, foreign: `text/plain; charset=utf-8: "Forbidden by proxy"`},
		"not an object": {answer: reply(400, `["x"]`), foreign: `application/json: "[\"x\"]"`},
		"login page":    {answer: html(200, `<title> Sign in </title>`), foreign: `an HTML page titled "Sign in"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, test.answer)
			client, _ := s.client(t)

			err := read(t.Context(), client)

			var failure *gitlabapi.Error
			if !errors.As(err, &failure) {
				t.Fatalf("got %#v", err)
			}

			if failure.Message != test.message || !reflect.DeepEqual(failure.Fields, test.fields) {
				t.Errorf("got the message %q with fields %v, want %q with %v", failure.Message, failure.Fields, test.message, test.fields)
			}

			var foreign *gitlabapi.ForeignAnswerError
			if errors.As(err, &foreign) != (test.foreign != "") || (foreign != nil && foreign.What != test.foreign) {
				t.Errorf("got the foreign answer %v, want %q", foreign, test.foreign)
			}

			if gitlabapi.IsGone(err) != test.gone {
				t.Errorf("IsGone = %v", !test.gone)
			}
		})
	}
}

func TestError_isCleanedForDisplay(t *testing.T) {
	t.Parallel()

	message := "gone wrong\\u001b[31m\\u0000 for glrt-t1_abcdefghijklmnopqrst and acme-glpat-abcdefghijklmnopqrst and GR1348941abcdefghijklmnopqrst\\nnext line " + strings.Repeat("x", 5000)
	s := serve(t, reply(400, `{"message":"`+message+`"}`))
	client, _ := s.client(t)

	text := read(t.Context(), client).Error()

	if strings.ContainsAny(text, "\x1b\x00\n") {
		t.Errorf("control characters in %q", text)
	}

	if strings.Contains(text, "abcdefghij") || !strings.Contains(text, "for [MASKED] and [MASKED] and [MASKED] next line") {
		t.Errorf("tokens in %q", text[:200])
	}

	if len(text) > 1000 {
		t.Errorf("the text has %d bytes", len(text))
	}
}

// The decoder's error may repeat what it read, which can be a token.
func TestError_hidesTokensOfUnreadableAnswers(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(201, `{"id":1,"token":["glrt-abcdefghijklmnopqrst"]}`))
	client, _ := s.client(t)

	err := create(t.Context(), client)
	if err == nil || strings.Contains(err.Error(), "glrt-") {
		t.Errorf("got %v", err)
	}
}

// Tokens of the request are masked in answers that repeat them, also without a
// known prefix.
func TestError_hidesTokensOfTheRequest(t *testing.T) {
	t.Parallel()

	const unprefixed = "aB3dE6gH9jK2mN5pQ8sT"

	for name, answer := range map[string]http.HandlerFunc{
		"a refusal": reply(400, `{"message":"no use for `+unprefixed+` from `+token+`","error":"`+unprefixed+`"}`),
		"a page": func(w http.ResponseWriter, _ *http.Request) {
			http.Error(w, "you sent "+unprefixed, http.StatusBadGateway)
		},
		"a success page": func(w http.ResponseWriter, _ *http.Request) {
			_, _ = w.Write([]byte("<title>" + unprefixed + "</title>"))
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			s := serve(t, answer)
			client, _ := s.client(t, func(c *gitlabapi.Config) { c.Retries = 0 })

			_, verifyErr := client.VerifyToken(t.Context(), unprefixed, "")
			_, registerErr := client.RegisterRunner(t.Context(), gitlabapi.RegisterRunner{Token: unprefixed})

			for _, err := range []error{verifyErr, registerErr} {
				if err == nil || strings.Contains(err.Error(), unprefixed) || strings.Contains(err.Error(), token) {
					t.Errorf("got %v", err)
				}
			}
		})
	}
}
