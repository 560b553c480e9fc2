package gitlabapi_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// sharedFixture is a client of a GitLab that counts reads, and answers writes with
// write.
type sharedFixture struct {
	*gitlabapi.Client

	t     *testing.T
	clock *clock.Fake
	reads atomic.Int64
	write http.HandlerFunc
}

func newSharedFixture(t *testing.T) *sharedFixture {
	t.Helper()

	w := &sharedFixture{t: t, write: reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`)}
	w.Client, w.clock = serve(t, func(response http.ResponseWriter, request *http.Request) {
		if request.Method != http.MethodGet {
			w.write(response, request)

			return
		}

		w.reads.Add(1)
		reply(200, `{"id":1,"runner_type":"project_type","path_with_namespace":"a/b","projects":[`+
			`{"id":5,"path_with_namespace":"a/b"},{"id":6,"path_with_namespace":"a/c"},{"id":7,"path_with_namespace":"a/d"}]}`)(response, request)
	}).client(t, func(c *gitlabapi.Config) { c.Retries = 0 })

	return w
}

// wantRequest checks whether a shared read of runner 1 sends a request.
func (w *sharedFixture) wantRequest(when string, want bool) {
	w.t.Helper()

	before := w.reads.Load()

	if _, err := w.SharedRunner(w.t.Context(), 1); err != nil {
		w.t.Error(err)
	}

	if sent := w.reads.Load() > before; sent != want {
		w.t.Errorf("a read %s sends a request: %v, want %v", when, sent, want)
	}
}

// A result is used until its maximum age, which bounds the age of decisions that
// depend on it.
func TestShared_maximumAge(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		read func(context.Context, *gitlabapi.Client) error
		age  time.Duration
	}{
		"a runner": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.SharedRunner(ctx, 1)

			return err
		}, 10 * time.Minute},
		"details": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.SharedRunnerDetails(ctx, 1)

			return err
		}, 10 * time.Minute},
		"a project": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.SharedProject(ctx, "a/b")

			return err
		}, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newSharedFixture(t)

			for _, step := range []struct {
				later time.Duration
				reads int64
			}{{0, 1}, {test.age - time.Second, 1}, {time.Second, 2}} {
				w.clock.Advance(step.later)

				if err := test.read(t.Context(), w.Client); err != nil || w.reads.Load() != step.reads {
					t.Errorf("%v later there were %d reads, want %d: %v", step.later, w.reads.Load(), step.reads, err)
				}
			}
		})
	}
}

// Every write to a runner forgets its result before and after, whatever its outcome.
func TestShared_isForgottenByWrites(t *testing.T) {
	t.Parallel()

	for name, write := range map[string]func(context.Context, *gitlabapi.Client, int64) error{
		"update": func(ctx context.Context, c *gitlabapi.Client, id int64) error {
			_, err := c.UpdateRunner(ctx, id, gitlabapi.UpdateRunner{Paused: gitlabapi.Some(true)})

			return err
		},
		"delete": func(ctx context.Context, c *gitlabapi.Client, id int64) error { return c.DeleteRunner(ctx, id) },
		"delete by token": func(ctx context.Context, c *gitlabapi.Client, id int64) error {
			return c.DeleteRunnerWithToken(ctx, id, "t")
		},
		"assign":   func(ctx context.Context, c *gitlabapi.Client, id int64) error { return c.AssignRunner(ctx, 5, id) },
		"unassign": func(ctx context.Context, c *gitlabapi.Client, id int64) error { return c.UnassignRunner(ctx, 5, id) },
		"reset": func(ctx context.Context, c *gitlabapi.Client, id int64) error {
			_, err := c.ResetAuthenticationToken(ctx, id)

			return err
		},
		"reset by token": func(ctx context.Context, c *gitlabapi.Client, id int64) error {
			_, err := c.ResetWithToken(ctx, id, "t")

			return err
		},
	} {
		for outcome, answer := range map[string]http.HandlerFunc{
			"done": reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`), "refused": reply(403, `{"message":"403 Forbidden"}`), "lost": drop,
		} {
			t.Run(name+"/"+outcome, func(t *testing.T) {
				t.Parallel()

				w := newSharedFixture(t)
				w.write = func(response http.ResponseWriter, request *http.Request) {
					w.wantRequest("during the write", true)
					w.wantRequest("during the write, once more,", false)
					answer(response, request)
				}

				w.wantRequest("at first", true)

				if w.HasWritten() {
					t.Error("HasWritten after a read")
				}

				if err := write(t.Context(), w.Client, 1); (err != nil) != (outcome != "done") {
					t.Errorf("the write returned %v", err)
				}

				w.wantRequest("after the write", true)
				w.wantRequest("after that", false)

				if !w.HasWritten() {
					t.Error("not HasWritten after a write")
				}

				w.write = answer
				_ = write(t.Context(), w.Client, 2) // the outcome is that of the first
				w.wantRequest("after a write to another runner", false)
			})
		}
	}
}

