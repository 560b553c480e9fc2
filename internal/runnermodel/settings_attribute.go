package runnermodel

import (
	"math"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/booldefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
)

// Limits of GitLab's model of a runner, lib/api/ci/runners.rb and
// app/models/ci/runner.rb.
const (
	maxText    = 1024
	maxTags    = 50
	maxTag     = 255
	minTimeout = 600
	maxTimeout = math.MaxInt32 // of the column of the database
)

// Access levels of a runner.
const (
	accessNotProtected = "not_protected"
	accessRefProtected = "ref_protected"
)

// Values that fit these attributes, for their errors.
const (
	descriptionExample     = "`Linux builders`"
	tagExample             = "`linux`"
	timeoutExample         = "`3600`, which is one hour"
	maintenanceNoteExample = "`Contact: ci-team@example.com`"
)

var withoutNull = regexp.MustCompile(`^[^\x00]*$`)

// WithoutNull accepts the texts that GitLab reads at all,
// lib/gitlab/middleware/handle_malformed_strings.rb. example fits the attribute.
func WithoutNull(example string) validator.String {
	return framework.Matches(withoutNull, "a text without null bytes", example)
}

// settingsAttributes is the schema of the settings.
func settingsAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"description": schema.StringAttribute{
			MarkdownDescription: Description + " At most 1024 characters. Defaults to no description, which is the same as `\"\"`.",
			Optional:            true, Computed: true,
			Default:       stringdefault.StaticString(""),
			Validators:    []validator.String{WithoutNull(descriptionExample)},
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
			Default:    setdefault.StaticValue(framework.SetOf(nil)),
			Validators: framework.SetOfTexts(framework.AtMostCharacters(maxTag, tagExample), WithoutNull(tagExample)),
		},
		"access_level": schema.StringAttribute{
			MarkdownDescription: AccessLevel + " Defaults to `not_protected`.",
			Optional:            true, Computed: true,
			Default:    stringdefault.StaticString(accessNotProtected),
			Validators: []validator.String{framework.OneOf(accessNotProtected, accessRefProtected)},
		},
		"maximum_timeout": schema.Int64Attribute{
			CustomType:          framework.WholeNumber{},
			MarkdownDescription: MaximumTimeout + " If the timeout of the job or its project is shorter, that one applies. Must be at least 600 seconds (10 minutes) and at most 2147483647. Defaults to none: only the timeouts of the projects apply.",
			Optional:            true,
			Validators:          []validator.Int64{framework.AtLeast(minTimeout, "seconds", timeoutExample), framework.AtMost(maxTimeout, "seconds", timeoutExample)},
		},
		"maintenance_note": schema.StringAttribute{
			MarkdownDescription: MaintenanceNote + " At most 1024 characters. Newer versions of GitLab show it only to users with the permission to update the runner. Defaults to no note, which is the same as `\"\"`.",
			Optional:            true, Computed: true,
			Default:       stringdefault.StaticString(""),
			Validators:    []validator.String{framework.AtMostCharacters(maxText, maintenanceNoteExample), WithoutNull(maintenanceNoteExample)},
			PlanModifiers: []planmodifier.String{sameJSON{}},
		},
	}
}
