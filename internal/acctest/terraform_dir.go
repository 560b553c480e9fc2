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
	"sync"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// Servers are the factories of providers, by their full address.
type Servers map[string]func() (tfprotov6.ProviderServer, error)

// TerraformDir is a folder with a configuration in which a real Terraform or
// OpenTofu runs, for what the testing framework does not do, such as several
// providers with addresses of their own. There is no init.
type TerraformDir struct {
	*sandbox.TerraformDir

	t *testing.T
}

// NewTerraformDir returns an empty folder. The test itself serves the providers.
func NewTerraformDir(t *testing.T, servers Servers) *TerraformDir {
	t.Helper()
	NeedsTerraform(t)

	return &TerraformDir{t: t, TerraformDir: &sandbox.TerraformDir{
		Path: terraformPath(t), Folder: t.TempDir(),
		Environment: sandbox.CleanEnvironment(os.Environ(), "TF_REATTACH_PROVIDERS="+serve(t, servers)),
	}}
}

// NewBuiltDir returns an empty folder in which Terraform starts the provider
// built from this source, for a GitLab. The test serves further providers.
func NewBuiltDir(t *testing.T, g *GitLab, servers Servers) *TerraformDir {
	t.Helper()
	NeedsTerraform(t)

	variables := append(g.ProviderVariables(), "TF_REATTACH_PROVIDERS="+serve(t, servers))

	d, err := builtProvider(t).Dir(t.TempDir(), variables...)
	noError(t, err)

	return &TerraformDir{t: t, TerraformDir: d}
}

func terraformPath(t *testing.T) string {
	t.Helper()

	path, err := exec.LookPath(Terraform())
	noError(t, err)

	return path
}

// built is the provider that the tests of a process share. It is removed with
// the last test that uses it.
var built struct {
	sync.Mutex

	users   int
	folder  string
	sandbox *sandbox.Sandbox
}

func builtProvider(t *testing.T) *sandbox.Sandbox {
	t.Helper()
	built.Lock()
	defer built.Unlock()

	t.Cleanup(func() {
		built.Lock()
		defer built.Unlock()

		if built.users--; built.users == 0 {
			_ = os.RemoveAll(built.folder)
		}
	})

	if built.users++; built.users == 1 {
		build(t)
	}

	return built.sandbox
}

// ProviderProgram is the path of the built provider.
func ProviderProgram(t *testing.T) string {
	t.Helper()

	return builtProvider(t).Program(sandbox.ProviderFile)
}

func build(t *testing.T) {
	t.Helper()

	var err error
	if built.folder, err = os.MkdirTemp("", "gitlabrunner-test-"); err != nil { //nolint:usetesting // Tests share it.
		t.Fatal(err)
	}

	if built.sandbox, err = sandbox.New(t.Context(), built.folder, terraformPath(t), os.Environ()); err != nil {
		t.Fatal(err)
	}

	noError(t, built.sandbox.BuildProvider(t.Context()))
}

// Write writes a file, over the previous one.
func (d *TerraformDir) Write(name, text string) {
	d.t.Helper()

	noError(d.t, d.TerraformDir.Write(name, text))
}

// Run runs a command, checks its exit code, and returns its output on one line.
func (d *TerraformDir) Run(code int, arguments ...string) string {
	d.t.Helper()

	return d.execute(code, arguments).OneLine()
}

// Output returns the standard output of a command.
func (d *TerraformDir) Output(arguments ...string) string {
	d.t.Helper()

	return d.execute(0, arguments).Stdout
}

func (d *TerraformDir) execute(code int, arguments []string) *sandbox.Result {
	d.t.Helper()

	result, err := d.TerraformDir.Run(d.t.Context(), arguments...)
	noError(d.t, err)

	if result.Code != code {
		d.t.Fatalf("%s has exit code %d, want %d:\n%s", result.Command, result.Code, code, result.Output())
	}

	return result
}

// SkipBelow skips the test where Terraform or OpenTofu is older than 1.minor.
func (d *TerraformDir) SkipBelow(ofTerraform, ofTofu int, what string) {
	d.t.Helper()

	if minor := d.minor(); minor < least(ofTerraform, ofTofu) {
		d.t.Skipf("1.%d has no %s", minor, what)
	}
}

// IsAtLeast reports whether Terraform or OpenTofu is 1.minor or newer, for a part
// of a test.
func (d *TerraformDir) IsAtLeast(ofTerraform, ofTofu int) bool {
	d.t.Helper()

	return d.minor() >= least(ofTerraform, ofTofu)
}

func least(ofTerraform, ofTofu int) int {
	if IsTofu() {
		return ofTofu
	}

	return ofTerraform
}

// minor is the second part of the version; the first is 1.
func (d *TerraformDir) minor() int {
	d.t.Helper()

	found, err := minorVersion()
	noError(d.t, err)

	return found
}

// minorVersion starts Terraform once for all tests of a process.
var minorVersion = sync.OnceValues(func() (int, error) {
	d := &sandbox.TerraformDir{Path: Terraform(), Environment: sandbox.CleanEnvironment(os.Environ())}

	version, err := d.Version(context.Background())
	if err != nil {
		return 0, err
	}

	var minor int

	_, number, _ := strings.Cut(version, " v")
	if _, err := fmt.Sscanf(number, "1.%d", &minor); err != nil {
		return 0, fmt.Errorf("version %q does not begin with 1: %w", version, err)
	}

	return minor, nil
})

// serve serves providers from within this test. It returns their addresses in
// the form of TF_REATTACH_PROVIDERS.
func serve(t *testing.T, servers Servers) string {
	t.Helper()

	attached := make(map[string]any)

	for _, address := range slices.Sorted(maps.Keys(servers)) {
		server, err := servers[address]()
		noError(t, err)

		config := serveOne(t, address, server)
		attached[address] = map[string]any{
			"Protocol": "grpc", "ProtocolVersion": 6, "Pid": config.Pid, "Test": true,
			"Addr": map[string]string{"Network": config.Addr.Network(), "String": config.Addr.String()},
		}
	}

	encoded, err := json.Marshal(attached)
	noError(t, err)

	return string(encoded)
}

func serveOne(t *testing.T, address string, server tfprotov6.ProviderServer) *plugin.ReattachConfig {
	t.Helper()

	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	reattach, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	failed := make(chan error, 1)

	go func() {
		failed <- tf6server.Serve(address, func() tfprotov6.ProviderServer { return server },
			tf6server.WithDebug(ctx, reattach, closed), tf6server.WithLoggingSink(t), tf6server.WithGoPluginLogger(hclog.NewNullLogger()))
	}()

	t.Cleanup(func() {
		cancel()
		<-closed
	})

	select {
	case config := <-reattach:
		return config
	case err := <-failed:
		t.Fatal(err)

		return nil
	}
}
