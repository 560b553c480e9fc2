package main

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

func TestWrite_hasEveryText(t *testing.T) {
	t.Parallel()

	var out strings.Builder

	write(&out, tfdiag.Catalogue())

	for _, d := range tfdiag.Catalogue() {
		if text := strings.ReplaceAll(d.Detail, "\n", "\n    "); !strings.Contains(out.String(), text) {
			t.Errorf("%s is missing: %s", d.ID, d.Detail)
		}
	}
}
