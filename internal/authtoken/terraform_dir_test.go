package authtoken_test

import (
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

// The addresses name a host, because Terraform and OpenTofu add different ones.
const (
	providerHost    = "registry.terraform.io"
	providerAddress = providerHost + "/gitlabrunner/gitlabrunner"
	sinkAddress     = providerHost + "/gitlabrunner/sink"
)

// terraformDir is a folder in which a real Terraform or OpenTofu runs with the
// built provider. The test serves the sink.
type terraformDir struct {
	*acctest.GitLab
	*acctest.TerraformDir

	t    *testing.T
	sink *sink
}

func newTerraformDir(t *testing.T, options ...gitlabsim.Option) *terraformDir {
	t.Helper()

	store := &sink{}
	w := newTerraformDirBeside(t, acctest.Servers{sinkAddress: providerserver.NewProtocol6WithError(store)}, options...)
	w.sink = store

	return w
}

// newTerraformDirBeside returns a folder with other providers instead of the sink.
func newTerraformDirBeside(t *testing.T, others acctest.Servers, options ...gitlabsim.Option) *terraformDir {
	t.Helper()

	g := acctest.NewSim(t, options...)
	w := &terraformDir{GitLab: g, TerraformDir: acctest.NewBuiltDir(t, g, others), t: t}
	w.Environment = append(w.Environment, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(w.Folder, "trace.log"))
	w.SkipBelow(11, 11, "write-only arguments")

	return w
}

// configure writes the configuration.
func (w *terraformDir) configure(text string) {
	w.t.Helper()
	w.Write("main.tf", `terraform {
  required_providers {
    gitlabrunner = { source = "`+providerAddress+`" }
    sink         = { source = "`+sinkAddress+`" }
  }
}
`+text)
}

// holds checks that the sink has the token of the runner and the number of writes, and
// returns the token.
func (w *terraformDir) holds(writes int) string {
	w.t.Helper()

	secret, count := w.sink.secret()
	acctest.Equal(w.t, "the writes to the store", count, writes)
	acctest.Equal(w.t, "the runner is accepted with what the store has", fixtureIn(w.t, w.GitLab).accepts(secret), true)

	return secret
}
