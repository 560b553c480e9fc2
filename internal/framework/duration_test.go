package framework_test

import (
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestParseDuration(t *testing.T) {
	t.Parallel()

	good := map[string]time.Duration{
		"0":       0,
		"0d":      0,
		"90m":     90 * time.Minute,
		"1h30m":   90 * time.Minute,
		"720h":    720 * time.Hour,
		"30d":     720 * time.Hour,
		"106751d": 106751 * 24 * time.Hour,
	}
	for text, want := range good {
		if got, err := framework.ParseDuration(text); err != nil || got != want {
			t.Errorf("ParseDuration(%q) = %v, %v; want %v", text, got, err, want)
		}
	}

	for _, text := range []string{"", "d", "1", "-1h", "-1d", "1.5d", "1d12h", "1w", " 1h", "106752d", "99999999999999999999d", "9999999999h"} {
		if got, err := framework.ParseDuration(text); err == nil {
			t.Errorf("ParseDuration(%q) = %v; want an error", text, got)
		}
	}
}

// Each error names the attribute and a value that fits it.
func TestDuration_diagnostics(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]tfdiag.ID{
		"soon":    tfdiag.DurationInvalid,
		"30":      tfdiag.DurationInvalid,
		"-1h":     tfdiag.DurationNegative,
		"-1d":     tfdiag.DurationNegative,
		"106752d": tfdiag.DurationTooLong,
	} {
		_, diags := framework.Duration(path.Root("rotate_after"), types.StringValue(text), "`720h`")
		if len(diags) != 1 {
			t.Fatalf("%s: got %v", text, diags)
		}

		made, ok := diags[0].(diag.DiagnosticWithPath)
		if !ok || !made.Path().Equal(path.Root("rotate_after")) || tfdiag.Identify(made.Severity(), made.Summary(), made.Detail()) != want {
			t.Errorf("%s: got %v, want %s", text, made, want)
		}
	}
}
