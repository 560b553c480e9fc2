package gitlabprovider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/standin"
)

func guideText(t *testing.T) string {
	t.Helper()

	text, err := os.ReadFile(filepath.Join("..", "..", "templates", "guides", "come-over-from-the-official-provider.md.tmpl"))
	if err != nil {
		t.Fatal(err)
	}

	return string(text)
}

// providerAttributes are the attributes of the official provider's own block, by
// https://registry.terraform.io/providers/gitlabhq/gitlab/18.5.0/docs.
var providerAttributes = []string{
	"base_url", "cacert_file", "client_cert", "client_key", "config_file", "context", "early_auth_check",
	"enable_auto_ci_support", "headers", "insecure", "retries", "token",
}

func TestGuide_providerBlock(t *testing.T) {
	t.Parallel()

	_, section, _ := strings.Cut(guideText(t), "### The provider block\n")
	section, _, _ = strings.Cut(section, "\n##")

	for _, attribute := range providerAttributes {
		if !strings.Contains(section, "\n| `"+attribute+"`") {
			t.Errorf("the guide does not say where %s goes", attribute)
		}
	}
}

// The guide has a row for every attribute.
func TestGuide_attributes(t *testing.T) {
	t.Parallel()

	text := guideText(t)

	for _, create := range (&standin.GitLab{}).Resources(t.Context()) {
		var (
			named  resource.MetadataResponse
			schema resource.SchemaResponse
		)

		create().Metadata(t.Context(), resource.MetadataRequest{}, &named)
		create().Schema(t.Context(), resource.SchemaRequest{}, &schema)

		_, section, found := strings.Cut(text, "### "+named.TypeName+"\n")
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
