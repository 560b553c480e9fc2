package tokenstate

import "time"

// Windows say when a token is due; a nil window says nothing.
type Windows struct {
	// After is the age at which it is due.
	After *time.Duration
	// BeforeExpiry is how long before its expiry it is due.
	BeforeExpiry *time.Duration
}

// Lifetime is the lifetime of a token; nil is unknown, or no expiry.
type Lifetime struct {
	IssuedAt  *time.Time
	ExpiresAt *time.Time
}

// At is the moment at which the token is due, nil if it never is: the earlier
// of the two windows, never before its issue and never after its expiry. The
// second result says that BeforeExpiry was not shorter than the token's lifetime
// and counted as half of it, because otherwise every apply would rotate.
func (w Windows) At(lifetime Lifetime) (*time.Time, bool) {
	var (
		at     *time.Time
		halved bool
	)

	if w.After != nil && lifetime.IssuedAt != nil {
		at = earlier(at, lifetime.IssuedAt.Add(*w.After))
	}

	if w.BeforeExpiry != nil && lifetime.ExpiresAt != nil {
		before := *w.BeforeExpiry

		if lifetime.IssuedAt != nil {
			if whole := lifetime.ExpiresAt.Sub(*lifetime.IssuedAt); before >= whole {
				before, halved = whole/2, true
			}
		}

		at = earlier(at, lifetime.ExpiresAt.Add(-before))
	}

	if at == nil {
		return nil, false
	}

	if lifetime.ExpiresAt != nil {
		at = earlier(at, *lifetime.ExpiresAt)
	}

	if lifetime.IssuedAt != nil && at.Before(*lifetime.IssuedAt) {
		at = lifetime.IssuedAt
	}

	return at, halved
}

func earlier(at *time.Time, candidate time.Time) *time.Time {
	if at == nil || candidate.Before(*at) {
		return &candidate
	}

	return at
}
