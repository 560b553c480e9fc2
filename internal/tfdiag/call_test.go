package tfdiag_test

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func identified(made diag.Diagnostic) tfdiag.ID {
	return tfdiag.Identify(made.Severity(), made.Summary(), made.Detail())
}

// A diagnostic says what was tried, what GitLab answered, and what to do next for the
// type of the runner.
func TestFailed_hasThreeParts(t *testing.T) {
	t.Parallel()

	err := failure(func(e *gitlabapi.Error) {
		e.Status, e.Message, e.HasMessage, e.Attempts, e.RequestID = http.StatusForbidden, "403 Forbidden - No access granted", true, 2, "01H"
	})

	made := tfdiag.OnRunner(tfdiag.UpdateRunner, 7, gitlabapi.GroupType).Failed(err)[0]

	const want = "Tried to update runner 7: PUT " + url + "\n\n" +
		"GitLab answered: 403 Forbidden - No access granted (sent 2 times, request ID 01H).\n\n" +
		"The user of the access token has no permission for this. Updating a runner requires the access token of a user with the Owner role for the group. Use such a token."

	if made.Summary() != "Unable to update runner" || made.Detail() != want {
		t.Errorf("%s\n%s\nwant\n%s", made.Summary(), made.Detail(), want)
	}
}

// GitLab complains about several parameters at once.
func TestFailed_complaintsAreAboutTheirAttributes(t *testing.T) {
	t.Parallel()

	err := failure(func(e *gitlabapi.Error) {
		e.Status, e.HasMessage, e.Message = http.StatusBadRequest, true, "all of it"
		e.Fields = map[string][]string{"tags_list": {"too many", "too long"}, "maximum_timeout": {"too short"}, "unheard_of": {"odd"}}
	})

	diags := tfdiag.OnRunner(tfdiag.UpdateRunner, 7, "").Failed(err)
	if len(diags) != 2 {
		t.Fatalf("got %v", diags)
	}

	for i, want := range []struct{ path, says string }{{"maximum_timeout", "too short"}, {"tag_list", "too many, too long"}} {
		got, ok := diags[i].(diag.DiagnosticWithPath)
		if !ok || got.Path().String() != want.path || !strings.Contains(got.Detail(), want.says) || identified(got) != tfdiag.UpdateRunner.Because(tfdiag.InvalidValue) {
			t.Errorf("got %v, want %s about %s", diags[i], want.says, want.path)
		}
	}

	unknown := failure(func(e *gitlabapi.Error) {
		e.Status, e.HasMessage, e.Message = http.StatusBadRequest, true, "odd"
		e.Fields = map[string][]string{"unheard_of": {"odd"}}
	})

	diags = tfdiag.OnRunner(tfdiag.UpdateRunner, 7, "").Failed(unknown)
	if len(diags) != 1 || identified(diags[0]) != tfdiag.UpdateRunner.Because(tfdiag.BadRequest) {
		t.Errorf("got %v", diags)
	}
}

// Calls that failed for the same cause have one diagnostic, with one answer if all
// answers are the same.
func TestFailed_groupsByCause(t *testing.T) {
	t.Parallel()

	pause := func(id int64, err error) tfdiag.Failure {
		call := tfdiag.OnRunner(tfdiag.PauseRunner, id, "")
		call.Note = tfdiag.NotPaused

		return tfdiag.Failure{Call: call, Err: err}
	}

	diags := tfdiag.Failed([]tfdiag.Failure{
		pause(7, status(403, "403 Forbidden - No access granted")),
		pause(8, status(403, "403 Forbidden - No access granted")),
		pause(9, status(404, "404 Runner Not Found")),
		pause(10, status(500, "one")),
		pause(11, status(500, "other")),
	}, tfdiag.OthersPaused, tfdiag.Values{"others": "1, 2"})

	wants := []struct {
		id     tfdiag.ID
		begins string
	}{
		{tfdiag.PauseRunner.Because(tfdiag.Forbidden), "Tried to pause 2 runners: 7, 8.\n\nGitLab answered: 403 Forbidden - No access granted.\n\nThe runner was not paused.\n\nThese runners were paused: 1, 2.\n\n"},
		{tfdiag.PauseRunner.Because(tfdiag.RunnerNotFound), "Tried to pause runner 9: PUT " + url + "\n\n"},
		{tfdiag.PauseRunner.Because(tfdiag.ServerFailed), "Tried to pause 2 runners.\n\n  - runner 10: GitLab answered: 500 Internal Server Error: one.\n  - runner 11: "},
	}

	if len(diags) != len(wants) {
		t.Fatalf("got %v", diags)
	}

	for i, want := range wants {
		if identified(diags[i]) != want.id || !strings.HasPrefix(diags[i].Detail(), want.begins) {
			t.Errorf("got %s:\n%s", identified(diags[i]), diags[i].Detail())
		}
	}
}

