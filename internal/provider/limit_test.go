package provider_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/list"
	frameworkprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// wrong is a configuration in which one attribute has a wrong value.
type wrong struct {
	config acctest.Values
	want   tfdiag.ID
	// says are the value, the limit and what fits instead.
	says []string
}

var (
	long     = strings.Repeat("ä", 1025)
	nullText = tftypes.NewValue(tftypes.String, nil)

	wrongID = func(name string) wrong {
		return wrong{acctest.Values{name: -1}, tfdiag.IDInvalid, []string{"is -1", "starting at 1", "`42`"}}
	}
	wrongProject = func(config acctest.Values) wrong {
		return wrong{config, tfdiag.ValueMalformed, []string{`"no-path"`, "the ID of a project", "`group/project`"}}
	}
	wrongDuration = func(name, example string) wrong {
		return wrong{acctest.Values{name: "2 weeks"}, tfdiag.DurationInvalid, []string{`"2 weeks"`, "a number with a unit", example}}
	}
	wrongWord = func(name string, words ...string) wrong {
		return wrong{acctest.Values{name: "Other"}, tfdiag.ValueNotAllowed, append([]string{`"Other"`}, words...)}
	}
	wrongInfo = func(name, example string) []wrong {
		return []wrong{
			{acctest.Values{"info": acctest.Values{name: ""}}, tfdiag.TextEmpty, []string{"at least 1 character", example}},
			{acctest.Values{"info": acctest.Values{name: "a\x00b"}}, tfdiag.ValueMalformed, []string{`"a\x00b"`, "without null bytes", example}},
		}
	}
	setOfNull = acctest.Values{"tag_list": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{nullText})}
	noElement = []string{"null", "must have a value"}
	wrongTag  = wrong{acctest.Values{"tag_list": []string{"a,b"}}, tfdiag.ValueMalformed, []string{`contains "a,b"`, "no comma", "`linux`"}}
)

