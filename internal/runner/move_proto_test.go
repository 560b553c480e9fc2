package runner_test

import (
	"fmt"
	"maps"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// known is a token in a state. No runner of the emulator has it.
const known = "glrt-known-to-the-state"

// origin is a runner in GitLab with its group and project.
type origin struct {
	id, group, project int64
}

// made creates a runner outside of Terraform, with or without settings. It is the runner
// in the state of another provider.
func made(t *testing.T, g *acctest.GitLab, runnerType string, settings bool) origin {
	t.Helper()

	group := g.Group(t)
	found := origin{group: group.ID, project: g.Project(t, group).ID}
	options := &gitlab.CreateUserRunnerOptions{RunnerType: &runnerType}

	switch runnerType {
	case "group_type":
		options.GroupID = &found.group
	case "project_type":
		options.ProjectID = &found.project
	}

	if settings {
		options.Description = gitlab.Ptr("build")
		options.Paused, options.Locked, options.RunUntagged = gitlab.Ptr(true), gitlab.Ptr(true), gitlab.Ptr(false)
		options.TagList = &[]string{"linux", "arm"}
		options.AccessLevel = gitlab.Ptr("ref_protected")
		options.MaximumTimeout = gitlab.Ptr[int64](3600)
		options.MaintenanceNote = gitlab.Ptr("ask the platform team")
	}

	runner, _, err := g.API.Users.CreateUserRunner(options)
	if err != nil {
		t.Fatal(err)
	}

	found.id = runner.ID

	return found
}

// plain and full are the settings of a configuration for the runner of made.
var (
	plain = acctest.Values{}
	full  = acctest.Values{
		"description": "build", "paused": true, "locked": true, "run_untagged": false, "tag_list": []string{"linux", "arm"},
		"access_level": "ref_protected", "maximum_timeout": 3600, "maintenance_note": "ask the platform team",
	}
)

func merged(all ...acctest.Values) acctest.Values {
	one := acctest.Values{}
	for _, each := range all {
		maps.Copy(one, each)
	}

	return one
}

// A move sends no request, and the plan after it and the one after a refresh are
// empty. The state keeps the token.
//
// The source states are those of the source code of the official provider, unless a
// comment says otherwise.
func TestProtoRunner_move(t *testing.T) {
	t.Parallel()

	const (
		defaults = `"description":"","paused":false,"locked":false,"tag_list":[],"access_level":"not_protected","maximum_timeout":0`
		settings = `"description":"build","paused":true,"locked":true,"tag_list":["arm","linux"],"access_level":"ref_protected","maximum_timeout":3600`
		note     = `"maintenance_note":"ask the platform team"`
	)

	for name, test := range map[string]struct {
		source     string
		runnerType string
		settings   bool
		state      func(origin) string
		token      string
		// unread says that a plan without a refresh stores the owner.
		unread bool
	}{
		"gitlab_user_runner of a project": {
			source: "gitlab_user_runner", runnerType: "project_type", settings: true, token: known,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","runner_type":"project_type","group_id":null,"project_id":%d,"untagged":false,"token":%q,%s,%s}`,
					o.id, o.project, known, note, settings)
			},
		},
		"gitlab_user_runner of the instance, with defaults": {
			source: "gitlab_user_runner", runnerType: "instance_type", token: known,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","runner_type":"instance_type","group_id":null,"project_id":null,"untagged":true,"token":%q,"maintenance_note":"",%s}`,
					o.id, known, defaults)
			},
		},
		// Before 17.6 there was no maintenance_note, according to its documentation.
		"gitlab_user_runner without a note": {
			source: "gitlab_user_runner", runnerType: "group_type", token: known,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","runner_type":"group_type","group_id":%d,"project_id":null,"untagged":true,"token":%q,%s}`,
					o.id, o.group, known, defaults)
			},
		},
		"gitlab_user_runner of a group, imported": {
			source: "gitlab_user_runner", runnerType: "group_type", settings: true, token: "null", unread: true,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","runner_type":"group_type","group_id":null,"project_id":null,"untagged":false,"token":null,%s,%s}`,
					o.id, note, settings)
			},
		},
		// From 19.0 on an import sets the group, according to its changelog.
		"gitlab_user_runner of a group, imported by a newer version": {
			source: "gitlab_user_runner", runnerType: "group_type", token: "null",
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","runner_type":"group_type","group_id":%d,"project_id":null,"untagged":true,"token":null,"maintenance_note":"","what_is_new":{"a":[1]},%s}`,
					o.id, o.group, defaults)
			},
		},
		// The state after a creation whose runner could not be read: attributes
		// without a configuration are null.
		"gitlab_user_runner, half made": {
			source: "gitlab_user_runner", runnerType: "instance_type", token: known,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","runner_type":"instance_type","group_id":null,"project_id":null,"untagged":null,"token":%q,"maintenance_note":null,`+
					`"description":null,"paused":null,"locked":null,"tag_list":null,"access_level":null,"maximum_timeout":null}`, o.id, known)
			},
		},
		"gitlab_runner of a group": {
			source: "gitlab_runner", runnerType: "group_type", settings: true, token: known, unread: true,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","registration_token":"GR1348941secret","authentication_token":%q,"run_untagged":false,"status":"never_contacted",%s,%s}`,
					o.id, known, note, settings)
			},
		},
		// An import sets neither token. Before 17.6 there was no maintenance_note,
		// and before 15.11 tag_list was a list.
		"gitlab_runner of a project, imported by an older version": {
			source: "gitlab_runner", runnerType: "project_type", token: "null", unread: true,
			state: func(o origin) string {
				return fmt.Sprintf(`{"id":"%d","registration_token":null,"authentication_token":null,"run_untagged":true,"status":"offline",%s}`, o.id, defaults)
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			proto := g.Proto(t, nil)
			from := made(t, g, test.runnerType, test.settings)
			config := merged(acctest.Values{"runner_type": test.runnerType}, plain)

			switch test.runnerType {
			case "group_type":
				config["group_id"] = from.group
			case "project_type":
				config["project_id"] = from.project
			}

			if test.settings {
				config = merged(config, full)
			}

			g.ClearJournal(t)

			moved, diagnostics := proto.Move(typeName, acctest.Source{TypeName: test.source, State: test.state(from)})
			acctest.Equal(t, "errors of the move", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "the requests of the move", g.Journal(t), nil)
			acctest.Equal(t, "id", moved.Get(t, "id"), fmt.Sprint(from.id))
			acctest.Equal(t, "the identity", proto.IdentityText(t, typeName, moved.Identity), fmt.Sprintf("id=%d", from.id))
			acctest.Equal(t, "token", moved.Get(t, "token"), test.token)
			acctest.Equal(t, "token_version", moved.Get(t, "token_version"), "0")

			plan := proto.Plan(typeName, &moved, config)
			acctest.Equal(t, "errors of the plan without a refresh", acctest.Errors(plan.Diagnostics), "")
			acctest.Equal(t, "the plan without a refresh replaces", len(plan.Replaces), 0)
			acctest.Equal(t, "the plan without a refresh is empty", plan.Value.Equal(moved.Value), !test.unread)

			read, diagnostics := proto.Read(typeName, moved)
			acctest.Equal(t, "errors of the refresh", acctest.Errors(diagnostics), "")
			acctest.Equal(t, "warnings of the refresh", acctest.Warnings(diagnostics), "")
			acctest.Equal(t, "token after the refresh", read.Get(t, "token"), test.token)

			plan = proto.Plan(typeName, &read, config)
			acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

			if !plan.Value.Equal(read.Value) {
				t.Errorf("the plan after the move is not empty: %v, was %v", plan.Value, read.Value)
			}

			// The owner that an administrator sees is certain.
			if owner := map[string]string{"group_type": "group_id", "project_type": "project_id"}[test.runnerType]; owner != "" {
				plan = proto.Plan(typeName, &read, merged(config, acctest.Values{owner: from.group + from.project + 1}))
				acctest.Equal(t, "another owner replaces", len(plan.Replaces), 1)
			}

			acctest.Equal(t, "the writes", g.Writes(t), nil)
		})
	}
}

