package tokenstate_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
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

func TestWindows_at(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		windows  tokenstate.Windows
		lifetime tokenstate.Lifetime
		want     *time.Time
		halved   bool
	}{
		"no window":                      {tokenstate.Windows{}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, nil, false},
		"age":                            {tokenstate.Windows{After: hours(10)}, tokenstate.Lifetime{IssuedAt: at(0)}, at(10), false},
		"age, not known":                 {tokenstate.Windows{After: hours(10)}, tokenstate.Lifetime{}, nil, false},
		"age beyond expiry":              {tokenstate.Windows{After: hours(200)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(100), false},
		"no age at all":                  {tokenstate.Windows{After: hours(0)}, tokenstate.Lifetime{IssuedAt: at(0)}, at(0), false},
		"before expiry":                  {tokenstate.Windows{BeforeExpiry: hours(10)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(90), false},
		"before expiry, issue not known": {tokenstate.Windows{BeforeExpiry: hours(10)}, tokenstate.Lifetime{ExpiresAt: at(100)}, at(90), false},
		"before expiry without one":      {tokenstate.Windows{BeforeExpiry: hours(10)}, tokenstate.Lifetime{IssuedAt: at(0)}, nil, false},
		"at expiry":                      {tokenstate.Windows{BeforeExpiry: hours(0)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(100), false},
		"as long as the lifetime":        {tokenstate.Windows{BeforeExpiry: hours(100)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(50), true},
		"longer than the lifetime":       {tokenstate.Windows{BeforeExpiry: hours(1000)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(50), true},
		"both, age first":                {tokenstate.Windows{After: hours(10), BeforeExpiry: hours(10)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(10), false},
		"both, expiry first":             {tokenstate.Windows{After: hours(95), BeforeExpiry: hours(10)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}, at(90), false},
		"both, no expiry":                {tokenstate.Windows{After: hours(95), BeforeExpiry: hours(10)}, tokenstate.Lifetime{IssuedAt: at(0)}, at(95), false},
		"an expiry before the issue":     {tokenstate.Windows{BeforeExpiry: hours(0)}, tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(-5)}, at(0), true},
		"an expiry long past, no issue":  {tokenstate.Windows{BeforeExpiry: hours(1)}, tokenstate.Lifetime{ExpiresAt: at(-500)}, at(-501), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			got, halved := test.windows.At(test.lifetime)
			if halved != test.halved || (got == nil) != (test.want == nil) || (got != nil && !got.Equal(*test.want)) {
				t.Errorf("got %v (halved %v), want %v (halved %v)", got, halved, test.want, test.halved)
			}
		})
	}
}

func TestWindows_reason(t *testing.T) {
	t.Parallel()

	windows := tokenstate.Windows{After: hours(10), BeforeExpiry: hours(10)}
	lifetime := tokenstate.Lifetime{IssuedAt: at(0), ExpiresAt: at(100)}

	for name, test := range map[string]struct {
		windows tokenstate.Windows
		noted   *time.Time
		want    *tokenstate.Reason
	}{
		"no note":     {windows, nil, nil},
		"an old note": {windows, at(9), nil},
		"by age": {windows, at(10), &tokenstate.Reason{
			Attribute: path.Root("rotate_after"), ID: tfdiag.TokenAgeReached,
			Values: tfdiag.Values{"issue": "2030-01-02T03:04:05Z", "due": "2030-01-02T13:04:05Z"},
		}},
		"by expiry": {tokenstate.Windows{BeforeExpiry: hours(10)}, at(91), &tokenstate.Reason{
			Attribute: path.Root("rotate_before_expiry"), ID: tfdiag.TokenExpiryNear,
			Values: tfdiag.Values{"expiry": "2030-01-06T07:04:05Z", "due": "2030-01-05T21:04:05Z"},
		}},
		"expired": {windows, at(101), &tokenstate.Reason{
			Attribute: path.Root("rotate_before_expiry"), ID: tfdiag.TokenExpiredDue,
			Values: tfdiag.Values{"expiry": "2030-01-06T07:04:05Z"},
		}},
		"a longer window": {tokenstate.Windows{After: hours(50)}, at(10), nil},
		"no window":       {tokenstate.Windows{}, at(200), nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if got := test.windows.Reason(lifetime, test.noted); !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
