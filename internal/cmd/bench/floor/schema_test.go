package floor_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/floor"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// A floor with other schemas would be no measure for the provider.
func TestNewServer_hasTheSchemasOfTheProvider(t *testing.T) {
	t.Parallel()

	want := roundTrip(t, provider.NewServer(provider.New("test"))())
	got := roundTrip(t, floor.NewServer(want)())

	// The floor itself is not configured.
	delete(want.DataSources, "gitlabrunner_provider")
	delete(got.DataSources, "gitlabrunner_provider")

	byName := cmpopts.SortSlices(func(a, b floor.Attribute) bool { return a.Name < b.Name })
	if diff := cmp.Diff(want, got, byName); diff != "" {
		t.Errorf("the schemas (- want, + got):\n%s", diff)
	}
}

// roundTrip is the schemas of a provider as the floor reads them.
func roundTrip(t *testing.T, server tfprotov6.ProviderServer) floor.Schemas {
	t.Helper()

	schemas, err := floor.Describe(t.Context(), server)
	if err != nil {
		t.Fatal(err)
	}

	text, err := json.Marshal(schemas)
	if err != nil {
		t.Fatal(err)
	}

	file := filepath.Join(t.TempDir(), floor.File)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}

	if schemas, err = floor.Read(file); err != nil {
		t.Fatal(err)
	}

	return schemas
}
