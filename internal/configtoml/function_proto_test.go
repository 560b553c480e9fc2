package configtoml_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const name = "config_toml"

// unknownBeside is an object with a token that is not known yet.
func unknownBeside(object tftypes.Value) tftypes.Value {
	return tftypes.NewValue(
		tftypes.Object{AttributeTypes: map[string]tftypes.Type{"token": text, "z": object.Type()}},
		map[string]tftypes.Value{"token": tftypes.NewValue(text, tftypes.UnknownValue), "z": object},
	)
}

func TestProtoConfigTOML(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)

	// Terraform calls functions of a provider that is not configured.
	proto := g.Proto(t, acctest.Values{"token": acctest.Unknown})

	result, refused := proto.CallFunction(name, object(t, `{"concurrent": 4, "runners": [{"token": "glrt-x"}]}`))
	if refused != nil {
		t.Fatal(refused)
	}

	acctest.Equal(t, "the file", acctest.Text(result), "concurrent = 4\n\n[[runners]]\n  token = \"glrt-x\"\n")

	for _, given := range []string{`{"runners": null}`, `{"runners": []}`, `{"runners": [{}], "concurent": 4}`, `{"token": null, "runners": [{"url": null}]}`} {
		if _, refused := proto.CallFunction(name, object(t, given)); refused != nil {
			t.Errorf("%s: %s", given, refused.Text)
		}
	}

	result, refused = proto.CallFunction(name, of("token", tftypes.NewValue(text, tftypes.UnknownValue)))
	if refused != nil || result.IsKnown() {
		t.Errorf("got %s (%v) of a token that is not known yet", result, refused)
	}

	for want, given := range map[tfdiag.ID]tftypes.Value{
		tfdiag.TOMLNullInList:  unknownBeside(of("a", list(text, nil))),
		tfdiag.TOMLMixedList:   object(t, `{"runners": [{"docker": {"dns": ["glrt-x", {}]}}]}`),
		tfdiag.TOMLNotObject:   tftypes.NewValue(text, "glrt-x"),
		acctest.FrameworkError: tftypes.NewValue(tftypes.DynamicPseudoType, nil),
	} {
		_, refused := proto.CallFunction(name, given)
		if refused == nil || refused.FunctionArgument == nil || *refused.FunctionArgument != 0 {
			t.Fatalf("%s: refused with %v", want, refused)
		}

		acctest.Equal(t, "the diagnostic", tfdiag.IdentifyFunction(refused.Text), want)
	}

	acctest.Equal(t, "the requests", g.Journal(t), nil)
}
