package runner

import (
	"context"
	"regexp"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/namespace"
)

// The words of GitLab's filters, lib/api/ci/runners.rb.
var (
	statusWords = []string{"online", "offline", "never_contacted", "stale", "active", "paused"}
	// ownScopeWords are what GET /runners takes as scope; the other lists take
	// scopeWords, and the list of a group takes none.
	ownScopeWords = statusWords
	scopeWords    = append([]string{"specific", "shared", gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType}, statusWords...)

	// versionPrefix is what GitLab demands of the filter.
	versionPrefix = regexp.MustCompile(`^[0-9.+]+`)
)

// Schema implements [datasource.DataSource].
func (d *runnersDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Runners that match filters, sorted by id. Without `all`, `project` and `group` they are the runners that the owner of the access token administers: " +
			"those of projects as a Maintainer and those of groups as an Owner, but never those of the instance.\n\n" +
			"The filters combine: a runner has to match all of them. GitLab's filter `status` follows other rules than the status that a runner shows: " +
			"a paused runner can be found as `online`, and one that never contacted GitLab as `never_contacted` although it shows `stale`.\n\n" +
			"GitLab's documentation: [list runners](https://docs.gitlab.com/api/runners/#list-all-available-runners).",
		Attributes: map[string]schema.Attribute{
			"all": schema.BoolAttribute{
				MarkdownDescription: "Whether to list every runner of the instance, which needs an administrator.",
				Optional:            true,
			},
			"project": schema.StringAttribute{
				MarkdownDescription: "The id or the full path of a project, to list the runners that serve it: its own, those of its groups, and those of the instance.",
				Optional:            true,
				Validators:          []validator.String{namespace.ProjectValidator(), stringvalidator.ConflictsWith(path.MatchRoot("group"))},
			},
			"group": schema.StringAttribute{
				MarkdownDescription: "The id or the full path of a group, to list the runners that serve it: its own, those of the groups above it, and those of the instance.",
				Optional:            true,
				Validators:          []validator.String{namespace.GroupValidator()},
			},
			"type": schema.StringAttribute{
				MarkdownDescription: "Only runners of this type: `instance_type`, `group_type` or `project_type`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(gitlabapi.InstanceType, gitlabapi.GroupType, gitlabapi.ProjectType)},
			},
			"status": schema.StringAttribute{
				MarkdownDescription: "Only runners of this status: `online` (in contact within two hours), `offline`, `never_contacted`, `stale` (without contact for a week; three months before GitLab 17.1); `active` and `paused` are deprecated, use `paused`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(statusWords...)},
			},
			"paused": schema.BoolAttribute{
				MarkdownDescription: "Only runners that are paused, or only those that are not.",
				Optional:            true,
			},
			"tag_list": schema.SetAttribute{
				MarkdownDescription: "Only runners that have all of these tags; they may have more. Tags are case-sensitive.",
				ElementType:         types.StringType,
				Optional:            true,
				Validators: []validator.Set{
					setvalidator.NoNullValues(),
					setvalidator.ValueStringsAre(stringvalidator.RegexMatches(regexp.MustCompile(`^[^,]+$`), "must be a tag: not empty, without comma")),
				},
			},
			"version_prefix": schema.StringAttribute{
				MarkdownDescription: "Only runners with a runner manager of this version, by whole components: `17` finds 17.2.0, `17.2` does not find 17.20.0.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.RegexMatches(versionPrefix, "must begin with a digit, a dot or a plus sign")},
			},
			"scope": schema.StringAttribute{
				MarkdownDescription: "GitLab's deprecated filter, in favour of `type`, `status` and `paused`. With `all` and `project`: `specific`, `shared`, the types and the statuses; without either only the statuses; not with `group`.",
				DeprecationMessage:  "GitLab has deprecated this filter: use type, status or paused.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf(scopeWords...), stringvalidator.ConflictsWith(path.MatchRoot("group"))},
			},
			"details": schema.BoolAttribute{
				MarkdownDescription: "Whether to read each runner's details, with one more request for each: tags, access level, timeout, note, projects, groups, version and contact. Otherwise those are null. Defaults to `false`.",
				Optional:            true,
			},
			"max_results": schema.Int64Attribute{
				MarkdownDescription: "At most so many runners, those with the lowest ids. Without it all of them.",
				Optional:            true,
				Validators:          []validator.Int64{int64validator.AtLeast(1)},
			},
			"ids": schema.ListAttribute{
				MarkdownDescription: "The ids of the runners, sorted.",
				ElementType:         types.Int64Type,
				Computed:            true,
			},
			"runners": schema.ListNestedAttribute{
				MarkdownDescription: "The runners, sorted by id. No match is an empty list.",
				Computed:            true,
				NestedObject:        schema.NestedAttributeObject{Attributes: detailAttributes()},
			},
		},
	}
}