func TestBecause_usesTheCauseThatTheCodeHasFound(t *testing.T) {
	t.Parallel()

	call := tfdiag.OnRunner(tfdiag.UpdateRunner, 7, "")
	err := status(400, "are missing, at least one parameter must be provided")

	made := call.Because(tfdiag.NotesUnsupported, err)[0]
	if identified(made) != tfdiag.UpdateRunner.Because(tfdiag.NotesUnsupported) {
		t.Errorf("got %v", made)
	}

	if at, ok := made.(diag.DiagnosticWithPath); !ok || at.Path().String() != "maintenance_note" {
		t.Errorf("got %v", made)
	}
}

func TestRepeated_pointsToTheEarlierError(t *testing.T) {
	t.Parallel()

	err := status(401, "401 Unauthorized")
	call := tfdiag.OnRunner(tfdiag.ReadRunner, 8, "")

	if call.CommonAdvice(err) == "" || call.CommonAdvice(err) != tfdiag.OnRunner(tfdiag.ReadRunner, 7, "").CommonAdvice(err) {
		t.Errorf("the advice is not common: %q", call.CommonAdvice(err))
	}

	for _, own := range []error{status(404, "404 Runner Not Found"), status(409, "409 Conflict"), context.Canceled} {
		if common := call.CommonAdvice(own); common != "" {
			t.Errorf("%v has the common advice %q", own, common)
		}
	}

	made := call.Repeated(err, "runner 7")[0]

	const want = "Tried to read runner 8. GitLab answered: 401 Unauthorized. See the error for runner 7: the cause is the same."
	if made.Detail() != want || identified(made) != tfdiag.ReadRunner.Because(tfdiag.Repeated) {
		t.Errorf("got %s:\n%s", identified(made), made.Detail())
	}

	// Two runners that are created have the same description.
	made = call.Repeated(err, "runner 8")[0]
	if !strings.HasSuffix(made.Detail(), " See the error for another runner: the cause is the same.") {
		t.Errorf("got %s", made.Detail())
	}
}

// Every kind of failure without an answer of GitLab has its own cause.
func TestCause_withoutAnswer(t *testing.T) {
	t.Parallel()

	notSent := func(err error) error {
		return failure(func(e *gitlabapi.Error) { e.Attempts, e.Err = 0, err })
	}

	for want, err := range map[tfdiag.Cause]error{
		tfdiag.NoToken:       notSent(gitlabapi.ErrNoToken),
		tfdiag.NotConfigured: notSent(gitlabapi.ErrNotConfigured),
		tfdiag.RateLimitHeld: notSent(&gitlabapi.RateLimitError{For: 2 * time.Hour}),
		tfdiag.RateLimited:   notSent(&gitlabapi.RateLimitError{For: time.Minute, Refusals: 6}),
		tfdiag.ForeignAnswer: failure(func(e *gitlabapi.Error) {
			e.Status, e.Err = http.StatusBadGateway, &gitlabapi.ForeignAnswerError{What: "an HTML page"}
		}),
		tfdiag.Redirected:         unanswered(&gitlabapi.RedirectError{To: "https://other"}),
		tfdiag.Interrupted:        context.Canceled,
		tfdiag.TimedOut:           unanswered(gitlabapi.ErrTimeout),
		tfdiag.UnknownAuthority:   unanswered(x509.UnknownAuthorityError{}),
		tfdiag.WrongHostName:      unanswered(x509.HostnameError{Certificate: &x509.Certificate{}, Host: "x"}),
		tfdiag.InvalidCertificate: unanswered(&tls.CertificateVerificationError{Err: errors.New("expired")}),
		tfdiag.NoTLS:              unanswered(http.ErrSchemeMismatch),
		tfdiag.TLSRefused:         unanswered(&gitlabapi.HandshakeError{Err: errors.New("remote error: tls: protocol version not supported")}),
		tfdiag.SignInRequired:     unanswered(&gitlabapi.RedirectError{To: "https://sso", SignIn: true}),
		tfdiag.ProxyRefused:       unanswered(&gitlabapi.ProxyError{Proxy: "proxy:3128", Status: http.StatusProxyAuthRequired}),
		tfdiag.ProxyUnreachable:   unanswered(&gitlabapi.ProxyError{Err: &net.OpError{Op: "proxyconnect", Err: errors.New("refused")}}),
		tfdiag.CertificateMissing: unanswered(&gitlabapi.ClientCertificateError{Err: errors.New("remote error: tls: certificate required")}),
		tfdiag.CertificateRefused: unanswered(&gitlabapi.ClientCertificateError{Configured: true, Err: errors.New("remote error: tls: bad certificate")}),
		tfdiag.UnknownHost:        unanswered(&net.DNSError{Err: "no such host", Name: "x", IsNotFound: true}),
		tfdiag.Unreachable:        unanswered(&net.OpError{Op: "dial", Err: errors.New("refused")}),
		tfdiag.ConnectionFailed:   errors.New("out of luck"),
		tfdiag.ServerFailed:       status(http.StatusBadGateway, "Bad Gateway"),
		tfdiag.Unexpected:         status(http.StatusTeapot, ""),
	} {
		if got := (tfdiag.Call{Operation: tfdiag.ReadRunner}).Cause(err); got != want {
			t.Errorf("%v is %s, want %s", err, got, want)
		}
	}
}
