package gitlabsim

import "time"

// plant fills an empty state.
func (s *state) plant(seed Seed, now time.Time) {
	_ = now
	_ = seed
}
