package examples_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/standin"
)

const fleets = "../../examples/fleets"

// fleet is a fleet in its own folder, with stand-ins for the other providers.
type fleet struct {
	*acctest.GitLab
	*acctest.TerraformDir

	t *testing.T
	// folder is the folder of the fleet among the copied examples.
	folder string
	// stores are the stand-ins; one of them has the secret.
	stores []*standin.Store
}

// source matches the source of a provider of HashiCorp's.
var source = regexp.MustCompile(`"hashicorp/(\w+)"`)

// newFleet copies the examples, and installs their modules.
func newFleet(t *testing.T, name string) *fleet {
	t.Helper()

	f := &fleet{t: t, GitLab: acctest.NewSim(t)}
	servers := make(acctest.Servers)

	for _, match := range source.FindAllStringSubmatch(text(t, filepath.Join(fleets, name, "main.tf")), -1) {
		store := &standin.Store{Name: match[1]}
		f.stores = append(f.stores, store)
		servers[acctest.Registry()+"/hashicorp/"+store.Name] = providerserver.NewProtocol6WithError(store)
	}

	f.TerraformDir = acctest.NewBuiltDir(t, f.GitLab, servers)
	f.SkipBelow(11, 11, "write-only arguments")

	if err := os.CopyFS(f.Folder, os.DirFS(fleets)); err != nil {
		t.Fatal(err)
	}

	f.folder = filepath.Join(f.Folder, name)
	f.Environment = append(f.Environment, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(f.Folder, "trace.log"))
	f.TerraformDir.Folder = f.folder

	return f
}

func text(t *testing.T, path string) string {
	t.Helper()

	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}

	return string(content)
}

// set gives a value to each variable without a default.
func (f *fleet) set() {
	f.t.Helper()

	values := make(map[string]any)

	for _, match := range regexp.MustCompile(`(?ms)^variable "(\w+)" \{\n(.*?)^\}`).FindAllStringSubmatch(text(f.t, f.folder+"/main.tf"), -1) {
		switch {
		case strings.Contains(match[2], "default "):
		case match[1] == "group_id":
			values[match[1]] = f.Group(f.t).ID
		case match[1] == "gitlab_url":
			values[match[1]] = f.URL
		case strings.Contains(match[2], "list(string)"):
			values[match[1]] = []string{"any-1", "any-2"}
		default:
			values[match[1]] = "/any/" + match[1]
		}
	}

	encoded, err := json.Marshal(values)
	if err != nil {
		f.t.Fatal(err)
	}

	f.Write("terraform.tfvars.json", string(encoded))
}

// planned returns the changes of the next apply, as "update aws_launch_template.build".
func (f *fleet) planned() []string {
	f.t.Helper()
	f.Run(0, "plan", "-out", "next.tfplan")

	var (
		plan struct {
			ResourceChanges []struct {
				Address string
				Mode    string
				Change  struct{ Actions []string }
			} `json:"resource_changes"`
		}
		changes []string
	)

	if err := json.Unmarshal([]byte(f.Output("show", "-json", "next.tfplan")), &plan); err != nil {
		f.t.Fatal(err)
	}

	for _, change := range plan.ResourceChanges {
		if actions := strings.Join(change.Change.Actions, " "); change.Mode == "managed" && actions != "no-op" {
			changes = append(changes, actions+" "+change.Address)
		}
	}

	slices.Sort(changes)

	return changes
}

// stored checks the number of writes of the secret, and returns the token in the last
// one, which GitLab accepts.
func (f *fleet) stored(times int) string {
	f.t.Helper()

	var secrets []string
	for _, store := range f.stores {
		secrets = append(secrets, store.Secrets()...)
	}

	if len(secrets) != times {
		f.t.Fatalf("%d secrets were written, want %d", len(secrets), times)
	}

	token := regexp.MustCompile(`glrt-[\w.-]+`).FindString(secrets[times-1])
	acctest.Equal(f.t, "GitLab accepts the token in the store", f.accepts(token), true)

	return token
}

// accepts reports whether GitLab accepts a machine with a token.
func (f *fleet) accepts(token string) bool {
	f.t.Helper()

	return f.WithToken("").Call(f.t.Context(), "POST", "runners/verify", map[string]any{"token": token}, nil) == nil
}

// rotations are the changes in the plan of a rotation, by fleet: the token in the store
// is replaced, and the machines change only where required.
var rotations = map[string][]string{
	"aws-auto-scaling-group": {"delete create module.token.aws_ssm_parameter.this"},
	"aws-community-module": {
		"delete create module.token.aws_ssm_parameter.this",
		"update module.runner.aws_autoscaling_group.machines", "update module.runner.aws_launch_template.machine",
	},
	"azure-scale-set":       {"delete create module.token.azurerm_key_vault_secret.this"},
	"google-instance-group": {"create delete module.token.google_secret_manager_secret_version.this"},
	"kubernetes-helm-chart": {"create delete module.token.kubernetes_secret_v1.this", "update helm_release.build"},
}

// One apply creates a fleet, and the next plan is empty. A rotation that is due replaces
// the token in the store, the machines fetch it, and no file has a token.
func TestAccFleet(t *testing.T) {
	t.Parallel()

	for name, rotation := range rotations {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if testing.Short() && name != "aws-auto-scaling-group" {
				t.Skip("one fleet is enough for a short run")
			}

			f := newFleet(t, name)
			f.standInForModules()
			f.set()
			f.Run(0, "get")

			f.Run(0, "apply", "-auto-approve")
			first := f.stored(1)
			f.Run(0, "plan", "-detailed-exitcode")

			m := f.machine()
			m.fetches(first)

			f.FakeClock(t).Advance(30 * 24 * time.Hour)

			want := append([]string{"update gitlabrunner_runner.build", "update module.token.terraform_data.version"}, rotation...)
			slices.Sort(want)
			acctest.Equal(t, "the plan of a rotation", strings.Join(f.planned(), "\n"), strings.Join(want, "\n"))

			f.Run(0, "apply", "next.tfplan")
			second := f.stored(2)
			acctest.Equal(t, "GitLab accepts the first token", f.accepts(first), false)
			m.fetches(second)
			f.Run(0, "plan", "-detailed-exitcode")

			for _, token := range []string{first, second} {
				acctest.Equal(t, "the traces of a token", f.Traces(token), nil)
			}

			f.Run(0, "destroy", "-auto-approve")
		})
	}
}

// A changed configuration of the machines replaces them, and not the token.
func TestAccFleet_machinesChange(t *testing.T) {
	t.Parallel()

	if testing.Short() {
		t.Skip("a long variant")
	}

	for name, want := range map[string][]string{
		"aws-auto-scaling-group": {"update aws_autoscaling_group.build", "update aws_launch_template.build"},
		"azure-scale-set":        {"update azurerm_linux_virtual_machine_scale_set.build"},
		"google-instance-group": {
			"create delete google_compute_instance_template.build", "update google_compute_instance_group_manager.build",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			f := newFleet(t, name)
			f.set()
			f.Run(0, "get")
			f.Run(0, "apply", "-auto-approve")

			before := text(t, f.folder+"/main.tf")
			f.Write("main.tf", regexp.MustCompile(`concurrent( +)= 2`).ReplaceAllString(before, "concurrent$1= 4"))
			acctest.Equal(t, "the plan", strings.Join(f.planned(), "\n"), strings.Join(want, "\n"))
			f.Run(0, "apply", "next.tfplan")
			f.stored(1)
		})
	}
}
