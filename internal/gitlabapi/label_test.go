package gitlabapi_test

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func TestLabel(t *testing.T) {
	t.Parallel()

	text := func(text string) *string { return &text }

	for _, test := range []struct {
		description *string
		want        string
	}{
		{text("build linux"), "#42 build linux"},
		{nil, "#42 (no description)"},
		{text("\n"), "#42 (no description)"},
		{text(" two\r\n\tlines\x1b "), "#42 two lines"},
		{text("uses glrt-t1_abcdefghijklmnopqrst"), "#42 uses [MASKED]"},
		{text(strings.Repeat("ü", 60)), "#42 " + strings.Repeat("ü", 60)},
		{text(strings.Repeat("ü", 61)), "#42 " + strings.Repeat("ü", 60) + "…"},
	} {
		if got := (gitlabapi.Runner{ID: 42, Description: test.description}).Label(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
