package runnermodel

import (
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Limits of GitLab's model of a runner, lib/api/ci/runners.rb and
// app/models/ci/runner.rb.
const (
	maxText    = 1024
	maxTags    = 50
	maxTag     = 255
	minTimeout = 600
)

// Access levels of a runner.
const (
	accessNotProtected = "not_protected"
	accessRefProtected = "ref_protected"
)

// WithoutNull accepts the texts that GitLab reads at all,
// lib/gitlab/middleware/handle_malformed_strings.rb.
var WithoutNull = stringvalidator.RegexMatches(regexp.MustCompile(`^[^\x00]*$`), "must not have a null byte")

// settingsAttributes is the schema of the settings.
func settingsAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"description": schema.StringAttribute{
			MarkdownDescription: Description + " At most 1024 characters. Defaults to no description, which is the same as `\"\"`.",
			Optional:            true, Computed: true,
			Default:       stringdefault.StaticString(""),
			Validators:    []validator.String{WithoutNull},
			PlanModifiers: []planmodifier.String{sameJSON{}},
		},
		"paused": schema.BoolAttribute{
			MarkdownDescription: Paused + " Defaults to `false`, so a runner that was paused by hand shows up as drift. To leave pausing to people, add this attribute to `ignore_changes`.",
			Optional:            true, Computed: true,
			Default: booldefault.StaticBool(false),
		},
		"locked": schema.BoolAttribute{
			MarkdownDescription: Locked + " This affects project runners only, and does not bind administrators. Defaults to `false`.",
			Optional:            true, Computed: true,
			Default: booldefault.StaticBool(false),
		},
		"run_untagged": schema.BoolAttribute{
			MarkdownDescription: RunUntagged + " Defaults to `true`; `false` requires at least one tag in `tag_list`.",
			Optional:            true, Computed: true,
			Default: booldefault.StaticBool(true),
		},
		"tag_list": schema.SetAttribute{
			MarkdownDescription: TagList + " At most 50 tags of up to 255 characters each, without commas, and without quotation marks or blanks at either end, because GitLab would split or change them. A runner that already has such tags can keep them. Tags are case-sensitive. Defaults to no tags.",
			ElementType:         types.StringType,
			Optional:            true, Computed: true,
			Default: setdefault.StaticValue(types.SetValueMust(types.StringType, []attr.Value{})),
			Validators: []validator.Set{
				setvalidator.NoNullValues(),
				setvalidator.ValueStringsAre(
					stringvalidator.UTF8LengthAtMost(maxTag),
					WithoutNull,
				),
			},
		},
		"access_level": schema.StringAttribute{
			MarkdownDescription: AccessLevel + " Defaults to `not_protected`.",
			Optional:            true, Computed: true,
			Default:    stringdefault.StaticString(accessNotProtected),
			Validators: []validator.String{stringvalidator.OneOf(accessNotProtected, accessRefProtected)},
		},
		"maximum_timeout": schema.Int64Attribute{
			MarkdownDescription: MaximumTimeout + " If the timeout of the job or its project is shorter, that one applies. Must be at least 600. Defaults to none: only the timeouts of the projects apply.",
			Optional:            true,
			Validators:          []validator.Int64{int64validator.AtLeast(minTimeout)},
		},
		"maintenance_note": schema.StringAttribute{
			MarkdownDescription: MaintenanceNote + " At most 1024 characters. Newer versions of GitLab show it only to users with the permission to update the runner. Defaults to no note, which is the same as `\"\"`.",
			Optional:            true, Computed: true,
			Default:       stringdefault.StaticString(""),
			Validators:    []validator.String{stringvalidator.UTF8LengthAtMost(maxText), WithoutNull},
			PlanModifiers: []planmodifier.String{sameJSON{}},
		},
	}
}
