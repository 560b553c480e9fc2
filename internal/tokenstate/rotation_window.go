package tokenstate

import "time"

// Windows say when a token is due; a nil window says nothing.
type Windows struct {
	// After is the age at which it is due.
	After *time.Duration
	// BeforeExpiry is how long before its expiry it is due.
	BeforeExpiry *time.Duration
}

// Life is what is known of a token's life; nil is not known, or no end.
type Life struct {
	IssuedAt  *time.Time
	ExpiresAt *time.Time
}

// At is the moment at which the token is due, nil if it never is: the earlier
// of the two windows, never before its issue and never after its expiry. The
// second result says that BeforeExpiry was not shorter than the token's life
// and counted as half of it, because otherwise every apply would rotate.
func (w Windows) At(life Life) (*time.Time, bool) {
	var (
		at     *time.Time
		halved bool
	)

	if w.After != nil && life.IssuedAt != nil {
		at = earlier(at, life.IssuedAt.Add(*w.After))
	}

	if w.BeforeExpiry != nil && life.ExpiresAt != nil {
		before := *w.BeforeExpiry

		if life.IssuedAt != nil {
			if whole := life.ExpiresAt.Sub(*life.IssuedAt); before >= whole {
				before, halved = whole/2, true
			}
		}

		at = earlier(at, life.ExpiresAt.Add(-before))
	}

	if at == nil {
		return nil, false
	}

	if life.ExpiresAt != nil {
		at = earlier(at, *life.ExpiresAt)
	}

	if life.IssuedAt != nil && at.Before(*life.IssuedAt) {
		at = life.IssuedAt
	}

	return at, halved
}

func earlier(at *time.Time, candidate time.Time) *time.Time {
	if at == nil || candidate.Before(*at) {
		return &candidate
	}

	return at
}
