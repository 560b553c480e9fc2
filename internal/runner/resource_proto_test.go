package runner_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

const typeName = "gitlabrunner_runner"

// instance is the minimal configuration of a runner, with more attributes.
func instance(more acctest.Values) acctest.Values {
	config := acctest.Values{"runner_type": "instance_type"}
	for name, value := range more {
		config[name] = value
	}

	return config
}

func TestProtoRunner_invalidConfiguration(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	many := make([]string, 51)
	for i := range many {
		many[i] = fmt.Sprintf("tag-%d", i)
	}

	for name, test := range map[string]struct {
		config acctest.Values
		want   tfdiag.ID
	}{
		"unknown type":            {acctest.Values{"runner_type": "shared"}, acctest.At("runner_type", tfdiag.ValueNotAllowed)},
		"group id of 0":           {acctest.Values{"runner_type": "group_type", "group_id": 0}, acctest.At("group_id", tfdiag.IDInvalid)},
		"short timeout":           {instance(acctest.Values{"maximum_timeout": 599}), acctest.At("maximum_timeout", tfdiag.NumberOutOfRange)},
		"timeout too long":        {instance(acctest.Values{"maximum_timeout": 2147483648}), acctest.At("maximum_timeout", tfdiag.NumberOutOfRange)},
		"no timeout as 0":         {instance(acctest.Values{"maximum_timeout": 0}), acctest.At("maximum_timeout", tfdiag.NumberOutOfRange)},
		"long note":               {instance(acctest.Values{"maintenance_note": strings.Repeat("x", 1025)}), acctest.At("maintenance_note", tfdiag.TextTooLong)},
		"long description":        {instance(acctest.Values{"description": strings.Repeat("x", 1025)}), acctest.At("description", tfdiag.DescriptionTooLong)},
		"too many tags":           {instance(acctest.Values{"tag_list": many}), acctest.At("tag_list", tfdiag.TagsTooMany)},
		"description with null":   {instance(acctest.Values{"description": "a\x00b"}), acctest.At("description", tfdiag.ValueMalformed)},
		"note with null":          {instance(acctest.Values{"maintenance_note": "\n\x00"}), acctest.At("maintenance_note", tfdiag.ValueMalformed)},
		"tag with null":           {instance(acctest.Values{"tag_list": []string{"a\x00b"}}), acctest.At("tag_list", tfdiag.ValueMalformed)},
		"tag with comma":          {instance(acctest.Values{"tag_list": []string{"a,b"}}), acctest.At("tag_list", tfdiag.TagInvalid)},
		"empty tag":               {instance(acctest.Values{"tag_list": []string{""}}), acctest.At("tag_list", tfdiag.TagInvalid)},
		"tag with space":          {instance(acctest.Values{"tag_list": []string{"linux "}}), acctest.At("tag_list", tfdiag.TagInvalid)},
		"quoted tag":              {instance(acctest.Values{"tag_list": []string{`"q"`}}), acctest.At("tag_list", tfdiag.TagInvalid)},
		"tag with one quote":      {instance(acctest.Values{"tag_list": []string{"it's", "q'"}}), acctest.At("tag_list", tfdiag.TagInvalid)},
		"long tag":                {instance(acctest.Values{"tag_list": []string{strings.Repeat("x", 256)}}), acctest.At("tag_list", tfdiag.TextTooLong)},
		"tagged only without tag": {instance(acctest.Values{"run_untagged": false}), acctest.At("run_untagged", tfdiag.TagsMissing)},
		"unknown access level":    {instance(acctest.Values{"access_level": "protected"}), acctest.At("access_level", tfdiag.ValueNotAllowed)},
		"malformed duration":      {instance(acctest.Values{"drain_timeout": "soon"}), acctest.At("drain_timeout", tfdiag.DurationInvalid)},
		"negative duration":       {instance(acctest.Values{"drain_timeout": "-1h"}), acctest.At("drain_timeout", tfdiag.DurationNegative)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			diagnostics := proto.Validate(typeName, test.config)
			if len(diagnostics) == 0 {
				diagnostics = proto.Plan(typeName, nil, test.config).Diagnostics
			}

			acctest.Diagnosed(t, diagnostics, test.want)
		})
	}
}

