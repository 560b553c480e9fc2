package gitlabprovider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// The guide says of every attribute where it goes.
func TestGuide_mapsEveryAttribute(t *testing.T) {
	t.Parallel()

	text, err := os.ReadFile(filepath.Join("..", "..", "templates", "guides", "come-over-from-the-official-provider.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}

	for _, create := range (&official{}).Resources(t.Context()) {
		var (
			named  resource.MetadataResponse
			schema resource.SchemaResponse
		)

		create().Metadata(t.Context(), resource.MetadataRequest{}, &named)
		create().Schema(t.Context(), resource.SchemaRequest{}, &schema)

		_, section, found := strings.Cut(string(text), "### "+named.TypeName+"\n")
		if !found {
			t.Fatalf("the guide has no section on %s", named.TypeName)
		}

		section, _, _ = strings.Cut(section, "\n##")

		for attribute := range schema.Schema.Attributes {
			if !strings.Contains(section, "\n| `"+attribute+"`") {
				t.Errorf("the guide does not say where %s of %s goes", attribute, named.TypeName)
			}
		}
	}
}
