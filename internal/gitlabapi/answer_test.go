package gitlabapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Secrets without a known prefix, with characters that URLs, JSON and base64
// encode.
const (
	accessSecret = `own+/&"<secret>?~of=the user`
	runnerSecret = `own+/&"<secret>?~of=a runner`
	proxySecret  = `cHJveHk6cGFzc3dvcmQ+/w==`
)

// apiCall is a call and GitLab's answer.
type apiCall struct {
	name   string
	answer string
	do     func(context.Context, *gitlabapi.Client) (any, error)
	// secret is a secret in the request, besides those of every request.
	secret string
}

func apiCalls() []apiCall {
	const (
		listed  = `{"id":7,"description":"builds","ip_address":"10.0.0.1","active":true,"paused":false,"is_shared":false,"runner_type":"project_type","name":null,"online":true,"status":"online","created_at":"2030-01-02T03:04:05.000Z","created_by":{"id":1,"username":"root","name":"Root","state":"active"},"job_execution_status":"idle"}`
		project = `{"id":3,"description":null,"name":"b","name_with_namespace":"a / b","path":"b","path_with_namespace":"a/b","created_at":"2030-01-02T03:04:05.000Z","topics":["x"],"web_url":"https://gitlab.example.com/a/b","namespace":{"id":2,"name":"a","path":"a","kind":"group","full_path":"a","parent_id":null}}`
		groups  = `[{"id":2,"name":"a","web_url":"https://gitlab.example.com/a"}]`
		created = `{"id":7,"token":"glrt-abcdefghijklmnopqrst","token_expires_at":"2030-02-02T03:04:05.000Z"}`
	)

	details := strings.TrimSuffix(listed, "}") + `,"tag_list":["linux"],"run_untagged":true,"locked":false,"maximum_timeout":3600,"access_level":"not_protected",` +
		`"version":"18.0.0","revision":"abc","platform":"linux","architecture":"amd64","contacted_at":"2030-01-02T03:04:05.000Z","maintenance_note":"","token_expires_at":null,` +
		`"projects":[` + project + `],"groups":` + groups + `}`

	return []apiCall{
		{"read a runner", details, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.Runner(ctx, 7) }, ""},
		{"read a shared runner", details, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.SharedRunner(ctx, 7) }, ""},
		{"read a runner's details", details, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.RunnerDetails(ctx, 7) }, ""},
		{"update a runner", details, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return c.UpdateRunner(ctx, 7, gitlabapi.UpdateRunner{Paused: gitlabapi.Some(true)})
		}, ""},
		{"list runners", `[` + listed + `]`, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return all(c.AllRunners(ctx, gitlabapi.RunnersQuery{}))
		}, ""},
		{"create a runner", created, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return c.CreateRunner(ctx, gitlabapi.CreateRunner{RunnerType: gitlabapi.InstanceType})
		}, ""},
		{"register a runner", created, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return c.RegisterRunner(ctx, gitlabapi.RegisterRunner{Token: runnerSecret})
		}, runnerSecret},
		{"reset a token", `{"token":"glrt-abcdefghijklmnopqrst","token_expires_at":null}`, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return c.ResetAuthenticationToken(ctx, 7)
		}, ""},
		{"verify a token", created, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return c.VerifyToken(ctx, runnerSecret, gitlabapi.OwnSystemID)
		}, runnerSecret},
		{"reset a registration token", `{"token":"GR1348941abcdefghijklmnopqrst"}`, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			token, err := c.ResetProjectRegistrationToken(ctx, "a/b")

			return gitlabapi.IssuedToken{Token: token}, err
		}, ""},
		{
			"list managers", `[{"id":1,"system_id":"s_1","version":"18.0.0","revision":"abc","platform":"linux","architecture":"amd64","created_at":"2030-01-02T03:04:05.000Z","contacted_at":null,"ip_address":"10.0.0.1","status":"online","job_execution_status":"idle"}]`,
			func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.RunnerManagers(ctx, 7) }, "",
		},
		{
			"list jobs", `[{"id":1,"status":"running","stage":"test","name":"rspec","ref":"main","tag":false,"coverage":98.5,"allow_failure":false,"created_at":"2030-01-02T03:04:05.000Z","duration":1.5,"user":{"id":1,"username":"root"},"commit":{"id":"abc","title":"x"},"pipeline":{"id":1,"iid":1,"project_id":3,"sha":"abc","status":"running"},"web_url":"https://gitlab.example.com/x","project":` + project + `}]`,
			func(ctx context.Context, c *gitlabapi.Client) (any, error) {
				return all(c.RunnerJobs(ctx, 7, gitlabapi.JobsQuery{}))
			}, "",
		},
		{"find a project", project, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.Project(ctx, "a/b") }, ""},
		{"assign a runner", `{"id":7}`, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return nil, c.AssignRunner(ctx, 3, 7) }, ""},
		{"delete a runner", ``, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return nil, c.DeleteRunner(ctx, 7) }, ""},
		{"delete a runner by its token", ``, func(ctx context.Context, c *gitlabapi.Client) (any, error) {
			return nil, c.DeleteRunnerWithToken(ctx, 7, runnerSecret)
		}, runnerSecret},
		{"read the current user", `{"id":1,"username":"root","is_admin":true}`, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.CurrentUser(ctx) }, ""},
		{"read the version", `{"version":"18.6.0-ee"}`, func(ctx context.Context, c *gitlabapi.Client) (any, error) { return c.Version(ctx) }, ""},
	}
}

