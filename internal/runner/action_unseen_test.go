package runner_test

import (
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Terraform validates an action while its variables are unknown, and not again when
// they have values. The value of a variable is refused like a literal.
func TestProtoActions_refuseUnvalidatedValues(t *testing.T) {
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
		want   tfdiag.ID
	}{
		// GitLab ignores an empty filter.
		"no type":            {deleteStaleAction, stale(acctest.Values{"type": ""}), acctest.At("type", tfdiag.ValueNotAllowed)},
		"no tag":             {deleteStaleAction, stale(acctest.Values{"tag_list": []string{""}}), acctest.At("tag_list", tfdiag.ValueMalformed)},
		"status of the used": {deleteStaleAction, stale(acctest.Values{"status": "paused"}), acctest.At("status", tfdiag.StatusNotStale)},
		"two lists":          {deleteStaleAction, stale(acctest.Values{"all": nil, "group": "1", "project": "1"}), acctest.At("project", tfdiag.AttributesConflict)},
		"no runner":          {"gitlabrunner_pause_runner", acctest.Values{"runner_ids": []int64{}}, acctest.At("runner_ids", tfdiag.NoRunnerIDs)},
		"runner 0":           {"gitlabrunner_revoke_authentication_token", acctest.Values{"runner_id": 0}, acctest.At("runner_id", tfdiag.IDInvalid)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			aged(t, g)

			proto := g.Proto(t, nil)

			acctest.Diagnosed(t, proto.PlanUnvalidatedAction(test.action, test.config), test.want)
			acctest.Diagnosed(t, proto.InvokeUnvalidated(test.action, test.config).Diagnostics, test.want)

			if requests := g.Journal(t); len(requests) > 0 {
				t.Errorf("sent %v, want nothing", requests)
			}
		})
	}
}
