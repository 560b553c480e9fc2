package runner_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Settings are changed first and the token last; a rotation that failed is due again.
func TestProtoRotation_interrupted(t *testing.T) {
	t.Parallel()

	for name, fault := range map[string]acctest.Fault{
		"the settings fail":               {Method: "PUT", Path: "/api/v4/runners/*", Status: 403, Body: `{"message":"403 Forbidden"}`},
		"the reset fails":                 {Method: "POST", Path: "/api/v4/runners/*", Status: 403, Body: `{"message":"403 Forbidden"}`},
		"the answer to the reset is lost": {Method: "POST", Path: "/api/v4/runners/*", Times: 10, Status: 502, After: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			r := acctest.NewSim(t).Manage(t, typeName)
			r.State = r.Create(typeName, rotating("", "", map[string]string{"n": "1"}))
			first := r.State

			config := rotating("", "", map[string]string{"n": "2"})
			config["paused"] = true

			plan, _ := r.NextPlan(config)
			r.Fault(t, fault)

			state, diagnostics := r.Apply(typeName, plan)
			if acctest.Errors(diagnostics) == "" {
				t.Fatal("there is no error")
			}

			if fault.After {
				acctest.Diagnosed(t, diagnostics, tfdiag.RotateToken.Because(tfdiag.Lost))
			}

			acctest.Equal(t, "the token in state", state.Get(t, "token"), first.Get(t, "token"))
			acctest.Equal(t, "paused in state", state.Get(t, "paused"), fmt.Sprint(name != "the settings fail"))

			r.ClearFaults(t)
			r.State = state

			plan, rotates := r.NextPlan(config)
			acctest.Equal(t, "rotates with the next plan", rotates, true)
			r.ApplyPlan(plan, config)
			r.CheckEmptyPlan(config)
		})
	}
}

// A reset whose answer is lost is sent again, and the state has the token of the second
// answer.
func TestProtoRotation_lostAnswer(t *testing.T) {
	t.Parallel()

	r := acctest.NewSim(t).Manage(t, typeName)
	r.State = r.Create(typeName, rotating("", "", map[string]string{"n": "1"}))
	config := rotating("", "", map[string]string{"n": "2"})
	plan, _ := r.NextPlan(config)

	r.Fault(t, acctest.Fault{Method: "POST", Path: "/api/v4/runners/*", Drop: "after"})
	r.ApplyPlan(plan, config)

	if _, err := r.API.Runners.VerifyRegisteredRunner(&gitlab.VerifyRegisteredRunnerOptions{Token: gitlab.Ptr(r.State.Get(t, "token"))}); err != nil {
		t.Errorf("GitLab refuses the token in state: %v", err)
	}
}
