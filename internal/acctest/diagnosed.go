package acctest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// FrameworkError is an error that the plugin framework raises itself, such as one
// of its validators.
const FrameworkError tfdiag.ID = ""

// At is a diagnostic about an attribute, for [Diagnosed].
func At(attribute string, id tfdiag.ID) tfdiag.ID { return tfdiag.ID(attribute + ": " + string(id)) }

// Diagnosed checks that these diagnostics of the catalogue were raised, in any
// order, and no others but the framework's warning of a deprecated attribute or resource.
func Diagnosed(t *testing.T, diagnostics []*tfprotov6.Diagnostic, wants ...tfdiag.ID) {
	t.Helper()

	left := slices.Clone(wants)

	for _, diagnostic := range diagnostics {
		if diagnostic.Summary == "Attribute Deprecated" || diagnostic.Summary == "Deprecated" {
			continue
		}

		id, attribute := identify(diagnostic), ""
		if diagnostic.Attribute != nil {
			attribute = attributePath(diagnostic.Attribute)
		}

		if at := slices.IndexFunc(left, func(want tfdiag.ID) bool { return want == id || want == At(attribute, id) }); at >= 0 {
			left = slices.Delete(left, at, at+1)

			continue
		}

		t.Errorf("unexpected diagnostic %q about attribute %q:\n%s\n%s", id, attribute, diagnostic.Summary, diagnostic.Detail)
	}

	for _, want := range left {
		t.Errorf("the diagnostic %s is missing", want)
	}
}

// IDs are the identifiers of diagnostics, each once, and [FrameworkError] for
// those of the framework.
func IDs(diagnostics []*tfprotov6.Diagnostic) []tfdiag.ID {
	var ids []tfdiag.ID

	for _, diagnostic := range diagnostics {
		if id := identify(diagnostic); !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}

	return ids
}

func identify(diagnostic *tfprotov6.Diagnostic) tfdiag.ID {
	severity := diag.SeverityError
	if diagnostic.Severity == tfprotov6.DiagnosticSeverityWarning {
		severity = diag.SeverityWarning
	}

	return tfdiag.Identify(severity, diagnostic.Summary, diagnostic.Detail)
}

// Expect is the output of Terraform with diagnostics of the catalogue, in this
// order, for the ExpectError of a test step.
func Expect(ids ...tfdiag.ID) *regexp.Regexp {
	patterns := make([]string, 0, len(ids))
	for _, id := range ids {
		patterns = append(patterns, fmt.Sprintf("(?:%s)", tfdiag.Expect(id)))
	}

	return regexp.MustCompile(strings.Join(patterns, `[\s\S]*`))
}

// Reported checks that the output of Terraform shows these diagnostics of the
// catalogue, in any order.
func Reported(t *testing.T, output string, wants ...tfdiag.ID) {
	t.Helper()

	for _, want := range wants {
		if !tfdiag.Expect(want).MatchString(output) {
			t.Errorf("the diagnostic %s is missing in:\n%s", want, output)
		}
	}
}
