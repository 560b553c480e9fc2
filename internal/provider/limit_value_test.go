package provider_test

import (
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/acctest"
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
	noDuration = func(name, example string) wrong {
		return wrong{acctest.Values{name: "0s"}, tfdiag.DurationZero, []string{`"0s"`, "greater than 0", example}}
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
	"maximum_timeout":         {{acctest.Values{"maximum_timeout": 10}, tfdiag.NumberOutOfRange, []string{"is 10", "at least 600 seconds", "`3600`"}}, {acctest.Values{"maximum_timeout": 2147483648}, tfdiag.NumberOutOfRange, []string{"is 2147483648", "at most 2147483647 seconds", "`3600`"}}},
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

	"rotate_after":         {wrongDuration("rotate_after", "`720h`"), noDuration("rotate_after", "`720h`")},
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
