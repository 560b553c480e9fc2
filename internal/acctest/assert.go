package acctest

import (
	"fmt"
	"strings"
	"testing"
)

// Contains checks that a text contains all of these.
func Contains(t *testing.T, text string, wants ...string) {
	t.Helper()

	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in:\n%s", want, text)
		}
	}
}

// Equal compares two values as they print, so that a list of requests can be
// stated as a text.
func Equal(t *testing.T, what string, got, want any) {
	t.Helper()

	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
