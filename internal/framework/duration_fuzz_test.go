package framework_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// Any text is either refused, or a duration that is not negative and has the same value
// in Go's notation.
func FuzzParseDuration(f *testing.F) {
	f.Fuzz(func(t *testing.T, text string) {
		got, err := framework.ParseDuration(text)
		if err != nil {
			if got != 0 {
				t.Errorf("%q is refused and %v", text, got)
			}

			return
		}

		if got < 0 {
			t.Errorf("%q is %v", text, got)
		}

		if again, err := framework.ParseDuration(got.String()); err != nil || again != got {
			t.Errorf("%q is %v, which is %v (%v)", text, got, again, err)
		}

		if plain, err := time.ParseDuration(text); err == nil && plain != got {
			t.Errorf("%q is %v, and in Go %v", text, got, plain)
		}
	})
}
