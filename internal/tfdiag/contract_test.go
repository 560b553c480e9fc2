package tfdiag_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// answered is the error of a request with this answer.
func answered(t *testing.T, status int, body string) error {
	t.Helper()

	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(body))
	}))
	defer server.Close()

	base, err := gitlabapi.ParseBaseURL(server.URL)
	if err != nil {
		t.Fatal(err)
	}

	client, err := gitlabapi.New(gitlabapi.Config{
		BaseURL: base, Token: "glpat-contract", RequestTimeout: time.Minute, MaxConcurrentRequests: 1, Clock: clock.NewFake(time.Unix(0, 0)),
	})
	if err != nil {
		t.Fatal(err)
	}

	_, err = client.Runner(t.Context(), 7)
	if err == nil {
		t.Fatalf("%d is no error", status)
	}

	return err
}

// answer is an answer that GitLab gives, by lib/api of its source.
type answer struct {
	status int
	body   string
	want   tfdiag.Cause
	// send sends a request that the emulator answers so. It is nil if the emulator
	// cannot, for the reason in why.
	send func(*fixture) error
	why  string
	// version is the release that answers so; the newest if it is empty.
	version string
	// attribute is the attribute that the diagnostic is about.
	attribute string
	// statusOnly says that the words of the emulator are not verified: only the status
	// is compared.
	statusOnly bool
	// because says that the code finds the cause, which the answer alone does not show.
	because bool
}

// The reasons why the emulator does not give an answer.
const (
	byFlag      = "GitLab gives it behind a flag, and the emulator has none"
	byGateway   = "a gateway in front of GitLab gives it"
	noLock      = "two requests have to race within GitLab's database"
	neverSaved  = "the row in GitLab's database has to be invalid already"
	oneInstance = "the emulator has one organization"
	caughtFirst = "GitLab checks the same earlier, so it needs a race"
	asState     = "the client reports it as a result and not as an error"
)

// contract are the answers of GitLab to an operation, by its contract. The first
// are those that only this operation has.
func contract(operation tfdiag.OperationID) []answer {
	var answers []answer

	for _, table := range []map[tfdiag.OperationID][]answer{ofRunners, ofTokens, ofAssignments} {
		answers = append(answers, table[operation]...)
	}

	own := slices.Clone(answers)

	for _, general := range common(operation) {
		if !slices.ContainsFunc(own, func(other answer) bool { return other.body == general.body }) {
			answers = append(answers, general)
		}
	}

	return answers
}

// diagnose makes the diagnostics of a failed operation.
func diagnose(operation tfdiag.OperationID, given answer, err error) diag.Diagnostics {
	call := tfdiag.Call{Operation: operation, Values: tfdiag.Values{
		"description": `"x"`, "paused": false, "all": "", "runner": 7, "project": "a/b", "project_id": 1, "type": "gitlabrunner_project_assignment",
	}}

	if given.because {
		return call.Because(given.want, err)
	}

	return call.Failed(err)
}

// Every known answer of GitLab has its own advice, and not that for unknown answers.
func TestContract_everyAnswerHasAdvice(t *testing.T) {
	t.Parallel()

	for _, operation := range tfdiag.Operations() {
		for _, given := range contract(operation) {
			t.Run(string(operation.Because(given.want)), func(t *testing.T) {
				t.Parallel()

				given.check(t, operation, answered(t, given.status, given.body))
			})
		}
	}
}

// The emulator gives every answer of GitLab, except those for which the table has a
// reason.
func TestContract_emulatorAnswers(t *testing.T) {
	t.Parallel()

	var cells, sent int

	for _, operation := range tfdiag.Operations() {
		for _, given := range contract(operation) {
			cells++

			if given.send == nil {
				if given.why == "" {
					t.Errorf("%s: %d %s has neither a request nor a reason", operation, given.status, given.body)
				}

				continue
			}

			sent++

			t.Run(string(operation.Because(given.want)), func(t *testing.T) {
				t.Parallel()

				err := given.send(newFixture(t, given.version))

				var got, want *gitlabapi.Error
				if !errors.As(err, &got) || !errors.As(answered(t, given.status, given.body), &want) {
					t.Fatalf("got %v, want %d %s", err, given.status, given.body)
				}

				if got.Status != want.Status || got.Message != want.Message && !given.statusOnly {
					t.Errorf("got %d %s, want %d %s", got.Status, got.Message, want.Status, want.Message)
				}

				given.check(t, operation, err)
			})
		}
	}

	t.Logf("%d answers, %d of them given by the emulator", cells, sent)
}

// check checks the diagnostics of an answer.
func (given answer) check(t *testing.T, operation tfdiag.OperationID, err error) {
	t.Helper()

	unknown := []tfdiag.Cause{tfdiag.Unexpected, tfdiag.BadRequest}
	if slices.Contains(unknown, given.want) || given.want == tfdiag.InvalidParameter && given.attribute == "" {
		t.Errorf("%s is left to general advice", given.body)
	}

	for _, made := range diagnose(operation, given, err) {
		if id := identified(made); id != operation.Because(given.want) {
			t.Errorf("%d %s is %q, want %s:\n%s", given.status, given.body, id, operation.Because(given.want), made.Detail())
		}

		var attribute string
		if at, ok := made.(diag.DiagnosticWithPath); ok {
			attribute = at.Path().String()
		}

		if given.attribute != "" && attribute != given.attribute {
			t.Errorf("%d %s is about %q, want %s", given.status, given.body, attribute, given.attribute)
		}
	}
}

func text(id int64) string { return strconv.FormatInt(id, 10) }
