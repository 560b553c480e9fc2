package runner_test

import (
	"fmt"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
)

// A registered runner moves with all its attributes except the registration token.
// Neither the move nor a plan after it changes GitLab.
func TestProtoRunner_moveOfRegisteredRunner(t *testing.T) {
	t.Parallel()

	for _, runnerType := range []string{"instance_type", "group_type", "project_type"} {
		t.Run(runnerType, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			proto := g.Proto(t, nil)
			from := made(t, g, runnerType, true)
			g.ClearJournal(t)

			moved, diagnostics := proto.Move(typeName, acctest.Source{
				Address:  "registry.terraform.io/gitlabrunner/gitlabrunner",
				TypeName: "gitlabrunner_registered_runner",
				State: fmt.Sprintf(`{"id":%d,"runner_type":%q,"registration_token":"GR1348941secret","registration_token_wo":null,"registration_token_wo_version":1,`+
					`"description":"build","paused":true,"locked":true,"run_untagged":false,"tag_list":["arm","linux"],"access_level":"ref_protected",`+
					`"maximum_timeout":3600,"maintenance_note":"ask the platform team","drain_timeout":"1h","store_token":true,"token":%q,"token_version":1700000000,`+
					`"token_issued_at":"2023-11-14T22:13:20Z","token_expires_at":null,"rotate_at":null,"rotate_after":null,"rotate_before_expiry":null,"rotate_when_changed":{"a":"1"}}`,
					from.id, runnerType, known),
			})
			acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the requests of the move", g.Journal(t), nil)
			acctest.Equal(t, "the identity", proto.IdentityText(t, typeName, moved.Identity), fmt.Sprintf("id=%d", from.id))
			acctest.Equal(t, "token", moved.Get(t, "token"), known)

			config := merged(acctest.Values{"runner_type": runnerType, "drain_timeout": "1h"}, full)

			switch runnerType {
			case "group_type":
				config["group_id"] = from.group
			case "project_type":
				config["project_id"] = from.project
			}

			plan := proto.Plan(typeName, &moved, config)
			acctest.Equal(t, "errors of a plan without a refresh", acctest.Errors(plan.Diagnostics), "")
			acctest.Equal(t, "a plan without a refresh replaces", len(plan.Replaces), 0)

			// The configuration keeps the rotation: its removal would only be stored.
			read, diagnostics := proto.Read(typeName, moved)
			acctest.Equal(t, "diagnostics of the refresh", acctest.Errors(diagnostics)+acctest.Warnings(diagnostics), "")
			acctest.Equal(t, "runner_type", read.Get(t, "runner_type"), runnerType)
			acctest.Equal(t, "token_version", read.Get(t, "token_version"), "1700000000")

			after, diagnostics := proto.Apply(typeName, proto.Plan(typeName, &read, config))
			acctest.Equal(t, "errors of the apply", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "token", after.Get(t, "token"), known)
			acctest.Equal(t, "the writes", g.Writes(t), nil)
		})
	}
}

// Another provider may have a type of the same name.
func TestProtoRunner_moveOfOtherProvider(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for address, ours := range map[string]bool{
		"registry.opentofu.org/gitlabrunner/gitlabrunner": true,
		"mirror.example.com:8443/acme/gitlabrunner":       true,
		"gitlabrunner": true, // OpenTofu 1.10, and some versions after it
		"registry.terraform.io/gitlabrunner/other": false,
		"xgitlabrunner": false,
	} {
		_, diagnostics := proto.Move(typeName, acctest.Source{Address: address, TypeName: "gitlabrunner_registered_runner", State: `{"id":42,"runner_type":"instance_type"}`})
		if refused := acctest.Errors(diagnostics) != ""; refused == ours {
			t.Errorf("%s: %s", address, acctest.Errors(diagnostics))
		}
	}
}
