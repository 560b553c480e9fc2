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

// watched is a GitLab that counts the reads of runner 1, and answers everything
// else with write.
type watched struct {
	*gitlabapi.Client

	t     *testing.T
	clock *clock.Fake
	reads atomic.Int64
	write http.HandlerFunc
}

func watch(t *testing.T) *watched {
	t.Helper()

	w := &watched{t: t, write: reply(200, `{"id":1,"runner_type":"instance_type","token":"glrt-x"}`)}
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

// read states whether a shared read of runner 1 asks GitLab.
func (w *watched) read(when string, asks bool) {
	w.t.Helper()

	before := w.reads.Load()

	if _, err := w.SharedRunner(w.t.Context(), 1); err != nil {
		w.t.Error(err)
	}

	if asked := w.reads.Load() > before; asked != asks {
		w.t.Errorf("a read %s asks GitLab: %v, want %v", when, asked, asks)
	}
}

// What was read is handed out for a while, and not a moment longer: a decision
// that rests on it is bounded in its age.
func TestSharedReadsHaveTheirTime(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		read func(context.Context, *gitlabapi.Client) error
		age  time.Duration
	}{
		"a runner": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.SharedRunner(ctx, 1)

			return err
		}, 10 * time.Minute},
		"a project": {func(ctx context.Context, c *gitlabapi.Client) error {
			_, err := c.SharedProject(ctx, "a/b")

			return err
		}, time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := watch(t)

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

// Every write forgets its runner before and after, whatever becomes of it.
func TestEveryWriteForgets(t *testing.T) {
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

				w := watch(t)
				w.write = func(response http.ResponseWriter, request *http.Request) {
					w.read("during the write", true)
					w.read("during the write, once more,", false)
					answer(response, request)
				}

				w.read("at first", true)

				if w.HasWritten() {
					t.Error("a read is a write")
				}

				if err := write(t.Context(), w.Client, 1); (err != nil) != (outcome != "done") {
					t.Errorf("the write says %v", err)
				}

				w.read("after the write", true)
				w.read("after that", false)

				if !w.HasWritten() {
					t.Error("a write is none")
				}

				w.write = answer
				_ = write(t.Context(), w.Client, 2) // Its outcome is that of the first.
				w.read("after a write to another runner", false)
			})
		}
	}
}

// What makes a runner is a write as well, and what shows a token is none.
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
		"remove the traces of a verification": {func(ctx context.Context, c *gitlabapi.Client) error {
			return c.DeleteRunnerManager(ctx, "t", gitlabapi.OwnSystemID)
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			w := watch(t)
			w.read("at first", true)

			if err := test.call(t.Context(), w.Client); err != nil {
				t.Fatal(err)
			}

			if w.HasWritten() != test.wrote {
				t.Errorf("it is a write: %v", !test.wrote)
			}

			w.read("afterwards", false)
		})
	}
}

// Only what is asked to be shared is shared.
func TestFreshReadsAskEachTime(t *testing.T) {
	t.Parallel()

	w := watch(t)
	w.read("at first", true)

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

// Who appends to a list of a shared runner gets a list of their own.
func TestSharedRunnerStaysAsItIs(t *testing.T) {
	t.Parallel()

	w := watch(t)

	for id := range int64(3) {
		runner, err := w.SharedRunner(t.Context(), 1)
		if err != nil || len(runner.Projects) != 3 || cap(runner.Projects) != 3 {
			t.Fatalf("got %v (capacity %d), %v", runner.Projects, cap(runner.Projects), err)
		}

		_ = append(runner.Projects, gitlabapi.Project{ID: id})
	}
}

// What the details of a runner hold that its memory leaves out.
func TestRunnerDetailsHoldsItsProjects(t *testing.T) {
	t.Parallel()

	s := serve(t, reply(200, `{"id":7,"runner_type":"project_type","description":"d","projects":[{"id":5,"path_with_namespace":"a/b","web_url":"https://a/b"}]}`))
	client, _ := s.client(t)

	runner, err := client.RunnerDetails(t.Context(), 7)
	if err != nil || runner.ID != 7 || len(runner.Projects) != 1 || *runner.Projects[0].WebURL != "https://a/b" || runner.ReadAt.IsZero() {
		t.Errorf("got %+v, %v", runner, err)
	}
}
