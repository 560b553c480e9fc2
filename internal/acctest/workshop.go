package acctest

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// Servers are the factories of providers, by their full address.
type Servers map[string]func() (tfprotov6.ProviderServer, error)

// Workshop is a folder with a configuration, and a real Terraform or OpenTofu
// that works on it: for what the testing framework does not do, such as several
// providers with addresses of their own. There is no init.
type Workshop struct {
	*terraform.Terraform

	t *testing.T
}

// NewWorkshop returns a workshop for providers that are served from within the
// test.
func NewWorkshop(t *testing.T, servers Servers) *Workshop {
	t.Helper()
	NeedsTerraform(t)

	path, err := exec.LookPath(Terraform())
	if err != nil {
		t.Fatal(err)
	}

	return &Workshop{t: t, Terraform: &terraform.Terraform{
		Path: path, Folder: t.TempDir(),
		Environment: terraform.Undisturbed(os.Environ(),
			"TF_CLI_ARGS=-no-color", "TF_INPUT=0", "CHECKPOINT_DISABLE=1", "TF_REATTACH_PROVIDERS="+serve(t, servers)),
	}}
}

// Write writes a file, over the one before.
func (w *Workshop) Write(name, text string) {
	w.t.Helper()

	if err := w.Terraform.Write(name, text); err != nil {
		w.t.Fatal(err)
	}
}

// Run runs a command, checks its exit code, and returns what it printed, in one
// line: Terraform breaks and frames its messages.
func (w *Workshop) Run(code int, arguments ...string) string {
	w.t.Helper()

	done := w.run(code, arguments)

	return strings.Join(strings.Fields(strings.ReplaceAll(done.Output(), "│", " ")), " ")
}

// Output is what a command answered, as it stands.
func (w *Workshop) Output(arguments ...string) string {
	w.t.Helper()

	return w.run(0, arguments).Stdout
}

func (w *Workshop) run(code int, arguments []string) *terraform.Result {
	w.t.Helper()

	done, err := w.Terraform.Run(w.t.Context(), arguments...)
	if err != nil {
		w.t.Fatal(err)
	}

	if done.Code != code {
		w.t.Fatalf("%s has exit code %d, want %d:\n%s", done.Command, done.Code, code, done.Output())
	}

	return done
}

// SkipBelow skips the test with a Terraform or an OpenTofu older than 1.minor.
func (w *Workshop) SkipBelow(ofTerraform, ofTofu int, what string) {
	w.t.Helper()

	if minor := w.minor(); minor < least(ofTerraform, ofTofu) {
		w.t.Skipf("1.%d has no %s", minor, what)
	}
}

// IsAtLeast reports whether it is Terraform or OpenTofu 1.minor, or newer, for
// a part of a test.
func (w *Workshop) IsAtLeast(ofTerraform, ofTofu int) bool {
	w.t.Helper()

	return w.minor() >= least(ofTerraform, ofTofu)
}

func least(ofTerraform, ofTofu int) int {
	if IsTofu() {
		return ofTofu
	}

	return ofTerraform
}

// minor is the second part of the version; the first is 1.
func (w *Workshop) minor() int {
	w.t.Helper()

	var (
		major, minor int
		found        struct {
			Version string `json:"terraform_version"`
		}
	)

	said := w.Output("version", "-json")
	if err := json.Unmarshal([]byte(said), &found); err != nil {
		w.t.Fatalf("%v: %s", err, said)
	}

	if _, err := fmt.Sscanf(found.Version, "%d.%d", &major, &minor); err != nil || major != 1 {
		w.t.Fatalf("version %s: %v", found.Version, err)
	}

	return minor
}

// serve serves providers from within this test, and says where, as Terraform
// wants to be told.
func serve(t *testing.T, servers Servers) string {
	t.Helper()

	places := make(map[string]any)

	for _, address := range slices.Sorted(maps.Keys(servers)) {
		server, err := servers[address]()
		if err != nil {
			t.Fatal(err)
		}

		at := serveOne(t, address, server)
		places[address] = map[string]any{
			"Protocol": "grpc", "ProtocolVersion": 6, "Pid": at.Pid, "Test": true,
			"Addr": map[string]string{"Network": at.Addr.Network(), "String": at.Addr.String()},
		}
	}

	encoded, err := json.Marshal(places)
	if err != nil {
		t.Fatal(err)
	}

	return string(encoded)
}

func serveOne(t *testing.T, address string, server tfprotov6.ProviderServer) *plugin.ReattachConfig {
	t.Helper()

	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	where, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	failed := make(chan error, 1)

	go func() {
		failed <- tf6server.Serve(address, func() tfprotov6.ProviderServer { return server },
			tf6server.WithDebug(ctx, where, closed), tf6server.WithLoggingSink(t), tf6server.WithGoPluginLogger(hclog.NewNullLogger()))
	}()

	t.Cleanup(func() {
		cancel()
		<-closed
	})

	select {
	case at := <-where:
		return at
	case err := <-failed:
		t.Fatal(err)

		return nil
	}
}
