package provider_test

import (
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// A number that is not whole, or too large, is reported once, at its attribute.
func TestProtoProvider_numbersAreWhole(t *testing.T) {
	t.Parallel()

	check := checks(t)
	numbers := configuredNumbers(t)

	if len(numbers) < 20 {
		t.Errorf("only %d numbers were found", len(numbers))
	}

	for name, kind := range numbers {
		of, object, attribute := split(name)

		for _, number := range []*big.Float{big.NewFloat(1.5), new(big.Float).SetMantExp(big.NewFloat(1), 64)} {
			wrong := tftypes.NewValue(tftypes.Number, number)
			if set, ok := kind.(tftypes.Set); ok {
				wrong = tftypes.NewValue(set, []tftypes.Value{wrong})
			}

			var about []*tfprotov6.Diagnostic

			for _, diagnostic := range check[of](object, acctest.Values{attribute: wrong}) {
				if steps(diagnostic.Attribute) == attribute {
					about = append(about, diagnostic)
				}
			}

			acctest.Diagnosed(t, about, acctest.At(attribute, tfdiag.NumberNotWhole))
		}
	}
}

// An attribute that requires a number does not report it as missing if it is wrong.
func TestProtoProvider_wrongNumberIsNotMissing(t *testing.T) {
	t.Parallel()

	found := acctest.NewSim(t).Proto(t, nil).Validate("gitlabrunner_authentication_token", acctest.Values{
		"runner_id": 1, "current_token_wo": "x", "current_token_wo_version": big.NewFloat(1.5),
	})

	acctest.Diagnosed(t, found, acctest.At("current_token_wo_version", tfdiag.NumberNotWhole))
}

// configuredNumbers are the attributes of numbers that a configuration can set, as
// "kind object.attribute", with their types.
func configuredNumbers(t *testing.T) map[string]tftypes.Type {
	t.Helper()

	server := provider.NewServer(provider.NewIn(provider.Surroundings{Clock: clock.System{}}, "test"))()

	schemas, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}

	found := make(map[string]tftypes.Type)

	add := func(prefix string, block *tfprotov6.SchemaBlock) {
		for _, attribute := range block.Attributes {
			ofNumbers := attribute.Type != nil && (attribute.Type.Is(tftypes.Number) || attribute.Type.Equal(tftypes.Set{ElementType: tftypes.Number}))
			if ofNumbers && (attribute.Optional || attribute.Required) {
				found[prefix+"."+attribute.Name] = attribute.Type
			}
		}
	}

	add("provider gitlabrunner", schemas.Provider.Block)

	for kind, all := range map[string]map[string]*tfprotov6.Schema{
		"resource": schemas.ResourceSchemas, "data": schemas.DataSourceSchemas,
		"ephemeral": schemas.EphemeralResourceSchemas, "list": schemas.ListResourceSchemas,
	} {
		for name, schema := range all {
			add(kind+" "+name, schema.Block)
		}
	}

	for name, schema := range schemas.ActionSchemas {
		add("action "+name, schema.Schema.Block)
	}

	return found
}
