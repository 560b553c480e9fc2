package provider_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"weak"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

type heavyKey struct{}

// The server has every method of the framework's server, including those that a
// later release adds: Terraform treats a missing one as a missing feature.
func TestServer_implementsEveryMethod(t *testing.T) {
	t.Parallel()

	build := provider.New("test")
	ours := reflect.TypeOf(provider.NewServer(build)())

	theirs := reflect.TypeOf(providerserver.NewProtocol6(build())())

	for i := range theirs.NumMethod() {
		if name := theirs.Method(i).Name; !has(ours, name) {
			t.Errorf("%s is a method of the framework's server only", name)
		}
	}
}

func has(of reflect.Type, method string) bool {
	_, found := of.MethodByName(method)

	return found
}

// kept are the calls whose context is not released, with the reason.
var kept = map[string]string{
	"GetMetadata": once, "GetProviderSchema": once, "GetResourceIdentitySchemas": once, "GetFunctions": once,
	"ValidateProviderConfig": once, "ConfigureProvider": once, "StopProvider": once,
	"ListResource": stream, "InvokeAction": stream,
	"ValidateStateStoreConfig": none, "ConfigureStateStore": none, "ReadStateBytes": none, "WriteStateBytes": none,
	"GetStates": none, "DeleteState": none, "LockState": none, "UnlockState": none,
}

const (
	once   = "Terraform calls it once in a process"
	stream = "it answers with a stream"
	none   = "the provider stores no state"
)

// The context of a call is released when the call returns: a plan of thousands of
// runners makes four calls for each. This includes methods that a later release of
// the framework adds.
func TestServer_releasesContexts(t *testing.T) {
	t.Parallel()

	server := drive(t, "https://gitlab.invalid")

	methods := reflect.ValueOf(server.ProviderServer)

	for i := range methods.NumMethod() {
		name, call := methods.Type().Method(i).Name, methods.Method(i)
		if kept[name] != "" {
			continue
		}

		// An empty request, which is answered with a diagnostic.
		request := reflect.New(call.Type().In(1).Elem())

		forgotten := forgets(t, func(ctx context.Context) {
			answer := call.Call([]reflect.Value{reflect.ValueOf(ctx), request})
			if err := answer[1].Interface(); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
		if !forgotten {
			t.Errorf("%s: the context of the call is still in memory", name)
		}
	}

	runtime.KeepAlive(server)
}

// forgets makes a call whose context holds a large value, and reports whether the
// value was collected when the call returned.
func forgets(t *testing.T, call func(context.Context)) bool {
	t.Helper()

	heavy := new([1 << 16]byte)
	trace := weak.Make(heavy)

	call(context.WithValue(t.Context(), heavyKey{}, heavy))
	runtime.GC()

	return trace.Value() == nil
}

// A call ends when its caller cancels it or Terraform stops the provider, also
// while a request is not answered.
func TestServer_stops(t *testing.T) {
	t.Parallel()

	for name, stop := range map[string]func(driven, context.CancelFunc) error{
		"the caller cancels": func(_ driven, cancel context.CancelFunc) error {
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
			answers := make(chan []tfdiag.ID, 1)

			go func() {
				answer, err := d.ReadResource(ctx, &tfprotov6.ReadResourceRequest{TypeName: runnerType, CurrentState: state})
				if err != nil {
					answers <- []tfdiag.ID{tfdiag.ID(err.Error())}

					return
				}

				answers <- acctest.IDs(answer.Diagnostics)
			}()

			<-asked

			if err := stop(d, cancel); err != nil {
				t.Fatal(err)
			}

			if ids, want := <-answers, tfdiag.ReadRunner.Because(tfdiag.Interrupted); !slices.Equal(ids, []tfdiag.ID{want}) {
				t.Errorf("the call ended with %q, want %s", ids, want)
			}
		})
	}
}
