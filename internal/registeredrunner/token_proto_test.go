package registeredrunner_test

import (
	"fmt"
	"testing"

	gitlab "gitlab.com/gitlab-org/api/client-go/v2"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// ofProject is the configuration of the registration token of a project.
func ofProject(project *gitlab.Project, triggers map[string]string) acctest.Values {
	config := acctest.Values{"project": project.PathWithNamespace}
	if triggers != nil {
		config["rotate_when_changed"] = triggers
	}

	return config
}

// present is the registration token of a project in GitLab.
func present(t *testing.T, g *acctest.GitLab, project *gitlab.Project) string {
	t.Helper()

	found, _, err := g.API.Projects.GetProject(project.ID, nil)
	if err != nil {
		t.Fatal(err)
	}

	return found.RunnersToken
}

func TestProtoRegistrationToken_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		want   tfdiag.ID
	}{
		"no owner":            {acctest.Values{}, tfdiag.RegistrationOwnerMissing},
		"not the instance's":  {acctest.Values{"instance": false}, acctest.At("instance", tfdiag.ValueNotAllowed)},
		"two owners":          {acctest.Values{"instance": true, "group": "a"}, acctest.At("group", tfdiag.RegistrationOwnersSeveral)},
		"two other owners":    {acctest.Values{"group": "a", "project": "a/b"}, acctest.At("project", tfdiag.RegistrationOwnersSeveral)},
		"project without one": {acctest.Values{"project": "b"}, acctest.At("project", tfdiag.ValueMalformed)},
		"empty group":         {acctest.Values{"group": ""}, acctest.At("group", tfdiag.ValueMalformed)},
		"id of 0":             {acctest.Values{"group": "0"}, acctest.At("group", tfdiag.ValueMalformed)},
		"no triggers":         {acctest.Values{"group": "a", "rotate_when_changed": map[string]string{}}, acctest.At("rotate_when_changed", tfdiag.MapEmpty)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			acctest.Diagnosed(t, proto.Validate(tokenType, test.config), test.want)
		})
	}
}

func TestProtoRegistrationToken_unknownValues(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, config := range []acctest.Values{
		{"instance": acctest.Unknown},
		{"group": acctest.Unknown},
		{"project": acctest.Unknown},
		{"group": "a", "project": acctest.Unknown},
		{"instance": acctest.Unknown, "group": acctest.Unknown, "project": acctest.Unknown},
		{"group": "a", "rotate_when_changed": acctest.Unknown},
		{"group": "a", "store_token": acctest.Unknown},
	} {
		plan := proto.Plan(tokenType, nil, config)
		acctest.Equal(t, fmt.Sprintf("errors of %v", config), acctest.Errors(proto.Validate(tokenType, config))+acctest.Errors(plan.Diagnostics), "")
		acctest.Equal(t, "token", plan.Get(t, "token"), "unknown")
	}
}

// Each kind of owner has its own request, and the state has the token of GitLab.
func TestProtoRegistrationToken_basic(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	group := g.Group(t)
	proto := g.Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		sent   string
	}{
		"the instance":     {acctest.Values{"instance": true}, "POST /runners/reset_registration_token"},
		"a group by id":    {acctest.Values{"group": fmt.Sprint(group.ID)}, fmt.Sprintf("POST /groups/%d/runners/reset_registration_token", group.ID)},
		"a group by path":  {acctest.Values{"group": group.FullPath}, "POST /groups/" + group.FullPath + "/runners/reset_registration_token"},
		"a project by id":  {acctest.Values{"project": fmt.Sprint(project.ID)}, fmt.Sprintf("POST /projects/%d/runners/reset_registration_token", project.ID)},
		"a project's path": {ofProject(project, nil), "POST /projects/" + gitlab.PathEscape(project.PathWithNamespace) + "/runners/reset_registration_token"},
	} {
		g.ClearJournal(t)

		plan := proto.Plan(tokenType, nil, test.config)
		acctest.Diagnosed(t, plan.Diagnostics, tfdiag.RegistrationResetByCreate)

		state, diagnostics := proto.Apply(tokenType, plan)
		acctest.Equal(t, "errors for "+name, acctest.Errors(diagnostics), "")
		acctest.Equal(t, "the journal for "+name, g.Requests(t), []string{test.sent})

		// A runner can be registered with the token.
		proto.Create(runnerType, with(state.Get(t, "token"), nil))
	}

	proto.Create(tokenType, ofProject(project, nil))

	if present(t, g, project) == project.RunnersToken {
		t.Error("GitLab has the old token still")
	}
}