// An owner is required for its own type of runner, and refused for the others. An
// unknown type is the only error of its configuration.
func TestProtoRunner_ownerMatchesType(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for name, test := range map[string]struct {
		config acctest.Values
		want   tfdiag.ID
	}{
		"group without id":       {acctest.Values{"runner_type": "group_type"}, acctest.At("group_id", tfdiag.GroupIDMissing)},
		"project without id":     {acctest.Values{"runner_type": "project_type"}, acctest.At("project_id", tfdiag.ProjectIDMissing)},
		"group with project":     {acctest.Values{"runner_type": "group_type", "project_id": 1}, acctest.At("project_id", tfdiag.OwnerOfOtherType)},
		"project with group":     {acctest.Values{"runner_type": "project_type", "group_id": 1}, acctest.At("group_id", tfdiag.OwnerOfOtherType)},
		"instance with group":    {instance(acctest.Values{"group_id": 1}), acctest.At("group_id", tfdiag.GroupIDUnexpected)},
		"instance with project":  {instance(acctest.Values{"project_id": 1}), acctest.At("project_id", tfdiag.ProjectIDUnexpected)},
		"group with project too": {acctest.Values{"runner_type": "group_type", "group_id": 1, "project_id": 1}, acctest.At("project_id", tfdiag.ProjectIDUnexpected)},
		"unknown type":           {acctest.Values{"runner_type": "group", "group_id": 1}, acctest.At("runner_type", tfdiag.ValueNotAllowed)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			acctest.Diagnosed(t, proto.Validate(typeName, test.config), test.want)
		})
	}
}

func TestProtoRunner_unknownValues(t *testing.T) {
	t.Parallel()

	proto := acctest.NewSim(t).Proto(t, nil)

	for _, attribute := range []string{
		"group_id", "project_id", "description", "paused", "locked", "run_untagged", "tag_list", "access_level",
		"maximum_timeout", "maintenance_note", "store_token", "drain_timeout",
	} {
		config := instance(acctest.Values{attribute: acctest.Unknown})
		if attribute == "tag_list" {
			config["run_untagged"] = false
		}

		text := acctest.Errors(proto.Validate(typeName, config)) + acctest.Errors(proto.Plan(typeName, nil, config).Diagnostics)
		if text != "" {
			t.Errorf("%s unknown: %s", attribute, text)
		}
	}

	if text := acctest.Errors(proto.Validate(typeName, acctest.Values{"runner_type": acctest.Unknown, "group_id": 1})); text != "" {
		t.Errorf("runner_type unknown: %s", text)
	}
}

// A runner is created with one request, whose answer is the state.
func TestProtoRunner_basic(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	g.ClearJournal(t)

	state := proto.Create(typeName, instance(nil))

	acctest.Equal(t, "the journal", g.Requests(t), []string{"POST /user/runners"})
	acctest.Equal(t, "token_version", state.Get(t, "token_version"), fmt.Sprint(acctest.Start.Unix()))
	acctest.Equal(t, "token_issued_at", state.Get(t, "token_issued_at"), acctest.Start.Format(time.RFC3339))
	acctest.Equal(t, "token_expires_at", state.Get(t, "token_expires_at"), "null")

	if token := state.Get(t, "token"); len(token) < 20 {
		t.Errorf("token is %d characters long", len(token))
	}
}

