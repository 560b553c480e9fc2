package provider_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// An interrupted action has sent its result when StopProvider returns, because
// none is sent afterwards; and no progress is sent after the interrupt. Terraform
// before 1.16 gets no result after a progress.
func TestServer_stopSendsTheResult(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		version  string
		progress bool
		want     string
	}{
		"without progress":               {"1.15.9", false, "result"},
		"after progress":                 {"1.16.0", true, "progress, result"},
		"after progress, Terraform 1.15": {"1.15.9", true, "progress"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			// The request for the second runner follows the progress of the first, and is
			// not answered.
			progressed, asked := make(chan struct{}), make(chan struct{})

			g := acctest.NewSimBehind(t, func(sim http.Handler) http.Handler {
				return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if r.Method != http.MethodPut || !strings.HasSuffix(r.URL.Path, "/2") {
						sim.ServeHTTP(w, r)

						return
					}

					if test.progress {
						<-progressed
					}

					// The server notices the end of the request only after it has read the request.
					_, _ = io.Copy(io.Discard, r.Body)

					close(asked)
					<-r.Context().Done()
				})
			})

			runners := []tftypes.Value{tftypes.NewValue(tftypes.Number, 2)}
			if test.progress {
				runners = append(runners, tftypes.NewValue(tftypes.Number, 1))
			}

			server, config := resuming(t, g, test.version, runners)

			stream, err := server.InvokeAction(t.Context(), &tfprotov6.InvokeActionRequest{ActionType: resumeName, Config: config})
			if err != nil {
				t.Fatal(err)
			}

			var events []string

			ended := make(chan struct{})

			go func() {
				defer close(ended)

				for event := range stream.Events {
					if _, isProgress := event.Type.(tfprotov6.ProgressInvokeActionEventType); isProgress {
						events = append(events, "progress")

						close(progressed)
					} else {
						events = append(events, "result")
					}
				}
			}()

			<-asked

			if _, err := server.StopProvider(t.Context(), &tfprotov6.StopProviderRequest{}); err != nil {
				t.Fatal(err)
			}

			<-ended
			acctest.Equal(t, "the events", strings.Join(events, ", "), test.want)
		})
	}
}

const resumeName = "gitlabrunner_resume_runner"

// stoppable is a server with actions.
type stoppable interface {
	tfprotov6.ProviderServer
	tfprotov6.ActionServer
}

// resuming is the provider for a version of Terraform, and the configuration of
// the action that resumes these runners. GitLab has two.
func resuming(t *testing.T, g *acctest.GitLab, version string, runners []tftypes.Value) (stoppable, *tfprotov6.DynamicValue) {
	t.Helper()

	for range 2 {
		if _, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("instance_type")}); err != nil {
			t.Fatal(err)
		}
	}

	built, err := g.Providers()["gitlabrunner"]()
	if err != nil {
		t.Fatal(err)
	}

	server, ok := built.(stoppable)
	if !ok {
		t.Fatalf("%T has no actions", built)
	}

	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}

	_, err = server.ConfigureProvider(t.Context(), &tfprotov6.ConfigureProviderRequest{
		Config: value(t, schemas.Provider.ValueType(), nil), TerraformVersion: version,
	})
	if err != nil {
		t.Fatal(err)
	}

	return server, value(t, schemas.ActionSchemas[resumeName].Schema.ValueType(), map[string]any{"runner_ids": runners})
}
