package token_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// The addresses name a host, because Terraform and OpenTofu add different ones.
const (
	providerAddress = "registry.terraform.io/gitlabrunner/gitlabrunner"
	sinkAddress     = "registry.terraform.io/gitlabrunner/sink"
)

// built is the provider as a program of its own, made once for all tests.
var built = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "gitlabrunner-token-")
	if err != nil {
		return "", err
	}

	command := exec.Command("go", "build", "-buildvcs=false", "-o", filepath.Join(folder, "terraform-provider-gitlabrunner"), "../..")
	if output, err := command.CombinedOutput(); err != nil {
		return folder, errors.New(string(output))
	}

	return folder, nil
})

func TestMain(m *testing.M) {
	code := m.Run()

	if os.Getenv("TF_ACC") != "" {
		if folder, _ := built(); folder != "" {
			_ = os.RemoveAll(folder)
		}
	}

	os.Exit(code)
}

// workshop is a folder with a configuration, and a real Terraform or OpenTofu
// that works on it with the built provider. The sink stays in the test.
type workshop struct {
	*acctest.GitLab

	t           *testing.T
	sink        *sink
	folder      string
	environment []string
}

func newWorkshop(t *testing.T) *workshop {
	t.Helper()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	w := &workshop{GitLab: g, t: t, sink: &sink{}, folder: t.TempDir()}

	folder, err := built()
	if err != nil {
		t.Fatal(err)
	}

	settings := filepath.Join(w.folder, "terraform.rc")
	w.write("terraform.rc", "provider_installation {\n  dev_overrides {\n    \""+providerAddress+"\" = \""+filepath.ToSlash(folder)+"\"\n  }\n}\n")

	w.environment = append(os.Environ(),
		"TF_CLI_CONFIG_FILE="+settings, "TF_INPUT=0", "TF_CLI_ARGS=-no-color", "CHECKPOINT_DISABLE=1",
		"TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(w.folder, "trace.log"),
		"GITLAB_BASE_URL="+g.URL, "GITLAB_TOKEN="+g.Token,
		"TF_REATTACH_PROVIDERS="+serve(t, w.sink),
	)

	w.needsEphemerals()

	return w
}

// needsEphemerals skips the test where there are no write-only arguments.
func (w *workshop) needsEphemerals() {
	w.t.Helper()

	var (
		major, minor int
		found        struct {
			Version string `json:"terraform_version"`
		}
	)

	said := w.run(0, "version", "-json")
	if err := json.Unmarshal([]byte(said), &found); err != nil {
		w.t.Fatalf("%v: %s", err, said)
	}

	if _, err := fmt.Sscanf(found.Version, "%d.%d", &major, &minor); err != nil {
		w.t.Fatal(err)
	}

	if major == 1 && minor < 11 {
		w.t.Skipf("%s has no write-only arguments", found.Version)
	}
}

// serve serves the sink from within this test, and says where.
func serve(t *testing.T, sink *sink) string {
	t.Helper()

	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	where, closed := make(chan *plugin.ReattachConfig), make(chan struct{})
	failed := make(chan error, 1)

	go func() {
		failed <- tf6server.Serve(sinkAddress, providerserver.NewProtocol6(sink),
			tf6server.WithDebug(ctx, where, closed), tf6server.WithLoggingSink(t), tf6server.WithGoPluginLogger(hclog.NewNullLogger()))
	}()

	t.Cleanup(func() {
		cancel()
		<-closed
	})

	var at *plugin.ReattachConfig

	select {
	case at = <-where:
	case err := <-failed:
		t.Fatal(err)
	}

	encoded, err := json.Marshal(map[string]any{sinkAddress: map[string]any{
		"Protocol": "grpc", "ProtocolVersion": 6, "Pid": at.Pid, "Test": true,
		"Addr": map[string]string{"Network": at.Addr.Network(), "String": at.Addr.String()},
	}})
	if err != nil {
		t.Fatal(err)
	}

	return string(encoded)
}

func (w *workshop) write(name, text string) {
	w.t.Helper()

	if err := os.WriteFile(filepath.Join(w.folder, name), []byte(text), 0o600); err != nil {
		w.t.Fatal(err)
	}
}

// configure writes the configuration.
func (w *workshop) configure(text string) {
	w.t.Helper()
	w.write("main.tf", `terraform {
  required_providers {
    gitlabrunner = { source = "`+providerAddress+`" }
    sink         = { source = "`+sinkAddress+`" }
  }
}
`+text)
}

// run runs a command, checks its exit code, and returns what it printed.
func (w *workshop) run(code int, arguments ...string) string {
	w.t.Helper()

	binary := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if binary == "" {
		binary = "terraform"
	}

	var output bytes.Buffer

	command := exec.CommandContext(w.t.Context(), binary, arguments...)
	command.Dir, command.Env = w.folder, w.environment
	command.Stdout, command.Stderr = &output, &output

	err := command.Run()

	var exited *exec.ExitError
	if err != nil && !errors.As(err, &exited) {
		w.t.Fatal(err)
	}

	if got := command.ProcessState.ExitCode(); got != code {
		w.t.Fatalf("%v has exit code %d, want %d:\n%s", arguments, got, code, output.String())
	}

	// Terraform breaks and frames its messages.
	return strings.Join(strings.Fields(strings.ReplaceAll(output.String(), "│", " ")), " ")
}

// holds checks the secret in the sink, and how often something was written. It
// is the runner's token, and is returned.
func (w *workshop) holds(writes int) string {
	w.t.Helper()

	secret, count := w.sink.secret()
	acctest.Equal(w.t, "the writes to the store", count, writes)
	acctest.Equal(w.t, "the runner is accepted with what the store has", (&scene{GitLab: w.GitLab, t: w.t}).accepts(secret), true)

	return secret
}

// traces are the files in which a text is found, whatever Terraform has left:
// state, backup, plans (which are archives), crash logs, the trace log.
func (w *workshop) traces(text string) []string {
	w.t.Helper()

	var found []string

	err := filepath.WalkDir(w.folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}

		for name, content := range contents(w.t, path) {
			if bytes.Contains(content, []byte(text)) {
				found = append(found, name)
			}
		}

		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}

	slices.Sort(found)

	return found
}
