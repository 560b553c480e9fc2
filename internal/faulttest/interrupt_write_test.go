//go:build unix

package faulttest_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// singleWrite is a write that must not be repeated, and during which the run is
// interrupted.
type singleWrite struct {
	// before and config are the resource before and in the interrupted apply; an
	// empty before creates it there.
	before, config func(t *testing.T, c *interrupt) string
	// method and suffix select the request.
	method, suffix string
	// lost says that the new token was not handed over, so that the next plan rotates
	// it.
	lost bool
	// actions says that the write is that of an action.
	actions bool
}

func singleWrites() map[string]singleWrite {
	always := func(text string) func(*testing.T, *interrupt) string {
		return func(*testing.T, *interrupt) string { return text }
	}
	token := func(attributes string) func(*testing.T, *interrupt) string {
		return func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_authentication_token\" \"it\" {\n  runner_id = %d\n%s\n}\n", c.runner, attributes)
		}
	}
	registered := func(attributes string) func(*testing.T, *interrupt) string {
		return func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_registered_runner\" \"it\" {\n  registration_token = %q\n%s\n}\n", c.registrationToken, attributes)
		}
	}
	runner := func(attributes string) func(*testing.T, *interrupt) string {
		return always("resource \"gitlabrunner_runner\" \"it\" {\n  runner_type = \"instance_type\"\n" + attributes + "\n}\n")
	}
	registrationToken := func(owner string) func(*testing.T, *interrupt) string {
		return func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_registration_token\" \"it\" {\n  %s\n}\n", strings.NewReplacer(
				"GROUP", fmt.Sprintf("group = \"%d\"", c.group), "PROJECT", fmt.Sprintf("project = \"%d\"", c.project), "INSTANCE", "instance = true").Replace(owner))
		}
	}

	const (
		first    = `  rotate_when_changed = { n = "1" }`
		second   = `  rotate_when_changed = { n = "2" }`
		unstored = "\n  store_token = false"
		byID     = "/reset_authentication_token"
		exchange = "\n  use_runner_token = true"
		ofOwner  = "/reset_registration_token"
	)

	return map[string]singleWrite{
		"create":                    {config: runner(""), method: http.MethodPost, suffix: "/user/runners"},
		"create, unstored":          {config: runner(unstored), method: http.MethodPost, suffix: "/user/runners", lost: true},
		"register":                  {config: registered(""), method: http.MethodPost, suffix: "/api/v4/runners"},
		"register, unstored":        {config: registered(unstored), method: http.MethodPost, suffix: "/api/v4/runners", lost: true},
		"rotate":                    {before: runner(first), config: runner(second), method: http.MethodPost, suffix: byID},
		"rotate, unstored":          {before: runner(first + unstored), config: runner(second + unstored), method: http.MethodPost, suffix: byID, lost: true},
		"rotate registered":         {before: registered(first), config: registered(second), method: http.MethodPost, suffix: byID},
		"new token":                 {config: token(""), method: http.MethodPost, suffix: byID},
		"new token, unstored":       {config: token(unstored), method: http.MethodPost, suffix: byID, lost: true},
		"exchange":                  {before: token(first), config: token(second + exchange), method: http.MethodPost, suffix: "/api/v4/runners/reset_authentication_token"},
		"registration token, group": {config: registrationToken("GROUP"), method: http.MethodPost, suffix: ofOwner},
		"registration token, project": {
			config: registrationToken("PROJECT"), method: http.MethodPost, suffix: ofOwner,
		},
		"registration token, instance": {
			config: registrationToken("INSTANCE"), method: http.MethodPost, suffix: ofOwner,
		},
		"revoke": {actions: true, config: func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf(`
resource "terraform_data" "leaks" {
  input = var.run

  lifecycle {
    action_trigger {
      events  = [after_create]
      actions = [action.gitlabrunner_revoke_authentication_token.it]
    }
  }
}

action "gitlabrunner_revoke_authentication_token" "it" {
  config {
    runner_id = %d
  }
}
`, c.runner)
		}, method: http.MethodPost, suffix: byID},
		"assign": {config: func(_ *testing.T, c *interrupt) string {
			return fmt.Sprintf("resource \"gitlabrunner_project_assignment\" \"it\" {\n  runner_id = %d\n  project = \"%d\"\n}\n", c.projectRunner, c.other)
		}, method: http.MethodPost, suffix: "/runners"},
	}
}
