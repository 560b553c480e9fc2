package gitlabsim

import (
	"fmt"
	"slices"
)

// https://docs.gitlab.com/api/settings/, https://docs.gitlab.com/api/plan_limits/
// and https://docs.gitlab.com/api/metadata/
// Source: lib/api/settings.rb, lib/api/admin/plan_limits.rb, lib/api/metadata.rb.

func instanceRoutes() []route {
	reads := []string{scopeReadUser}

	return []route{
		{method: "GET", path: "version", handle: getMetadata, scopes: reads, needs: need{permitReadMetadata, instanceBoundary}},
		{method: "GET", path: "metadata", handle: getMetadata, scopes: reads, needs: need{permitReadMetadata, instanceBoundary}},
		{method: "GET", path: "application/settings", handle: getSettings},
		{method: "PUT", path: "application/settings", handle: updateSettings},
		{method: "GET", path: "application/plan_limits", handle: getPlanLimits},
		{method: "PUT", path: "application/plan_limits", handle: updatePlanLimits},
	}
}

type metadata struct {
	Version    string `json:"version"`
	Revision   string `json:"revision"`
	KAS        kas    `json:"kas"`
	Enterprise bool   `json:"enterprise"`
}

type kas struct {
	Enabled             bool    `json:"enabled"`
	ExternalURL         *string `json:"externalUrl"`
	ExternalK8sProxyURL *string `json:"externalK8sProxyUrl"`
	Version             *string `json:"version"`
}

func getMetadata(c *call) (reply, error) {
	return ok(metadata{Version: c.release.String() + ".0-ee", Revision: "5103011a111", Enterprise: true})
}

// settingsView has of GitLab's several hundred settings those that the
// emulator honours.
type settingsView struct {
	ID                                   int64    `json:"id"`
	AllowRunnerRegistrationToken         bool     `json:"allow_runner_registration_token"`
	ValidRunnerRegistrars                []string `json:"valid_runner_registrars"`
	RunnerTokenExpirationInterval        *int64   `json:"runner_token_expiration_interval"`
	GroupRunnerTokenExpirationInterval   *int64   `json:"group_runner_token_expiration_interval"`
	ProjectRunnerTokenExpirationInterval *int64   `json:"project_runner_token_expiration_interval"`
	MaintenanceMode                      bool     `json:"maintenance_mode"`
	InstanceTokenPrefix                  string   `json:"instance_token_prefix"`
}

func getSettings(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	return ok(settingsView{
		ID:                                   1,
		AllowRunnerRegistrationToken:         c.settings.registrationAllowed,
		ValidRunnerRegistrars:                c.settings.registrars,
		RunnerTokenExpirationInterval:        c.settings.instanceInterval,
		GroupRunnerTokenExpirationInterval:   c.settings.groupInterval,
		ProjectRunnerTokenExpirationInterval: c.settings.projectInterval,
		MaintenanceMode:                      c.settings.maintenance,
		InstanceTokenPrefix:                  c.settings.tokenPrefix,
	})
}

// updateSettings ignores the settings the emulator does not honour, as far as
// their names go.
func updateSettings(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	changed := c.settings
	changed.registrationAllowed = c.boolean("allow_runner_registration_token").or(changed.registrationAllowed)

	changed.maintenance = c.boolean("maintenance_mode").or(changed.maintenance)
	changed.tokenPrefix = c.text("instance_token_prefix").or(changed.tokenPrefix)

	if registrars := c.list("valid_runner_registrars"); registrars.sent {
		changed.registrars = registrars.value
	}

	for name, interval := range map[string]**int64{
		"runner_token_expiration_interval":         &changed.instanceInterval,
		"group_runner_token_expiration_interval":   &changed.groupInterval,
		"project_runner_token_expiration_interval": &changed.projectInterval,
	} {
		if seconds := c.integer(name); seconds.sent {
			*interval = seconds.pointer()
		}
	}

	if err := c.err(); err != nil {
		return reply{}, err
	}

	if err := changed.check(); err != nil {
		return reply{}, err
	}

	c.settings = changed

	return getSettings(c)
}

const maxTokenPrefix = 20

// check is model validation.
// Unverified: words about settings. They are Rails' own.
func (s settings) check() error {
	if tooLong(&s.tokenPrefix, maxTokenPrefix) {
		return errFields(map[string][]string{"instance_token_prefix": {fmt.Sprintf("is too long (maximum is %d characters)", maxTokenPrefix)}})
	}

	for _, kind := range s.registrars {
		if !slices.Contains([]string{"project", "group"}, kind) {
			return errFields(map[string][]string{"valid_runner_registrars": {kind + " is not included in the list"}})
		}
	}

	for name, interval := range map[string]*int64{
		"runner_token_expiration_interval":         s.instanceInterval,
		"group_runner_token_expiration_interval":   s.groupInterval,
		"project_runner_token_expiration_interval": s.projectInterval,
	} {
		if interval != nil && (*interval <= 0 || *interval > maxInteger) {
			return errFields(map[string][]string{name: {"must be greater than 0"}})
		}
	}

	return nil
}

// planLimitsView has the limits the emulator honours.
type planLimitsView struct {
	ProjectRunners int64 `json:"ci_registered_project_runners"`
	GroupRunners   int64 `json:"ci_registered_group_runners"`
}

func getPlanLimits(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	c.plan()

	if err := c.err(); err != nil {
		return reply{}, err
	}

	return ok(c.planLimitsView())
}

// plan reads the name of the plan, which is the same for all here.
func (c *call) plan() {
	c.word("plan_name", "default", "free", "bronze", "silver", "premium", "gold", "ultimate", "opensource")
}

func (c *call) planLimitsView() planLimitsView {
	return planLimitsView{c.limits.projectRunners, c.limits.groupRunners}
}

func updatePlanLimits(c *call) (reply, error) {
	if err := c.mustBeAdmin(); err != nil {
		return reply{}, err
	}

	c.require("plan_name")
	c.plan()

	projects, groups := c.integer("ci_registered_project_runners"), c.integer("ci_registered_group_runners")
	if err := c.err(); err != nil {
		return reply{}, err
	}

	c.limits.projectRunners = projects.or(c.limits.projectRunners)
	c.limits.groupRunners = groups.or(c.limits.groupRunners)

	return ok(c.planLimitsView())
}
