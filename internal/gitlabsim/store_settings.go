package gitlabsim

import (
	"slices"
	"time"
)

// settings of the instance that runners depend on.
type settings struct {
	registrationAllowed bool
	registrars          []string
	registrationToken   string
	maintenance         bool   // Premium
	tokenPrefix         string // of all tokens

	// Lifetimes of authentication tokens in seconds; nil is for ever.
	instanceInterval, groupInterval, projectInterval *int64
}

type planLimits struct {
	projectRunners int64
	groupRunners   int64
}

func defaultSettings(r release) settings {
	return settings{
		registrationAllowed: !r.has(registrationOff),
		registrars:          []string{"project", "group"},
		registrationToken:   newRegistrationToken(),
	}
}

// registrar says whether runners of a group or a project may be registered.
func (s settings) registrar(kind string) bool {
	return slices.Contains(s.registrars, kind)
}

// expiry is the end of a token made now. A changed setting moves no date
// that exists.
func (s settings) expiry(kind runnerType, now time.Time) *time.Time {
	interval := s.instanceInterval

	switch kind {
	case groupType:
		interval = s.groupInterval
	case projectType:
		interval = s.projectInterval
	case instanceType:
	}

	if interval == nil {
		return nil
	}

	end := now.Add(time.Duration(*interval) * time.Second)

	return &end
}
