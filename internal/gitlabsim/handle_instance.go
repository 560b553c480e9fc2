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
		{method: "GET", path: "application/settings", handle: getSettings, access: administrator},
		{method: "PUT", path: "application/settings", handle: updateSettings, access: administrator},
		{method: "GET", path: "application/plan_limits", handle: getPlanLimits, access: administrator},
		{method: "PUT", path: "application/plan_limits", handle: updatePlanLimits, access: administrator},
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

type settingsView struct {
	ID int64 `json:"id"`

	settings
}

func getSettings(c *call) (reply, error) { return ok(settingsView{1, c.settings}) }

// updateSettings ignores the settings the emulator does not honour, as far as
// their names go.
func updateSettings(c *call) (reply, error) {
	changed := c.settings
	changed.RegistrationAllowed = c.boolean("allow_runner_registration_token").or(changed.RegistrationAllowed)
	changed.Maintenance = c.boolean("maintenance_mode").or(changed.Maintenance)
	changed.TokenPrefix = c.text("instance_token_prefix").or(changed.TokenPrefix)
	c.list("valid_runner_registrars").set(&changed.Registrars)

	for name, interval := range changed.intervals() {
		c.integer(name).setPointer(interval)
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
func (s *settings) check() error {
	if tooLong(&s.TokenPrefix, maxTokenPrefix) {
		return errFields(map[string][]string{"instance_token_prefix": {fmt.Sprintf("is too long (maximum is %d characters)", maxTokenPrefix)}})
	}

	for _, kind := range s.Registrars {
		if !slices.Contains([]string{"project", "group"}, kind) {
			return errFields(map[string][]string{"valid_runner_registrars": {kind + " is not included in the list"}})
		}
	}

	for name, interval := range s.intervals() {
		if seconds := *interval; seconds != nil && (*seconds <= 0 || *seconds > maxInteger) {
			return errFields(map[string][]string{name: {"must be greater than 0"}})
		}
	}

	return nil
}

func getPlanLimits(c *call) (reply, error) {
	c.plan()

	if err := c.err(); err != nil {
		return reply{}, err
	}

	return ok(c.limits)
}

// plan reads the name of the plan, which is the same for all here.
func (c *call) plan() {
	c.word("plan_name", "default", "free", "bronze", "silver", "premium", "gold", "ultimate", "opensource")
}

func updatePlanLimits(c *call) (reply, error) {
	c.require("plan_name")
	c.plan()

	projects, groups := c.integer("ci_registered_project_runners"), c.integer("ci_registered_group_runners")
	if err := c.err(); err != nil {
		return reply{}, err
	}

	c.limits = planLimits{projects.or(c.limits.ProjectRunners), groups.or(c.limits.GroupRunners)}

	return ok(c.limits)
}
