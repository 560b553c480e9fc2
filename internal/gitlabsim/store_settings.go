package gitlabsim

import (
	"slices"
	"strings"
	"time"
)

// settings are those of the instance that runners depend on, as the API shows them.
type settings struct {
	RegistrationAllowed bool     `json:"allow_runner_registration_token"`
	Registrars          []string `json:"valid_runner_registrars"`
	registrationToken   string

	// Lifetimes of authentication tokens in seconds; nil is for ever.
	InstanceInterval *int64 `json:"runner_token_expiration_interval"`
	GroupInterval    *int64 `json:"group_runner_token_expiration_interval"`
	ProjectInterval  *int64 `json:"project_runner_token_expiration_interval"`

	Maintenance bool   `json:"maintenance_mode"`      // Premium
	TokenPrefix string `json:"instance_token_prefix"` // of all tokens
}

// planLimits are those that the emulator honours, as the API shows them.
type planLimits struct {
	ProjectRunners int64 `json:"ci_registered_project_runners"`
	GroupRunners   int64 `json:"ci_registered_group_runners"`
}

// intervals are the lifetimes of tokens, by their parameters.
func (s *settings) intervals() map[string]**int64 {
	return map[string]**int64{
		"runner_token_expiration_interval":         &s.InstanceInterval,
		"group_runner_token_expiration_interval":   &s.GroupInterval,
		"project_runner_token_expiration_interval": &s.ProjectInterval,
	}
}

func defaultSettings(r release) settings {
	return settings{
		RegistrationAllowed: !r.has(registrationOff),
		Registrars:          []string{"project", "group"},
		registrationToken:   newRegistrationToken(),
	}
}

// registrar says whether runners of a group or a project may be registered.
func (s settings) registrar(kind runnerType) bool {
	return slices.Contains(s.Registrars, strings.TrimSuffix(string(kind), "_type"))
}

// expiry is the end of a token made now. A changed setting moves no date
// that exists.
func (s settings) expiry(kind runnerType, now time.Time) *time.Time {
	interval := s.InstanceInterval

	switch kind {
	case groupType:
		interval = s.GroupInterval
	case projectType:
		interval = s.ProjectInterval
	case instanceType:
	}

	if interval == nil {
		return nil
	}

	end := now.Add(time.Duration(*interval) * time.Second)

	return &end
}
