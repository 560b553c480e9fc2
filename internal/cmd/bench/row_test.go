package main

import (
	"maps"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// The rows of the floor have the attributes of the provider's data source.
func TestRow_isComplete(t *testing.T) {
	t.Parallel()

	schema, err := provider.NewServer(provider.New("test"))().GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}

	for _, attribute := range schema.DataSourceSchemas["gitlabrunner_runners"].Block.Attributes {
		if attribute.Name != "runners" {
			continue
		}

		var want []string
		for _, member := range attribute.NestedType.Attributes {
			want = append(want, member.Name)
		}

		slices.Sort(want)

		if got := slices.Sorted(maps.Keys(row(true))); !slices.Equal(got, want) {
			t.Errorf("a row has %v, want %v", got, want)
		}
	}
}