// wrongValues are, for each attribute with a limit, one for each of its validators
// at least. A name with an object comes before one without.
var wrongValues = map[string][]wrong{
	"id":                      {wrongID("id")},
	"runner_id":               {wrongID("runner_id")},
	"group_id":                {wrongID("group_id")},
	"project_id":              {wrongID("project_id")},
	"max_results":             {{acctest.Values{"max_results": 0}, tfdiag.NumberOutOfRange, []string{"is 0", "at least 1 ", "`100`"}}},
	"max_deletions":           {{acctest.Values{"max_deletions": -3}, tfdiag.NumberOutOfRange, []string{"is -3", "at least 1 runner", "`20`"}}},
	"retries":                 {{acctest.Values{"retries": 101}, tfdiag.NumberOutOfRange, []string{"is 101", "from 0 to 100 retries", "`5`"}}},
	"max_concurrent_requests": {{acctest.Values{"max_concurrent_requests": 0}, tfdiag.NumberOutOfRange, []string{"is 0", "from 1 to 1000 requests", "`20`"}}},
	"maximum_timeout":         {{acctest.Values{"maximum_timeout": 10}, tfdiag.NumberOutOfRange, []string{"is 10", "at least 600 seconds", "`3600`"}}},
	"runner_ids": {
		{acctest.Values{"runner_ids": []int64{-1}}, tfdiag.IDInvalid, []string{"contains -1", "starting at 1", "`42`"}},
		{acctest.Values{"runner_ids": tftypes.NewValue(tftypes.Set{ElementType: tftypes.Number}, []tftypes.Value{tftypes.NewValue(tftypes.Number, nil)})}, tfdiag.ElementNull, noElement},
	},

	"runner_type": {wrongWord("runner_type", "`instance_type`, `group_type` or `project_type`")},
	"type":        {wrongWord("type", "`instance_type`, `group_type` or `project_type`")},
	"status":      {wrongWord("status", "`online`, ", "`stale`")},
	"scope": {
		wrongWord("scope", "`specific`, ", " or `paused`"),
		{acctest.Values{"scope": "online", "group": "1"}, tfdiag.AttributesConflict, []string{"`group`"}},
	},
	"order_by":                        {wrongWord("order_by", "Use `id`")},
	"sort":                            {wrongWord("sort", "`asc` or `desc`")},
	"access_level":                    {wrongWord("access_level", "`not_protected` or `ref_protected`")},
	"instance":                        {{acctest.Values{"instance": false}, tfdiag.ValueNotAllowed, []string{"is false", "`true`"}}},
	"gitlabrunner_runner_jobs.status": {wrongWord("status", "`created`, ", "`running`")},

	"project": {wrongProject(acctest.Values{"project": "no-path"})},
	"projects": {
		wrongProject(acctest.Values{"projects": []string{"1", "no-path"}}),
		{acctest.Values{"projects": tftypes.NewValue(tftypes.Set{ElementType: tftypes.String}, []tftypes.Value{nullText})}, tfdiag.ElementNull, noElement},
	},
	"owner_project": {wrongProject(acctest.Values{"owner_project": "no-path"})},
	"group":         {{acctest.Values{"group": "a group"}, tfdiag.ValueMalformed, []string{`"a group"`, "the ID of a group", "`group/subgroup`"}}},

	"description": {{acctest.Values{"description": "a\x00b"}, tfdiag.ValueMalformed, []string{`"a\x00b"`, "without null bytes", "`Linux builders`"}}},
	"maintenance_note": {
		{acctest.Values{"maintenance_note": long}, tfdiag.TextTooLong, []string{`ää…"`, "1025 characters", "at most 1024 characters", "`Contact: "}},
		{acctest.Values{"maintenance_note": "\x00"}, tfdiag.ValueMalformed, []string{`"\x00"`, "without null bytes"}},
	},
	"tag_list": {wrongTag, {setOfNull, tfdiag.ElementNull, noElement}},
	"list gitlabrunner_runner.tag_list": {
		{wrongTag.config, tfdiag.ValueMalformed, []string{`[0]`, `is "a,b"`, "no comma", "`linux`"}},
		{acctest.Values{"tag_list": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{nullText})}, tfdiag.ElementNull, noElement},
	},
	"resource gitlabrunner_runner.tag_list":            wrongTags,
	"resource gitlabrunner_registered_runner.tag_list": wrongTags,
	"version_prefix": {{acctest.Values{"version_prefix": "v17"}, tfdiag.ValueMalformed, []string{`"v17"`, "the beginning of a version", "`17.2`"}}},

	"token": {{acctest.Values{"token": ""}, tfdiag.TextEmpty, []string{"at least 1 character", "`token` of a `gitlabrunner_runner`"}}},
	"system_id": {
		{acctest.Values{"system_id": ""}, tfdiag.TextEmpty, []string{"at least 1 character", "`s_1a2b3c4d5e6f`"}},
		{acctest.Values{"system_id": long}, tfdiag.TextTooLong, []string{"1025 characters", "at most 64 characters", "`s_1a2b3c4d5e6f`"}},
	},
	"gitlabrunner_runner_jobs.system_id": {{acctest.Values{"system_id": ""}, tfdiag.TextEmpty, []string{"at least 1 character", "`s_1a2b3c4d5e6f`"}}},
	"current_token_wo": {
		{acctest.Values{"current_token_wo": "", "current_token_wo_version": 1}, tfdiag.TextEmpty, []string{"at least 1 character"}},
		{acctest.Values{"current_token_wo": "x"}, tfdiag.AttributeMissing, []string{"`current_token_wo_version`", "`1`"}},
	},
	"info.name": append(
		wrongInfo("name", "`builder-1`"),
		wrong{acctest.Values{"info": acctest.Values{"name": long}}, tfdiag.TextTooLong, []string{"1025 characters", "at most 256 characters", "`builder-1`"}},
	),
	"info.version":      wrongInfo("version", "`17.5.0`"),
	"info.revision":     wrongInfo("revision", "`12030cf4`"),
	"info.platform":     wrongInfo("platform", "`linux`"),
	"info.architecture": wrongInfo("architecture", "`amd64`"),

	"rotate_after":         {wrongDuration("rotate_after", "`720h`")},
	"rotate_before_expiry": {wrongDuration("rotate_before_expiry", "`48h`")},
	"drain_timeout":        {wrongDuration("drain_timeout", "`")},
	"older_than":           {wrongDuration("older_than", "`720h`")},
	"request_timeout":      {wrongDuration("request_timeout", "`60s`")},
	"timeout": {
		{acctest.Values{"timeout": "2 weeks", "wait_for_jobs": true}, tfdiag.DurationInvalid, []string{`"2 weeks"`, "a number with a unit", "`90m`"}},
		{acctest.Values{"timeout": "1h"}, tfdiag.AttributeMissing, []string{"`wait_for_jobs`", "`true`"}},
	},
	"rotate_when_changed": {{acctest.Values{"rotate_when_changed": map[string]string{}}, tfdiag.MapEmpty, []string{"at least 1 entry", `{ version = "1" }`}}},
	"cacert_file":         {{acctest.Values{"cacert_file": "a", "cacert_pem": "b"}, tfdiag.AttributesConflict, []string{"`cacert_pem`"}}},

	"data gitlabrunner_runners.project":                wrongListed,
	"list gitlabrunner_runner.project":                 wrongListed,
	"action gitlabrunner_delete_stale_runners.project": wrongListed,
}

