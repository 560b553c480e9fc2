package assignment_test

import (
	"context"
	"net/http"
	"regexp"
	"sync/atomic"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// After an interrupt the set reports one error, and the state has the changes that
// were made.
func TestProtoExclusive_interrupt(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		method string
		update bool
	}{
		"while assigning":   {method: http.MethodPost},
		"while unassigning": {method: http.MethodDelete, update: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			ctx, interrupt := context.WithCancel(t.Context())
			defer interrupt()

			var writes atomic.Int64

			paths := regexp.MustCompile(`^/api/v4/projects/\d+/runners`)

			f := newFleetOf(t, 12, acctest.NewSimBehind(t, func(next http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if paths.MatchString(r.URL.Path) && r.Method == test.method && writes.Add(1) == 5 {
						interrupt()
					}

					next.ServeHTTP(w, r)
				})
			}))

			var all []string
			for _, project := range f.projects {
				all = append(all, text(project.ID))
			}

			proto := f.Proto(t, acctest.Values{"max_concurrent_requests": 2})
			config := f.set(all...)

			var prior *acctest.State

			if test.update {
				state := proto.Create(exclusive, config)
				prior, config = &state, f.set()
			}

			after, diagnostics := proto.In(ctx).Apply(exclusive, proto.Plan(exclusive, prior, config))
			acctest.Diagnosed(t, diagnostics, tfdiag.SetInterrupted)

			left := len(f.ids(t)) - 1
			if left == 0 || left == 12 {
				t.Errorf("GitLab has %d projects, the interrupt came too early or too late", left)
			}

			if test.update {
				acctest.Equal(t, "the projects in state", len(shown(t, after)) >= left, true)
			}

			// The next run makes the remaining changes.
			proto = proto.NextRun()
			if test.update {
				after, _ = proto.Read(exclusive, after)
				prior = &after
			}

			_, diagnostics = proto.Apply(exclusive, proto.Plan(exclusive, prior, config))
			acctest.Diagnosed(t, diagnostics)
		})
	}
}

// The set sends as many requests at once as the provider is configured for.
func TestProtoExclusive_sendsConcurrently(t *testing.T) {
	t.Parallel()

	f := newFleetOf(t, 12, acctest.NewSimBehind(t, acctest.Together(regexp.MustCompile(`^/api/v4/projects/\d+/runners$`), 12)))

	var all []string
	for _, project := range f.projects {
		all = append(all, text(project.ID))
	}

	f.Proto(t, acctest.Values{"max_concurrent_requests": 12}).Create(exclusive, f.set(all...))
	acctest.Equal(t, "the projects in GitLab", len(f.ids(t)), 13)
}