// A runner that was deleted is removed from the state, but not because of a wrong
// `base_url`.
func TestProtoRunner_disappears(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		fault acctest.Fault
		gone  bool
		cause tfdiag.Cause
	}{
		"newest words":   {acctest.Fault{Status: 404, Body: `{"message":"404 Runner Not Found"}`}, true, ""},
		"older words":    {acctest.Fault{Status: 404, Body: `{"message":"404 Not found"}`}, true, ""},
		"unknown route":  {acctest.Fault{Status: 404, Body: `{"error":"404 Not Found"}`}, false, tfdiag.NoSuchEndpoint},
		"a proxy's page": {acctest.Fault{Status: 404, Body: `<html><title>Nothing here</title></html>`}, false, tfdiag.ForeignAnswer},
		"an empty page":  {acctest.Fault{Status: 404, Body: " "}, false, tfdiag.ForeignAnswer},
		"forbidden":      {acctest.Fault{Status: 403, Body: `{"message":"403 Forbidden - No access granted"}`}, false, tfdiag.Forbidden},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t)
			proto := g.Proto(t, nil)
			state := proto.Create(typeName, instance(nil))

			test.fault.Path, test.fault.Times = "/api/v4/runners/*", 2
			g.Fault(t, test.fault)

			read, diagnostics := proto.Read(typeName, state)
			if test.gone {
				acctest.Diagnosed(t, diagnostics)
			} else {
				acctest.Diagnosed(t, diagnostics, tfdiag.ReadRunner.Because(test.cause))
			}

			acctest.Equal(t, "gone", read.Gone(), test.gone)

			_, diagnostics = proto.Apply(typeName, proto.Plan(typeName, &state, nil))
			if text := acctest.Errors(diagnostics); (text == "") != test.gone {
				t.Errorf("Delete says %q", text)
			}
		})
	}
}

func TestProtoRunner_storeToken(t *testing.T) {
	t.Parallel()

	g := acctest.NewSim(t)
	proto := g.Proto(t, nil)
	g.ClearJournal(t)

	without := instance(acctest.Values{"store_token": false})
	state := proto.Create(typeName, without)
	acctest.Equal(t, "token with store_token = false", state.Get(t, "token"), "null")

	plan := proto.Plan(typeName, &state, instance(nil))
	acctest.Diagnosed(t, plan.Diagnostics, acctest.At("store_token", tfdiag.TokenNotRestored))
	acctest.Equal(t, "token when it is turned on", plan.Get(t, "token"), "null")

	with := proto.Create(typeName, instance(nil))
	plan = proto.Plan(typeName, &with, without)
	acctest.Equal(t, "token when it is turned off", plan.Get(t, "token"), "null")

	after, diagnostics := proto.Apply(typeName, plan)
	acctest.Equal(t, "errors", acctest.Errors(diagnostics), "")
	acctest.Equal(t, "token_version", after.Get(t, "token_version"), with.Get(t, "token_version"))
	acctest.Equal(t, "the writes", g.Writes(t), []string{"POST /user/runners", "POST /user/runners"})
}

// The state is the same with every version, although the answers differ.
func TestProtoRunner_everyVersion(t *testing.T) {
	t.Parallel()

	for _, version := range gitlabsim.Versions() {
		t.Run(version, func(t *testing.T) {
			t.Parallel()

			g := acctest.NewSim(t, gitlabsim.WithVersion(gitlabsim.MustVersion(version)))
			project := g.Project(t, g.Group(t))
			proto := g.Proto(t, nil)

			bare := acctest.Values{"runner_type": "project_type", "project_id": project.ID}
			full := acctest.Values{
				"runner_type": "project_type", "project_id": project.ID, "description": "d", "paused": true, "locked": true,
				"run_untagged": false, "tag_list": []string{"b", "a"}, "access_level": "ref_protected",
				"maximum_timeout": 600, "maintenance_note": "n",
			}

			if version == "16.0" {
				// Before 16.10 GitLab neither shows nor changes a note.
				delete(full, "maintenance_note")
			}

			state := proto.Create(typeName, bare)

			for _, config := range []acctest.Values{full, bare, full} {
				plan := proto.Plan(typeName, &state, config)
				acctest.Equal(t, "errors of the plan", acctest.Errors(plan.Diagnostics), "")

				applied, diagnostics := proto.Apply(typeName, plan)
				acctest.Equal(t, "errors of the apply", acctest.Errors(diagnostics), "")

				read, diagnostics := proto.Read(typeName, applied)
				acctest.Equal(t, "errors of the read", acctest.Errors(diagnostics), "")

				if !read.Value.Equal(applied.Value) {
					t.Errorf("read back as %v, was %v", read.Value, applied.Value)
				}

				state = read
			}

			imported, diagnostics := proto.Import(typeName, state.Get(t, "id"))
			acctest.Equal(t, "errors of the import", acctest.Errors(diagnostics), "")

			if plan := proto.Plan(typeName, &imported, full); !plan.Value.Equal(imported.Value) {
				t.Errorf("the plan after the import is not empty: %v, was %v", plan.Value, imported.Value)
			}
		})
	}
}
