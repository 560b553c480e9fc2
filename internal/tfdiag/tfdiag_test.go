package tfdiag_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const url = "https://gitlab.example.com/api/v4/runners/7"

func failure(change func(*gitlabapi.Error)) error {
	failed := &gitlabapi.Error{Method: http.MethodPut, URL: url, Attempts: 1}
	change(failed)

	return failed
}

func status(code int, message string) error {
	return failure(func(e *gitlabapi.Error) { e.Status = code; e.Message = message; e.HasMessage = true })
}

func unanswered(err error) error {
	return failure(func(e *gitlabapi.Error) { e.Err = err })
}

var operation = tfdiag.Operation{
	Verb: "update", Noun: "runner", Object: "runner 7", Needs: "It needs the Owner.",
	Attributes: map[string]path.Path{"tags_list": path.Root("tag_list"), "maximum_timeout": path.Root("maximum_timeout")},
}

// The words of every kind of failure: what was tried on what, what GitLab
// answered, what to do next.
func TestWords(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		err   error
		wants []string
	}{
		"no token":       {failure(func(e *gitlabapi.Error) { e.Attempts = 0; e.Err = gitlabapi.ErrNoToken }), []string{"Tried to update runner 7\n\nNothing was sent: no access token is configured", "GITLAB_TOKEN", "It needs the Owner."}},
		"not configured": {failure(func(e *gitlabapi.Error) { e.Attempts = 0; e.Err = gitlabapi.ErrNotConfigured }), []string{"Nothing was sent", "with -target"}},
		"401":            {status(401, "401 Unauthorized"), []string{"GitLab answered 401 Unauthorized: 401 Unauthorized", "does not know the access token", "It needs the Owner."}},
		"403":            {status(403, "403 Forbidden - No access granted"), []string{"Tried to update runner 7: PUT " + url, "No access granted", "It needs the Owner."}},
		"404":            {status(404, "404 Runner Not Found"), []string{"where something does not exist", "It needs the Owner."}},
		"404 of a route": {failure(func(e *gitlabapi.Error) { e.Status = 404; e.Message = "404 Not Found" }), []string{"may well exist", "Check `base_url`"}},
		"409":            {status(409, "409 Conflict: Resource lock"), []string{"at the same moment", "Run again"}},
		"429":            {status(429, ""), []string{"GitLab answered 429 Too Many Requests", "`max_concurrent_requests`"}},
		"held":           {failure(func(e *gitlabapi.Error) { e.Status = 429; e.Err = &gitlabapi.RateLimitError{For: 2 * time.Hour} }), []string{"The answer was 429 Too Many Requests: GitLab's rate limit takes no requests for 2h0m0s", "Run again when that time is over"}},
		"held, not sent": {failure(func(e *gitlabapi.Error) {
			e.Attempts = 0
			e.Err = &gitlabapi.RateLimitError{Endpoint: "GET runners/:id/jobs", For: 2 * time.Hour}
		}), []string{"Nothing was sent: GitLab's rate limit takes no GET runners/:id/jobs for 2h0m0s", "Run again when that time is over"}},
		"held without a word": {failure(func(e *gitlabapi.Error) {
			e.Attempts = 0
			e.Err = &gitlabapi.RateLimitError{For: time.Minute, Refusals: 6}
		}), []string{"Nothing was sent: GitLab's rate limit takes no requests: it refused 6 in a row", "raise `retries`"}},
		"500":               {failure(func(e *gitlabapi.Error) { e.Status = 500; e.Attempts = 6; e.RequestID = "01H" }), []string{"GitLab answered 500 Internal Server Error (sent 6 times, request id 01H)", "GitLab failed, not the configuration"}},
		"a page":            {failure(func(e *gitlabapi.Error) { e.Status = 200; e.Err = &gitlabapi.ForeignAnswerError{What: "an HTML page"} }), []string{"The answer was 200 OK: an HTML page", "a proxy, a login page"}},
		"a redirect":        {unanswered(&gitlabapi.RedirectError{To: "https://other"}), []string{"redirected to https://other", "set `base_url`"}},
		"interrupted":       {unanswered(context.Canceled), []string{"The run was interrupted"}},
		"gave up waiting":   {context.Canceled, []string{"Tried to update runner 7: context canceled.\n\nThe run was interrupted."}},
		"timeout":           {unanswered(gitlabapi.ErrTimeout), []string{"`request_timeout`"}},
		"unknown authority": {unanswered(x509.UnknownAuthorityError{}), []string{"`cacert_file` or `cacert_pem`"}},
		"another name":      {unanswered(x509.HostnameError{Certificate: &x509.Certificate{}, Host: "x"}), []string{"is for another name"}},
		"bad certificate":   {unanswered(&tls.CertificateVerificationError{Err: errors.New("expired")}), []string{"is not valid"}},
		"no TLS":            {unanswered(http.ErrSchemeMismatch), []string{"No TLS is spoken there"}},
		"client cert":       {unanswered(tls.AlertError(116)), []string{"`client_cert` and `client_key`"}},
		"no such host":      {unanswered(&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}), []string{"No such host can be found"}},
		"refused":           {unanswered(&net.OpError{Op: "dial", Err: errors.New("refused")}), []string{"Nothing listens there"}},
		"something else":    {fmt.Errorf("out of luck"), []string{"Tried to update runner 7: out of luck."}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			diags := operation.Failed(test.err)
			if len(diags) != 1 || diags[0].Summary() != "Unable to update runner" {
				t.Fatalf("got %v", diags)
			}

			for _, want := range test.wants {
				if !strings.Contains(diags[0].Detail(), want) {
					t.Errorf("%q is missing in:\n%s", want, diags[0].Detail())
				}
			}
		})
	}
}

func TestComplaintsLandOnTheirAttributes(t *testing.T) {
	t.Parallel()

	err := failure(func(e *gitlabapi.Error) {
		e.Status = 400
		e.Message = "all of it"
		e.Fields = map[string][]string{"tags_list": {"too many", "too long"}, "maximum_timeout": {"too short"}, "unheard_of": {"odd"}}
	})

	diags := operation.Failed(err)
	if len(diags) != 2 {
		t.Fatalf("got %v", diags)
	}

	for i, want := range []struct{ path, says string }{{"maximum_timeout", "too short"}, {"tag_list", "too many, too long"}} {
		got, ok := diags[i].(diag.DiagnosticWithPath)
		if !ok || got.Path().String() != want.path || !strings.Contains(got.Detail(), want.says) {
			t.Errorf("got %v, want %s on %s", diags[i], want.says, want.path)
		}
	}
}

// After an answer that got lost "run again" is the wrong advice.
func TestLostDoesNotAdviseToRunAgain(t *testing.T) {
	t.Parallel()

	detail := operation.Lost(status(502, "Bad Gateway"), "Look first.")[0].Detail()
	if !strings.Contains(detail, "Look first.") || strings.Contains(detail, "Run again") {
		t.Errorf("it says:\n%s", detail)
	}

	detail = operation.Lost(unanswered(gitlabapi.ErrTimeout), "Look first.")[0].Detail()
	if !strings.Contains(detail, "Look first.") || !strings.Contains(detail, "`request_timeout`") {
		t.Errorf("it says:\n%s", detail)
	}
}