// The details of a list are forgotten together with the runner.
func TestSharedRunnerDetails_areForgottenByWrites(t *testing.T) {
	t.Parallel()

	w := newSharedFixture(t)
	w.write = reply(200, `{"id":1,"runner_type":"instance_type"}`)

	for reads := int64(1); reads <= 2; reads++ {
		for range 2 {
			if _, err := w.SharedRunnerDetails(t.Context(), 1); err != nil || w.reads.Load() != reads {
				t.Errorf("there were %d reads, want %d: %v", w.reads.Load(), reads, err)
			}
		}

		if _, err := w.UpdateRunner(t.Context(), 1, gitlabapi.UpdateRunner{Paused: gitlabapi.Some(true)}); err != nil {
			t.Fatal(err)
		}
	}
}

// A create is a write as well, and a verification is not.
func TestHasWritten(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		call  func(context.Context, *gitlabapi.Client) error
		wrote bool
	}{
		"create": {create, true},
		"register": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.RegisterRunner(ctx, gitlabapi.RegisterRunner{Token: "t"})

			return err
		}, true},
		"verify": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.VerifyToken(ctx, "t", gitlabapi.OwnSystemID)

			return err
		}, false},
		"delete a manager": {func(ctx context.Context, c *gitlabapi.Client) error {
			return c.DeleteRunnerManager(ctx, "t", gitlabapi.OwnSystemID)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := newSharedFixture(t)
			w.wantRequest("at first", true)

			if err := test.call(t.Context(), w.Client); err != nil {
				t.Fatal(err)
			}

			if w.HasWritten() != test.wrote {
				t.Errorf("HasWritten = %v", !test.wrote)
			}

			w.wantRequest("afterwards", false)
		})
	}
}

// Other reads are not shared.
func TestShared_onlyByItsMethods(t *testing.T) {
	t.Parallel()

	w := newSharedFixture(t)
	w.wantRequest("at first", true)

	for name, read := range map[string]func() error{
		"Runner":        func() error { _, err := w.Runner(t.Context(), 1); return err },
		"RunnerDetails": func() error { _, err := w.RunnerDetails(t.Context(), 1); return err },
		"Project":       func() error { _, err := w.Project(t.Context(), "a/b"); return err },
	} {
		before := w.reads.Load()

		if err := read(); err != nil || w.reads.Load() != before+1 {
			t.Errorf("%s made %d requests: %v", name, w.reads.Load()-before, err)
		}
	}

	before := w.reads.Load()

	for range 3 {
		if project, err := w.SharedProject(t.Context(), "a/b"); err != nil || project.PathWithNamespace != "a/b" {
			t.Errorf("got %v, %v", project, err)
		}
	}

	if made := w.reads.Load() - before; made != 1 {
		t.Errorf("%d requests for a shared project, want 1", made)
	}
}

// An append to a list of a shared runner does not change the runner.
func TestSharedRunner_isNotChangedByAppends(t *testing.T) {
	t.Parallel()

	w := newSharedFixture(t)

	for id := range int64(3) {
		runner, err := w.SharedRunner(t.Context(), 1)
		if err != nil || len(runner.Projects) != 3 || cap(runner.Projects) != 3 {
			t.Fatalf("got %v (capacity %d), %v", runner.Projects, cap(runner.Projects), err)
		}

		_ = append(runner.Projects, gitlabapi.Project{ID: id})
	}
}

func TestRunnerDetails_hasDetailsOfProjects(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(200, `{"id":7,"runner_type":"project_type","description":"d","projects":[{"id":5,"path_with_namespace":"a/b","web_url":"https://a/b"}]}`))
	client, _ := s.client(t)

	runner, err := client.RunnerDetails(t.Context(), 7)
	if err != nil || runner.ID != 7 || len(runner.Projects) != 1 || *runner.Projects[0].WebURL != "https://a/b" || runner.ReadAt.IsZero() {
		t.Errorf("got %+v, %v", runner, err)
	}
}
