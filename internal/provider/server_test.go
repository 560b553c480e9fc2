package provider_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

type heavyKey struct{}

// What came with a call goes when it is answered: a plan over thousands of
// runners makes four calls for each of them.
func TestServerForgets(t *testing.T) {
	t.Parallel()

	server := drive(t, "https://gitlab.invalid")
	config := server.runner(t, 1)

	for name, call := range map[string]func(context.Context) error{
		"validate": func(ctx context.Context) error {
			_, err := server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{TypeName: runnerType, Config: config})

			return err
		},
		"upgrade": func(ctx context.Context) error {
			_, err := server.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{
				TypeName: runnerType, RawState: &tfprotov6.RawState{JSON: []byte(`{"id":1}`)},
			})

			return err
		},
		"upgrade the identity": func(ctx context.Context) error {
			_, err := server.UpgradeResourceIdentity(ctx, &tfprotov6.UpgradeResourceIdentityRequest{
				TypeName: runnerType, RawIdentity: &tfprotov6.RawState{JSON: []byte(`{"id":1}`)},
			})

			return err
		},
		"read": func(ctx context.Context) error {
			_, err := server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: "unknown"})

			return err
		},
		"plan": func(ctx context.Context) error {
			_, err := server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{TypeName: "unknown"})

			return err
		},
		"apply": func(ctx context.Context) error {
			_, err := server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{TypeName: "unknown"})

			return err
		},
		"import": func(ctx context.Context) error {
			_, err := server.ImportResourceState(ctx, &tfprotov6.ImportResourceStateRequest{TypeName: runnerType, ID: "1"})

			return err
		},
	} {
		if kept := remembers(t, call); kept {
			t.Errorf("%s: what came with the call is still in memory", name)
		}
	}

	runtime.KeepAlive(server)
}

// remembers makes a call that is handed something large, and looks whether that
// is still there when it is over.
func remembers(t *testing.T, call func(context.Context) error) bool {
	t.Helper()

	heavy := new([1 << 16]byte)
	trace := weak.Make(heavy)

	if err := call(context.WithValue(t.Context(), heavyKey{}, heavy)); err != nil {
		t.Fatal(err)
	}

	runtime.GC()

	return trace.Value() != nil
}

// A call ends with its caller, and when Terraform says stop, in the middle of a
// request that nobody answers.
func TestServerStops(t *testing.T) {
	t.Parallel()

	for name, stop := range map[string]func(driven, context.CancelFunc) error{
		"the caller is gone": func(_ driven, cancel context.CancelFunc) error {
			cancel()

			return nil
		},
		"stop": func(d driven, _ context.CancelFunc) error {
			_, err := d.StopProvider(context.Background(), &tfprotov6.StopProviderRequest{})

			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			asked := make(chan struct{}, 1)
			silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
				asked <- struct{}{}

				<-r.Context().Done()
			}))
			defer silent.Close()

			d := drive(t, silent.URL)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()

			state := d.runner(t, 1)
			answers := make(chan string, 1)

			go func() {
				answer, err := d.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: runnerType, CurrentState: state})
				if err != nil {
					answers <- err.Error()

					return
				}

				answers <- acctest.Errors(answer.Diagnostics)
			}()

			<-asked

			if err := stop(d, cancel); err != nil {
				t.Fatal(err)
			}

			if text := <-answers; !strings.Contains(text, "context canceled") {
				t.Errorf("the call ended with %q", text)
			}
		})
	}
}