func all[T any](rows iter.Seq2[T, error]) ([]T, error) {
	var found []T

	for row, err := range rows {
		if err != nil {
			return nil, err
		}

		found = append(found, row)
	}

	return found, nil
}

// answered makes the call over a network with one answer, and checks its result.
func (a apiCall) answered(t *testing.T, answer func() *http.Response) error {
	t.Helper()

	client := over(t, func(*http.Request) *http.Response { return answer() }, func(c *gitlabapi.Config) {
		c.Token, c.Headers = accessSecret, map[string]string{"X-Proxy": "Basic " + proxySecret}
	})

	value, err := a.do(t.Context(), client)
	if err != nil {
		checkErrorText(t, err, a.secret)
	} else if problem := problemOf(value); problem != "" {
		t.Errorf("%s: %s, and no error: %+v", a.name, problem, value)
	}

	return err
}

// over returns a client of https://gitlab.example.com/gitlab over a network of the
// test, without retries.
func over(t *testing.T, answer func(*http.Request) *http.Response, changes ...func(*gitlabapi.Config)) *gitlabapi.Client {
	t.Helper()

	base, err := gitlabapi.ParseBaseURL("https://gitlab.example.com/gitlab")
	if err != nil {
		t.Fatal(err)
	}

	config := gitlabapi.Config{BaseURL: base, Token: token, RequestTimeout: time.Minute, MaxConcurrentRequests: 1, Clock: clock.NewFake(start)}
	for _, change := range changes {
		change(&config)
	}

	client, err := gitlabapi.NewOver(config, network(func(r *http.Request) (*http.Response, error) {
		response := answer(r)
		response.Request = r

		return response, nil
	}))
	if err != nil {
		t.Fatal(err)
	}

	return client
}

// response returns an answer of the network.
func response(status int, header http.Header, body string) *http.Response {
	return &http.Response{
		Status: http.StatusText(status), StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

// checkErrorText checks the text of an error: it is short, printable and without
// secrets.
func checkErrorText(t *testing.T, err error, secret string) {
	t.Helper()

	var failure *gitlabapi.Error
	if !errors.As(err, &failure) {
		t.Fatalf("%#v is not an error of a call", err)
	}

	texts := map[string]string{"Error": err.Error(), "request id": failure.RequestID}

	for n, diagnostic := range tfdiag.OnRunner(tfdiag.UpdateRunner, 7, "").Failed(err) {
		texts[fmt.Sprint("diagnostic ", n)] = diagnostic.Detail()
	}

	for what, text := range texts {
		acctest.FitToShow(t, what, text, accessSecret, proxySecret, secret)
	}
}

// problemOf describes why a result is incomplete.
func problemOf(value any) string {
	switch value := value.(type) {
	case gitlabapi.Runner:
		return problemIf(value.ID != 7 || value.RunnerType == "", "it is not runner 7")
	case gitlabapi.RunnerDetails:
		return problemIf(value.ID != 7 || value.RunnerType == "", "it is not runner 7")
	case []gitlabapi.Runner:
		for _, each := range value {
			if each.ID <= 0 {
				return "a runner of the list has no id"
			}
		}
	case []gitlabapi.RunnerManager:
		for _, each := range value {
			if each.ID <= 0 {
				return "a manager of the list has no id"
			}
		}
	case []gitlabapi.Job:
		for _, each := range value {
			if each.ID <= 0 {
				return "a job of the list has no id"
			}
		}
	case gitlabapi.CreatedRunner:
		return problemIf(value.ID <= 0 || value.Token == "", "there is no id or no token")
	case gitlabapi.IssuedToken:
		return problemIf(value.Token == "", "there is no token")
	case gitlabapi.VerifiedToken:
		return problemIf(value.ID <= 0, "there is no id")
	case gitlabapi.Project:
		return problemIf(value.ID <= 0 || value.PathWithNamespace == "", "there is no project")
	case gitlabapi.User:
		return problemIf(value.ID <= 0, "there is no user")
	}

	return ""
}

func problemIf(incomplete bool, what string) string {
	if incomplete {
		return what
	}

	return ""
}
