package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// beside are the other values that a configuration with an ID requires.
var beside = map[string]acctest.Values{
	"resource gitlabrunner_runner.group_id":                         {"runner_type": "group_type"},
	"resource gitlabrunner_runner.project_id":                       {"runner_type": "project_type"},
	"resource gitlabrunner_project_assignment.runner_id":            {"project": "group/project"},
	"resource gitlabrunner_project_assignments_exclusive.runner_id": {"projects": []string{"group/project"}},
	"ephemeral gitlabrunner_authentication_token.runner_id":         {"token_version": 1},
}

// A mock gives 0 for every computed number, and the provider validates configurations
// with it. Therefore only plans, reads and invocations, which a mock answers itself,
// refuse the ID 0.
func TestProtoProvider_invalidIDs(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	server := providerserver.NewProtocol6(provider.New("test")())()

	schema, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}

	seen := 0
	check := func(kind, typeName string, block *tfprotov6.SchemaBlock, use func(acctest.Values) []*tfprotov6.Diagnostic) {
		for _, attribute := range block.Attributes {
			if !isID(attribute) {
				continue
			}

			seen++

			with := func(id int64) []tfdiag.ID {
				var value any = id
				if attribute.Type.Is(tftypes.Set{}) {
					value = []int64{id}
				}

				config := acctest.Values{attribute.Name: value}
				maps.Copy(config, beside[kind+" "+typeName+"."+attribute.Name])

				return acctest.IDs(use(config))
			}

			for _, id := range []int64{0, -1} {
				if found := with(id); !slices.Contains(found, tfdiag.IDInvalid) {
					t.Errorf("%s %s: the %s %d is refused with %q", kind, typeName, attribute.Name, id, found)
				}
			}
		}
	}

	for name, found := range schema.ResourceSchemas {
		check("resource", name, found.Block, func(config acctest.Values) []*tfprotov6.Diagnostic {
			if invalid := proto.Validate(name, config); len(invalid) > 0 {
				return invalid
			}

			return proto.Plan(name, nil, config).Diagnostics
		})
	}

	for name, found := range schema.DataSourceSchemas {
		check("data", name, found.Block, func(config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.Data(name, config)

			return diagnostics
		})
	}

	for name, found := range schema.EphemeralResourceSchemas {
		check("ephemeral", name, found.Block, func(config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.Open(name, config)

			return diagnostics
		})
	}

	for name, found := range schema.ActionSchemas {
		check("action", name, found.Schema.Block, func(config acctest.Values) []*tfprotov6.Diagnostic {
			return proto.PlanAction(name, config)
		})
		check("action", name, found.Schema.Block, func(config acctest.Values) []*tfprotov6.Diagnostic {
			return proto.InvokeUnvalidated(name, config).Diagnostics
		})
	}

	for name, found := range schema.ListResourceSchemas {
		check("list", name, found.Block, func(config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.List(name, acctest.Query{Config: config})

			return diagnostics
		})
	}

	if seen < 15 {
		t.Errorf("only %d IDs were found", seen)
	}

	acctest.Equal(t, "the requests", g.Journal(t), nil)
}

// isID reports whether an attribute of a configuration is an ID, or a set of them.
func isID(attribute *tfprotov6.SchemaAttribute) bool {
	if !attribute.Required && !attribute.Optional {
		return false
	}

	one := attribute.Name == "id" || strings.HasSuffix(attribute.Name, "_id")

	return one && attribute.Type.Is(tftypes.Number) || strings.HasSuffix(attribute.Name, "_ids") && attribute.Type.Is(tftypes.Set{})
}