// Only a change of a stored entry of rotate_when_changed creates another token.
func TestProtoRegistrationToken_update(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(tokenType, ofProject(project, nil))

	for _, step := range []struct {
		name     string
		triggers map[string]string
		resets   bool
	}{
		{"none", nil, false},
		{"set for the first time", map[string]string{"month": "1"}, false},
		{"the same", map[string]string{"month": "1"}, false},
		{"changed", map[string]string{"month": "2"}, true},
		{"one more", map[string]string{"month": "2", "leak": "yes"}, true},
		{"one less", map[string]string{"month": "2"}, true},
		{"removed", nil, false},
		{"set again", map[string]string{"month": "3"}, false},
	} {
		g.ClearJournal(t)

		plan := proto.Plan(tokenType, &state, ofProject(project, step.triggers))
		acctest.Equal(t, "whether the plan resets: "+step.name, plan.Get(t, "token") == "unknown", step.resets)

		if step.resets {
			acctest.Diagnosed(t, plan.Diagnostics, tfdiag.RegistrationValuesChanged)
			acctest.Contains(t, acctest.Warnings(plan.Diagnostics), "rotate_when_changed")
		} else {
			acctest.Diagnosed(t, plan.Diagnostics)
		}

		after, diagnostics := proto.Apply(tokenType, plan)
		acctest.Equal(t, "errors: "+step.name, acctest.Errors(diagnostics), "")
		acctest.Equal(t, "whether it was reset: "+step.name, len(g.Journal(t)) == 1, step.resets)
		acctest.Equal(t, "whether the token is another: "+step.name, after.Get(t, "token") != state.Get(t, "token"), step.resets)

		if after.Get(t, "token") != present(t, g, project) {
			t.Errorf("%s: GitLab has another token than the state", step.name)
		}

		state = after
	}
}

// rotate_when_changed is known only after apply, and may turn out unchanged.
func TestProtoRegistrationToken_unknownTriggers(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(tokenType, ofProject(project, map[string]string{"month": "1"}))

	unknown := ofProject(project, nil)
	unknown["rotate_when_changed"] = acctest.Unknown

	plan := proto.Plan(tokenType, &state, unknown)
	acctest.Equal(t, "the planned token", plan.Get(t, "token"), "unknown")
	acctest.Diagnosed(t, plan.Diagnostics, tfdiag.RegistrationAllUnknown)

	same, diagnostics := proto.Apply(tokenType, proto.Plan(tokenType, &state, ofProject(project, map[string]string{"month": "1"})))
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the token", same.Get(t, "token"), state.Get(t, "token"))
}

func TestProtoRegistrationToken_storeToken(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)

	config := func(store bool, month string) acctest.Values {
		values := ofProject(project, map[string]string{"month": month})
		values["store_token"] = store

		return values
	}

	state := proto.Create(tokenType, config(true, "1"))
	g.ClearJournal(t)

	for _, step := range []struct {
		store  bool
		month  string
		token  string
		resets int
	}{
		{false, "1", "null", 0},
		{true, "1", "null", 0},
		{false, "1", "null", 0},
		{false, "2", "null", 1},
	} {
		plan := proto.Plan(tokenType, &state, config(step.store, step.month))
		acctest.Equal(t, "the planned token", plan.Get(t, "token"), step.token)

		if step.store {
			acctest.Diagnosed(t, plan.Diagnostics, acctest.At("store_token", tfdiag.RegistrationTokenNotShown))
		}

		after, diagnostics := proto.Apply(tokenType, plan)
		acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
		acctest.Equal(t, "the token", after.Get(t, "token"), step.token)
		acctest.Equal(t, "resets", len(g.Writes(t)), step.resets)

		state = after
	}

	never := proto.Create(tokenType, acctest.Values{"instance": true, "store_token": false})
	acctest.Equal(t, "the token", never.Get(t, "token"), "null")
}

func TestProtoRegistrationToken_replaced(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(tokenType, ofProject(project, nil))

	for _, config := range []acctest.Values{{"instance": true}, {"group": "7"}, {"project": "7"}} {
		if plan := proto.Plan(tokenType, &state, config); len(plan.Replaces) == 0 {
			t.Errorf("%v does not replace", config)
		}
	}
}

// A read, a destroy and an import send no request.
func TestProtoRegistrationToken_readDeleteAndImport(t *testing.T) {
	t.Parallel()

	g, project := legacy(t)
	proto := g.Proto(t, nil)
	state := proto.Create(tokenType, ofProject(project, nil))
	g.ClearJournal(t)

	read, diagnostics := proto.Read(tokenType, state)
	acctest.Equal(t, "errors of the read", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "whether it is the same", read.Value.Equal(state.Value), true)

	_, diagnostics = proto.Apply(tokenType, proto.Plan(tokenType, &state, nil))
	acctest.Equal(t, "errors of the delete", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "the journal", g.Journal(t), nil)
	acctest.Equal(t, "GitLab's token", present(t, g, project), state.Get(t, "token"))

	_, diagnostics = proto.Import(tokenType, "7")
	acctest.Diagnosed(t, diagnostics, tfdiag.RegistrationTokenNotImported)
}
