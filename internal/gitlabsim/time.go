package gitlabsim

import (
	"fmt"
	"net/http"
	"time"
)

// timestamp is a moment as GitLab writes it: UTC, exactly three decimals, Z.
type timestamp struct{ time.Time }

func (t timestamp) MarshalJSON() ([]byte, error) {
	return []byte(t.UTC().Format(`"2006-01-02T15:04:05.000Z"`)), nil
}

// stamp is null without a moment.
func stamp(t *time.Time) *timestamp {
	if t == nil {
		return nil
	}

	return &timestamp{*t}
}

// date is a day as GitLab writes it.
type date struct{ time.Time }

func (d date) MarshalJSON() ([]byte, error) {
	return []byte(d.UTC().Format(`"2006-01-02"`)), nil
}

// parseTime reads the forms of a moment that clients send.
func parseTime(text string) (time.Time, error) {
	if t, err := http.ParseTime(text); err == nil {
		return t, nil
	}

	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.UTC(), nil
		}
	}

	return time.Time{}, fmt.Errorf("%q is not a time such as 2006-01-02T15:04:05Z", text)
}
