package authtoken_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// The addresses name a host, because Terraform and OpenTofu add different ones.
const (
	providerHost    = "registry.terraform.io"
	providerAddress = providerHost + "/gitlabrunner/gitlabrunner"
	sinkAddress     = providerHost + "/gitlabrunner/sink"
)

// built is the provider as a program of its own, made once for all tests.
var built = sync.OnceValues(func() (string, error) {
	folder, err := os.MkdirTemp("", "gitlabrunner-token-")
	if err != nil {
		return "", err
	}

	_, err = terraform.Build(context.Background(), filepath.Join("..", ".."), ".", filepath.Join(folder, terraform.ProviderFile))

	return folder, err
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

// workshop is a real Terraform or OpenTofu at work with the built provider. The
// sink stays in the test.
type workshop struct {
	*acctest.GitLab
	*acctest.Workshop

	t    *testing.T
	sink *sink
}

func newWorkshop(t *testing.T) *workshop {
	t.Helper()

	store := &sink{}
	w := newWorkshopBeside(t, acctest.Servers{sinkAddress: providerserver.NewProtocol6WithError(store)})
	w.sink = store

	return w
}

// newWorkshopBeside returns a workshop with other providers in the place of the
// sink.
func newWorkshopBeside(t *testing.T, others acctest.Servers) *workshop {
	t.Helper()
	acctest.NeedsTerraform(t)

	g := acctest.NewSim(t)
	w := &workshop{GitLab: g, t: t}

	folder, err := built()
	if err != nil {
		t.Fatal(err)
	}

	w.Workshop = acctest.NewWorkshop(t, others)

	var overrides strings.Builder

	// An example names no host, so it means the one of the registry.
	for _, host := range slices.Compact([]string{providerHost, acctest.Registry()}) {
		fmt.Fprintf(&overrides, "    %q = %q\n", host+"/gitlabrunner/gitlabrunner", filepath.ToSlash(folder))
	}

	w.Write("terraform.rc", "provider_installation {\n  dev_overrides {\n"+overrides.String()+"  }\n}\n")
	w.Environment = append(w.Environment,
		"TF_CLI_CONFIG_FILE="+filepath.Join(w.Folder, "terraform.rc"),
		"TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(w.Folder, "trace.log"),
		"GITLAB_BASE_URL="+g.URL, "GITLAB_TOKEN="+g.Token,
	)
	w.SkipBelow(11, 11, "write-only arguments")

	return w
}

// configure writes the configuration.
func (w *workshop) configure(text string) {
	w.t.Helper()
	w.Write("main.tf", `terraform {
  required_providers {
    gitlabrunner = { source = "`+providerAddress+`" }
    sink         = { source = "`+sinkAddress+`" }
  }
}
`+text)
}

// holds checks the secret in the sink, and how often something was written. It
// is the runner's token, and is returned.
func (w *workshop) holds(writes int) string {
	w.t.Helper()

	secret, count := w.sink.secret()
	acctest.Equal(w.t, "the writes to the store", count, writes)
	acctest.Equal(w.t, "the runner is accepted with what the store has", sceneIn(w.t, w.GitLab).accepts(secret), true)

	return secret
}
