package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// The error of a wrong value names the attribute, the value, its limit and what
// fits instead, for every attribute with a validator.
func TestProtoProvider_errorsOfValuesNameTheLimit(t *testing.T) {
	t.Parallel()

	validate := checks(t)
	limits := validated(t)
	used := make(map[string]bool)

	for _, name := range slices.Sorted(maps.Keys(limits)) {
		kind, object, attribute := split(name)
		cases, key := wrongOf(name, object, attribute)
		used[key] = true

		if len(cases) < limits[name] {
			t.Errorf("%s has %d validators, but %d wrong values", name, limits[name], len(cases))
		}

		for _, one := range cases {
			about := make([]*tfprotov6.Diagnostic, 0, 1)

			for _, diagnostic := range validate[kind](object, one.config) {
				if diagnostic.Severity == tfprotov6.DiagnosticSeverityError && attribute == steps(diagnostic.Attribute) {
					about = append(about, diagnostic)
				}
			}

			acctest.Diagnosed(t, about, acctest.At(attribute, one.want))

			for _, diagnostic := range about {
				for _, part := range append([]string{"`" + attribute}, one.says...) {
					if !strings.Contains(diagnostic.Detail, part) {
						t.Errorf("%s: %q is missing in: %s", name, part, diagnostic.Detail)
					}
				}
			}
		}
	}

	for key := range wrongValues {
		if !used[key] {
			t.Errorf("no attribute with a validator has the wrong values of %s", key)
		}
	}

	if len(limits) < 60 {
		t.Errorf("only %d attributes with validators were found", len(limits))
	}
}

// checks are the calls that check the configuration of an object, by its kind.
func checks(t *testing.T) map[string]func(name string, config acctest.Values) []*tfprotov6.Diagnostic {
	t.Helper()

	gitlab := acctest.NewSim(t)
	proto := gitlab.Proto(t, nil)

	return map[string]func(string, acctest.Values) []*tfprotov6.Diagnostic{
		"resource": proto.Validate,
		"list":     proto.ValidateList,
		"action":   proto.PlanAction,
		"data": func(name string, config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.Data(name, config)

			return diagnostics
		},
		"ephemeral": func(name string, config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.Open(name, config)

			return diagnostics
		},
		"provider": func(_ string, config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := gitlab.Configure(t, config)

			return diagnostics
		},
	}
}

// split takes "kind object.attribute" apart.
func split(name string) (kind, object, attribute string) {
	kind, name, _ = strings.Cut(name, " ")
	object, attribute, _ = strings.Cut(name, ".")

	return kind, object, attribute
}

// wrongOf are the wrong values of an attribute, and their key.
func wrongOf(name, object, attribute string) (cases []wrong, key string) {
	for _, key := range []string{name, object + "." + attribute} {
		if cases, ok := wrongValues[key]; ok {
			return cases, key
		}
	}

	return wrongValues[attribute], attribute
}

func steps(path *tftypes.AttributePath) string {
	var names []string

	if path != nil {
		for _, step := range path.Steps() {
			if name, ok := step.(tftypes.AttributeName); ok {
				names = append(names, string(name))
			}
		}
	}

	return strings.Join(names, ".")
}
