package provider_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
)

// withoutImport are the resources that cannot be imported, with the reason.
var withoutImport = map[string]string{
	"gitlabrunner_registration_token": "GitLab shows a registration token only when it is made, so there is nothing to read back",
}

// Every type has a page and an example, and every attribute a description.
func TestProtoProvider_descriptions(t *testing.T) {
	t.Parallel()

	server := providerserver.NewProtocol6(provider.New("test")())()

	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(schema.Diagnostics) > 0 {
		t.Fatal(err, schema.Diagnostics)
	}

	has := func(parts ...string) {
		file := filepath.Join(append([]string{"..", ".."}, parts...)...)
		if _, err := os.Stat(file); err != nil {
			t.Errorf("%s is missing", filepath.Join(parts...))
		}
	}

	identities, err := server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}

	described(t, "provider", schema.Provider.Block.Attributes)

	for name, found := range schema.ResourceSchemas {
		described(t, name, found.Block.Attributes)
		has("docs", "resources", strings.TrimPrefix(name, "gitlabrunner_")+".md")
		has("examples", "resources", name, "resource.tf")

		if withoutImport[name] == "" {
			has("examples", "resources", name, "import.sh")
			has("examples", "resources", name, "import-by-string-id.tf")
			has("examples", "resources", name, "import-by-identity.tf")
			importable(t, name, identities.IdentitySchemas[name])
		}
	}

	for name, found := range schema.DataSourceSchemas {
		described(t, name, found.Block.Attributes)
		has("docs", "data-sources", strings.TrimPrefix(name, "gitlabrunner_")+".md")
		has("examples", "data-sources", name, "data-source.tf")
	}

	for name, found := range schema.ActionSchemas {
		described(t, name, found.Schema.Block.Attributes)
		has("docs", "actions", strings.TrimPrefix(name, "gitlabrunner_")+".md")
		has("examples", "actions", name, "action.tf")
	}

	for name, found := range schema.Functions {
		has("docs", "functions", name+".md")
		has("examples", "functions", name, "function.tf")

		for _, sentence := range append(sentences(found.Parameters), found.Description) {
			if !strings.HasSuffix(sentence, ".") {
				t.Errorf("%s has no sentence: %q", name, sentence)
			}
		}
	}

	for name, found := range schema.ListResourceSchemas {
		described(t, "list "+name, found.Block.Attributes)
		has("docs", "list-resources", strings.TrimPrefix(name, "gitlabrunner_")+".md")
		has("examples", "list-resources", name, "list-resource.tfquery.hcl")
	}
}

func sentences(of []*tfprotov6.FunctionParameter) []string {
	found := make([]string, len(of))
	for i, parameter := range of {
		found[i] = parameter.Description
	}

	return found
}

// importable checks that an import by identity is possible and explained.
func importable(t *testing.T, of string, identity *tfprotov6.ResourceIdentitySchema) {
	t.Helper()

	if identity == nil {
		t.Errorf("%s has no identity", of)

		return
	}

	for _, attribute := range identity.IdentityAttributes {
		if !attribute.RequiredForImport || !strings.HasSuffix(attribute.Description, ".") {
			t.Errorf("%s.%s is not needed for an import, or has no sentence: %q", of, attribute.Name, attribute.Description)
		}
	}
}

func described(t *testing.T, of string, attributes []*tfprotov6.SchemaAttribute) {
	t.Helper()

	for _, attribute := range attributes {
		if !strings.HasSuffix(attribute.Description, ".") {
			t.Errorf("%s.%s has no sentence: %q", of, attribute.Name, attribute.Description)
		}

		if attribute.NestedType != nil {
			described(t, of+"."+attribute.Name, attribute.NestedType.Attributes)
		}
	}
}
