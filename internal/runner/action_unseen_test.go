package runner_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// Terraform validates an action while its variables are unknown, and not again
// when they have values. What is refused as a literal is refused as a variable.
func TestProtoActions_refuseWhatNoValidationSaw(t *testing.T) {
	t.Parallel()

	stale := func(change acctest.Values) acctest.Values {
		config := acctest.Values{"all": true, "dry_run": false, "max_deletions": 10}
		for attribute, value := range change {
			config[attribute] = value
		}

		return config
	}

	for name, test := range map[string]struct {
		action string
		config acctest.Values
		want   string
	}{
		// GitLab takes an empty filter for none.
		"no type":            {deleteStaleAction, stale(acctest.Values{"type": ""}), "type value must be one of"},
		"no tag":             {deleteStaleAction, stale(acctest.Values{"tag_list": []string{""}}), "must be a tag"},
		"status of the used": {deleteStaleAction, stale(acctest.Values{"status": "paused"}), "Status does not select stale runners"},
		"two lists":          {deleteStaleAction, stale(acctest.Values{"all": nil, "group": "1", "project": "1"}), "cannot be specified when"},
		"no runner":          {"gitlabrunner_pause_runner", acctest.Values{"runner_ids": []int64{}}, "No runner selected"},
		"runner 0":           {"gitlabrunner_revoke_authentication_token", acctest.Values{"runner_id": 0}, "`runner_id` contains the ID 0"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			aged(t, g)

			proto := g.Proto(t, nil)

			for call, diagnostics := range map[string][]*tfprotov6.Diagnostic{
				"plan":   proto.PlanUnvalidatedAction(test.action, test.config),
				"invoke": proto.InvokeUnvalidated(test.action, test.config).Diagnostics,
			} {
				if got := acctest.Errors(diagnostics); !strings.Contains(got, test.want) {
					t.Errorf("%s: got %q, want %q", call, got, test.want)
				}
			}

			if requests := g.Journal(t); len(requests) > 0 {
				t.Errorf("sent %v, want nothing", requests)
			}
		})
	}
}