var (
	wrongListed = []wrong{
		wrongProject(acctest.Values{"project": "no-path"}),
		{acctest.Values{"project": "1", "group": "1"}, tfdiag.AttributesConflict, []string{"`group`"}},
	}
	wrongTags = []wrong{
		{acctest.Values{"tag_list": []string{long}}, tfdiag.TextTooLong, []string{"contains ", `ää…"`, "1025 characters", "at most 255 characters", "`linux`"}},
		{acctest.Values{"tag_list": []string{"a\x00b"}}, tfdiag.ValueMalformed, []string{`contains "a\x00b"`, "without null bytes", "`linux`"}},
		{setOfNull, tfdiag.ElementNull, noElement},
	}
)

// The error of a wrong value names the attribute, the value, its limit and what
// fits instead, for every attribute with a validator.
func TestProtoProvider_errorsOfValuesNameTheLimit(t *testing.T) {
	t.Parallel()

	gitlab := acctest.NewSim(t)
	proto := gitlab.Proto(t, nil)

	validate := map[string]func(string, acctest.Values) []*tfprotov6.Diagnostic{
		"resource": proto.Validate,
		"list":     proto.ValidateList,
		"action":   proto.PlanAction,
		"data": func(name string, config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.Data(name, config)

			return diagnostics
		},
		"ephemeral": func(name string, config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := proto.Open(name, config)

			return diagnostics
		},
		"provider": func(_ string, config acctest.Values) []*tfprotov6.Diagnostic {
			_, diagnostics := gitlab.Configure(t, config)

			return diagnostics
		},
	}

	limits := validated(t)
	used := make(map[string]bool)

	for _, name := range slices.Sorted(maps.Keys(limits)) {
		kind, object, attribute := split(name)
		cases, key := wrongOf(name, object, attribute)
		used[key] = true

		if len(cases) < limits[name] {
			t.Errorf("%s has %d validators, but %d wrong values", name, limits[name], len(cases))
		}

		for _, one := range cases {
			about := make([]*tfprotov6.Diagnostic, 0, 1)

			for _, diagnostic := range validate[kind](object, one.config) {
				if diagnostic.Severity == tfprotov6.DiagnosticSeverityError && attribute == steps(diagnostic.Attribute) {
					about = append(about, diagnostic)
				}
			}

			acctest.Diagnosed(t, about, acctest.At(attribute, one.want))

			for _, diagnostic := range about {
				for _, part := range append([]string{"`" + attribute}, one.says...) {
					if !strings.Contains(diagnostic.Detail, part) {
						t.Errorf("%s: %q is missing in: %s", name, part, diagnostic.Detail)
					}
				}
			}
		}
	}

	for key := range wrongValues {
		if !used[key] {
			t.Errorf("no attribute with a validator has the wrong values of %s", key)
		}
	}

	if len(limits) < 60 {
		t.Errorf("only %d attributes with validators were found", len(limits))
	}
}

