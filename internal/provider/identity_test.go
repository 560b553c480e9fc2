package provider_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// identified is a resource whose identity is tested.
type identified struct {
	name string
	// make is a configuration, and change another one that does not replace the
	// resource.
	make, change acctest.Values
	// identity is the expected identity after the creation.
	identity acctest.Values
	// without are the attributes that an import cannot know.
	without []string
}

// resources returns an emulator and one resource of each type.
func resources(t *testing.T) (*acctest.GitLab, *acctest.Proto, []identified) {
	t.Helper()

	g := acctest.NewSim(t)
	group := g.Group(t)
	owner, other, third := g.Project(t, group), g.Project(t, group), g.Project(t, group)

	g.AllowRegistration(t, true)

	ids := make([]int64, 3)
	for i := range ids {
		runner, _, err := g.API.Users.CreateUserRunner(&gitlab.CreateUserRunnerOptions{RunnerType: gitlab.Ptr("project_type"), ProjectID: &owner.ID})
		if err != nil {
			t.Fatal(err)
		}

		ids[i] = runner.ID
	}

	return g, g.Proto(t, nil), []identified{
		{
			"gitlabrunner_runner",
			acctest.Values{"runner_type": "instance_type"},
			acctest.Values{"runner_type": "instance_type", "description": "changed"},
			acctest.Values{"id": ids[2] + 1},
			[]string{"token", "token_version", "token_issued_at"},
		},
		{
			"gitlabrunner_registered_runner",
			acctest.Values{"registration_token": owner.RunnersToken},
			acctest.Values{"registration_token": owner.RunnersToken, "description": "changed"},
			acctest.Values{"id": ids[2] + 2},
			[]string{"token", "token_version", "token_issued_at", "registration_token"},
		},
		{
			"gitlabrunner_project_assignment",
			acctest.Values{"runner_id": ids[0], "project": other.PathWithNamespace},
			acctest.Values{"runner_id": ids[0], "project": fmt.Sprint(other.ID)},
			acctest.Values{"runner_id": ids[0], "project_id": other.ID},
			nil,
		},
		{
			"gitlabrunner_project_assignments_exclusive",
			acctest.Values{"runner_id": ids[1], "projects": []string{other.PathWithNamespace}, "owner_project": fmt.Sprint(owner.ID)},
			acctest.Values{"runner_id": ids[1], "projects": []string{other.PathWithNamespace, third.PathWithNamespace}, "owner_project": fmt.Sprint(owner.ID)},
			acctest.Values{"runner_id": ids[1]},
			// GitLab never reports the owner, so an import takes all projects.
			[]string{"owner_project", "projects"},
		},
		{
			"gitlabrunner_authentication_token",
			acctest.Values{"runner_id": ids[2], "reset_on_create": true},
			acctest.Values{"runner_id": ids[2], "reset_on_create": true, "store_token": false},
			acctest.Values{"runner_id": ids[2]},
			[]string{"token", "token_version", "token_issued_at", "reset_on_create"},
		},
	}
}

// stated is an identity as text.
func stated(identity acctest.Values) string {
	text := ""
	for _, name := range slices.Sorted(maps.Keys(identity)) {
		if text != "" {
			text += " "
		}

		text += fmt.Sprintf("%s=%v", name, identity[name])
	}

	return text
}

// An identity is set by the creation, stays the same in every operation, and is added
// to a state that an older Terraform wrote without one.
func TestProtoIdentity_basic(t *testing.T) {
	t.Parallel()

	_, proto, all := resources(t)

	for _, test := range all {
		want := stated(test.identity)
		has := func(when string, state acctest.State) {
			t.Helper()
			acctest.Equal(t, test.name+" "+when, proto.IdentityText(t, test.name, state.Identity), want)
		}

		state := proto.Create(test.name, test.make)
		has("created", state)

		state, diagnostics := proto.Read(test.name, state)
		acctest.Equal(t, test.name+" read", acctest.Errors(diagnostics), "")
		has("read", state)

		plan := proto.Plan(test.name, &state, test.change)
		if len(plan.Replaces) > 0 {
			t.Fatalf("%s is replaced by the change", test.name)
		}

		has("planned", plan.State)

		state, diagnostics = proto.Apply(test.name, plan)
		acctest.Equal(t, test.name+" updated", acctest.Errors(diagnostics), "")
		has("updated", state)

		state.Identity = nil

		healed, diagnostics := proto.Read(test.name, state)
		acctest.Equal(t, test.name+" healed", acctest.Errors(diagnostics), "")
		has("healed", healed)

		updated, diagnostics := proto.Apply(test.name, proto.Plan(test.name, &state, test.make))
		acctest.Equal(t, test.name+" updated without", acctest.Errors(diagnostics), "")
		has("updated without one before", updated)
	}
}

// An import by identity reads the object that was created.
func TestProtoIdentity_import(t *testing.T) {
	t.Parallel()

	g, proto, all := resources(t)

	for _, test := range all {
		made := proto.Create(test.name, test.make)

		g.ClearJournal(t)

		imported, diagnostics := proto.ImportByIdentity(test.name, test.identity)
		acctest.Equal(t, test.name+" imported", acctest.Errors(diagnostics), "")
		acctest.Equal(t, test.name+" imported", proto.IdentityText(t, test.name, imported.Identity), stated(test.identity))
		acctest.Equal(t, "writes", len(g.Writes(t)), 0)

		values := imported.Values(t)
		for name, want := range made.Values(t) {
			if !slices.Contains(test.without, name) {
				acctest.Equal(t, test.name+" imported, "+name, values[name].String(), want.String())
			}
		}
	}
}

func TestProtoIdentity_importInvalidID(t *testing.T) {
	t.Parallel()

	_, proto, all := resources(t)

	for _, test := range all {
		for name := range test.identity {
			for shown, value := range map[string]any{"0": 0, "-7": -7, "1.5": 1.5, "null": nil} {
				identity := maps.Clone(test.identity)
				identity[name] = value

				_, diagnostics := proto.ImportByIdentity(test.name, identity)
				acctest.Diagnosed(t, diagnostics, tfdiag.IdentityInvalid)
				acctest.Contains(t, acctest.Errors(diagnostics), name, shown)
			}
		}
	}
}

// A state without an identity whose object was deleted causes no error, although the
// framework requires an identity.
func TestProtoIdentity_disappears(t *testing.T) {
	t.Parallel()

	g, proto, all := resources(t)

	for _, test := range all {
		state := proto.Create(test.name, test.make)
		state.Identity = nil

		id := state.Values(t)["runner_id"]
		if id.IsNull() {
			id = state.Values(t)["id"]
		}

		if _, err := g.API.Runners.RemoveRunner(acctest.Text(id)); err != nil {
			t.Fatal(err)
		}

		after, diagnostics := proto.Read(test.name, state)
		if text := acctest.Errors(diagnostics); text != "" || !after.Gone() {
			t.Errorf("%s: gone=%v, %s", test.name, after.Gone(), text)
		}
	}
}