// A plan without a refresh stores the configured owner, and the next one checks it.
func TestProtoRunner_moveWithoutRefresh(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	from := made(t, g, "project_type", false)
	config := acctest.Values{"runner_type": "project_type", "project_id": from.project}
	g.ClearJournal(t)

	moved, _ := proto.Move(typeName, acctest.Source{TypeName: "gitlab_runner", State: fmt.Sprintf(`{"id":"%d","authentication_token":%q}`, from.id, known)})

	plan := proto.Plan(typeName, &moved, config)
	acctest.Equal(t, "replaces", len(plan.Replaces), 0)

	state, diagnostics := proto.Apply(typeName, plan)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the requests", g.Journal(t), nil)
	acctest.Equal(t, "token", state.Get(t, "token"), known)

	read, _ := proto.Read(typeName, state)
	if plan := proto.Plan(typeName, &read, config); !plan.Value.Equal(read.Value) {
		t.Errorf("the next plan is not empty: %v, was %v", plan.Value, read.Value)
	}

	// A recorded owner is certain.
	config["project_id"] = from.project + 1
	acctest.Equal(t, "another owner replaces", len(proto.Plan(typeName, &read, config).Replaces), 1)
}

// The owner of a gitlab_runner with several projects is uncertain, and the
// configuration decides.
func TestProtoRunner_moveWithUncertainOwner(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	group := g.Group(t)
	other, owner := g.Project(t, group), g.Project(t, group)

	runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID})
	if err != nil {
		t.Fatal(err)
	}

	g.Assign(t, other, runner.ID)
	g.ClearJournal(t)

	moved, _ := proto.Move(typeName, acctest.Source{TypeName: "gitlab_runner", State: fmt.Sprintf(`{"id":"%d"}`, runner.ID)})

	read, diagnostics := proto.Read(typeName, moved)
	acctest.Diagnosed(t, diagnostics, acctest.At("project_id", tfdiag.OwnerProjectUncertain))

	plan := proto.Plan(typeName, &read, acctest.Values{"runner_type": "project_type", "project_id": owner.ID})
	acctest.Equal(t, "the owner replaces", len(plan.Replaces), 0)

	plan = proto.Plan(typeName, &read, acctest.Values{"runner_type": "project_type", "project_id": owner.ID + 1})
	acctest.Equal(t, "an unrelated owner replaces", len(plan.Replaces), 1)
	acctest.Equal(t, "the writes", g.Writes(t), nil)
}

// The owner in the source is certain, and no request is sent for it.
func TestProtoRunner_moveWithOwner(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	from := made(t, g, "project_type", false)
	elsewhere := g.Project(t, g.Group(t))
	g.Assign(t, elsewhere, from.id)

	moved, _ := proto.Move(typeName, acctest.Source{
		TypeName: "gitlab_user_runner",
		State:    fmt.Sprintf(`{"id":"%d","runner_type":"project_type","project_id":%d}`, from.id, from.project),
	})

	read, diagnostics := proto.Read(typeName, moved)
	acctest.Equal(t, "warnings", acctest.Warnings(diagnostics), "")
	acctest.Equal(t, "project_id", read.Get(t, "project_id"), fmt.Sprint(from.project))

	plan := proto.Plan(typeName, &read, acctest.Values{"runner_type": "project_type", "project_id": elsewhere.ID})
	acctest.Equal(t, "another owner replaces", len(plan.Replaces), 1)
}