// split takes "kind object.attribute" apart.
func split(name string) (kind, object, attribute string) {
	kind, name, _ = strings.Cut(name, " ")
	object, attribute, _ = strings.Cut(name, ".")

	return kind, object, attribute
}

// wrongOf are the wrong values of an attribute, and their key.
func wrongOf(name, object, attribute string) (cases []wrong, key string) {
	for _, key := range []string{name, object + "." + attribute} {
		if cases, ok := wrongValues[key]; ok {
			return cases, key
		}
	}

	return wrongValues[attribute], attribute
}

func steps(path *tftypes.AttributePath) string {
	var names []string

	if path != nil {
		for _, step := range path.Steps() {
			if name, ok := step.(tftypes.AttributeName); ok {
				names = append(names, string(name))
			}
		}
	}

	return strings.Join(names, ".")
}

// validated are the attributes with validators, as "kind object.attribute", with
// the number of validators.
func validated(t *testing.T) map[string]int {
	t.Helper()

	ctx := t.Context()
	found := make(map[string]int)

	it, ok := provider.New("test")().(interface {
		frameworkprovider.ProviderWithActions
		frameworkprovider.ProviderWithEphemeralResources
		frameworkprovider.ProviderWithListResources
	})
	if !ok {
		t.Fatal("the provider lacks a kind of object")
	}

	var block frameworkprovider.SchemaResponse

	it.Schema(ctx, frameworkprovider.SchemaRequest{}, &block)
	collect(found, "provider gitlabrunner.", block.Schema.Attributes)

	for _, construct := range it.Resources(ctx) {
		var (
			name   resource.MetadataResponse
			schema resource.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, resource.SchemaRequest{}, &schema)
		collect(found, "resource "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.DataSources(ctx) {
		var (
			name   datasource.MetadataResponse
			schema datasource.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, datasource.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, datasource.SchemaRequest{}, &schema)
		collect(found, "data "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.EphemeralResources(ctx) {
		var (
			name   ephemeral.MetadataResponse
			schema ephemeral.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, ephemeral.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, ephemeral.SchemaRequest{}, &schema)
		collect(found, "ephemeral "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.ListResources(ctx) {
		var (
			name   resource.MetadataResponse
			schema list.ListResourceSchemaResponse
		)

		object := construct()
		object.Metadata(ctx, resource.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.ListResourceConfigSchema(ctx, list.ListResourceSchemaRequest{}, &schema)
		collect(found, "list "+name.TypeName+".", schema.Schema.Attributes)
	}

	for _, construct := range it.Actions(ctx) {
		var (
			name   action.MetadataResponse
			schema action.SchemaResponse
		)

		object := construct()
		object.Metadata(ctx, action.MetadataRequest{ProviderTypeName: "gitlabrunner"}, &name)
		object.Schema(ctx, action.SchemaRequest{}, &schema)
		collect(found, "action "+name.TypeName+".", schema.Schema.Attributes)
	}

	return found
}

func collect[A any](found map[string]int, prefix string, attributes map[string]A) {
	for name, attribute := range attributes {
		if nested, ok := any(attribute).(schema.SingleNestedAttribute); ok {
			collect(found, prefix+name+".", nested.Attributes)
		}

		if count := validators(attribute); count > 0 {
			found[prefix+name] = count
		}
	}
}

func validators(attribute any) int {
	switch attribute := attribute.(type) {
	case interface{ StringValidators() []validator.String }:
		return len(attribute.StringValidators())
	case interface{ Int64Validators() []validator.Int64 }:
		return len(attribute.Int64Validators())
	case interface{ BoolValidators() []validator.Bool }:
		return len(attribute.BoolValidators())
	case interface{ SetValidators() []validator.Set }:
		return len(attribute.SetValidators())
	case interface{ ListValidators() []validator.List }:
		return len(attribute.ListValidators())
	case interface{ MapValidators() []validator.Map }:
		return len(attribute.MapValidators())
	case interface{ ObjectValidators() []validator.Object }:
		return len(attribute.ObjectValidators())
	default:
		return 0
	}
}
