package tokenstate_test

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tokenstate"
)

func at(hours int) *time.Time {
	moment := start.Add(time.Duration(hours) * time.Hour)

	return &moment
}

func hours(n int) *time.Duration {
	d := time.Duration(n) * time.Hour

	return &d
}

func TestAt(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		windows tokenstate.Windows
		life    tokenstate.Life
		want    *time.Time
		halved  bool
	}{
		"no window":                      {tokenstate.Windows{}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, nil, false},
		"age":                            {tokenstate.Windows{After: hours(10)}, tokenstate.Life{IssuedAt: at(0)}, at(10), false},
		"age, not known":                 {tokenstate.Windows{After: hours(10)}, tokenstate.Life{}, nil, false},
		"age beyond expiry":              {tokenstate.Windows{After: hours(200)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(100), false},
		"no age at all":                  {tokenstate.Windows{After: hours(0)}, tokenstate.Life{IssuedAt: at(0)}, at(0), false},
		"before expiry":                  {tokenstate.Windows{BeforeExpiry: hours(10)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(90), false},
		"before expiry, issue not known": {tokenstate.Windows{BeforeExpiry: hours(10)}, tokenstate.Life{ExpiresAt: at(100)}, at(90), false},
		"before expiry without one":      {tokenstate.Windows{BeforeExpiry: hours(10)}, tokenstate.Life{IssuedAt: at(0)}, nil, false},
		"at expiry":                      {tokenstate.Windows{BeforeExpiry: hours(0)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(100), false},
		"as long as the life":            {tokenstate.Windows{BeforeExpiry: hours(100)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(50), true},
		"longer than the life":           {tokenstate.Windows{BeforeExpiry: hours(1000)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(50), true},
		"both, age first":                {tokenstate.Windows{After: hours(10), BeforeExpiry: hours(10)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(10), false},
		"both, expiry first":             {tokenstate.Windows{After: hours(95), BeforeExpiry: hours(10)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}, at(90), false},
		"both, no expiry":                {tokenstate.Windows{After: hours(95), BeforeExpiry: hours(10)}, tokenstate.Life{IssuedAt: at(0)}, at(95), false},
		"an expiry before the issue":     {tokenstate.Windows{BeforeExpiry: hours(0)}, tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(-5)}, at(0), true},
		"an expiry long past, no issue":  {tokenstate.Windows{BeforeExpiry: hours(1)}, tokenstate.Life{ExpiresAt: at(-500)}, at(-501), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, halved := test.windows.At(test.life)
			if halved != test.halved || (got == nil) != (test.want == nil) || (got != nil && !got.Equal(*test.want)) {
				t.Errorf("got %v (halved %v), want %v (halved %v)", got, halved, test.want, test.halved)
			}
		})
	}
}

func TestDueNeedsANoteFromTheseWindows(t *testing.T) {
	t.Parallel()

	windows := tokenstate.Windows{After: hours(10), BeforeExpiry: hours(10)}
	life := tokenstate.Life{IssuedAt: at(0), ExpiresAt: at(100)}

	for name, test := range map[string]struct {
		windows tokenstate.Windows
		noted   *time.Time
		want    string
	}{
		"no note":           {windows, nil, ""},
		"an early note":     {windows, at(9), ""},
		"by age":            {windows, at(10), "rotate_after: was issued at 2030-01-02T03:04:05Z and reached `rotate_after` at 2030-01-02T13:04:05Z"},
		"by expiry":         {tokenstate.Windows{BeforeExpiry: hours(10)}, at(91), "rotate_before_expiry: expires at 2030-01-06T07:04:05Z and reached `rotate_before_expiry` at 2030-01-05T21:04:05Z"},
		"expired":           {windows, at(101), "rotate_before_expiry: expired at 2030-01-06T07:04:05Z"},
		"a longer window":   {tokenstate.Windows{After: hours(50)}, at(10), ""},
		"no window anymore": {tokenstate.Windows{}, at(200), ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got := ""
			if reason := test.windows.Due(life, test.noted); reason != nil {
				got = reason.Attribute.String() + ": " + reason.Text
			}

			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
