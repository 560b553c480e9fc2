package framework_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
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
