package runner

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
)

var _ list.ListResourceWithValidateConfig = (*runnerList)(nil)

// NewListResource returns the list resource gitlabrunner_runner.
func NewListResource() list.ListResource { return &runnerList{providerdata.Resource{Name: "runner"}} }

type runnerList struct{ providerdata.Resource }

type listModel struct {
	filter

	TagList types.List `tfsdk:"tag_list"`
}

func (l *runnerList) ValidateListResourceConfig(ctx context.Context, req list.ValidateConfigRequest, resp *list.ValidateConfigResponse) {
	var config listModel

	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}

	config.validate(&resp.Diagnostics)
}

func (l *runnerList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var (
		config listModel
		tags   []string
	)

	diags := req.Config.Get(ctx, &config)
	diags.Append(config.TagList.ElementsAs(ctx, &tags, false)...)

	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)

		return
	}

	runners, call := config.list(ctx, l.Data.Client, tags, false)
	results := framework.ListResults[gitlabapi.Runner]{
		Items:  runners,
		Limit:  req.Limit,
		AtOnce: 1,
		Result: func(ctx context.Context, runner gitlabapi.Runner) list.ListResult { return l.named(ctx, req, runner) },
		Failed: call.Failed,
	}

	if req.IncludeResource {
		results.AtOnce = l.Data.Client.MaxConcurrentRequests()
		results.Result = func(ctx context.Context, runner gitlabapi.Runner) list.ListResult { return l.read(ctx, req, runner.ID) }
	}

	stream.Results = results.Stream(ctx)
}

// named is a runner as a list of GitLab's shows it.
func (l *runnerList) named(ctx context.Context, req list.ListRequest, runner gitlabapi.Runner) list.ListResult {
	state := resourceModel{Runner: runnermodel.Runner{ID: types.Int64Value(runner.ID)}}

	result := req.NewListResult(ctx)
	result.DisplayName = displayName(runner)
	result.Diagnostics = state.Identify(ctx, result.Identity)

	return result
}

// read is a runner with the state that its import would make.
func (l *runnerList) read(ctx context.Context, req list.ListRequest, id int64) list.ListResult {
	runner, none, found := runnermodel.ReadListed(ctx, l.Data, id)
	if !found {
		return none
	}

	state := resourceModel{Runner: runnermodel.Runner{ID: types.Int64Value(id)}}
	state.FillDefaults()

	// The import writes the owner note.
	_, diags := state.adoptOwner(ctx, l.Data, runner)
	diags.Append(state.Refresh(ctx, l.Data, runner)...)

	result := l.named(ctx, req, runner)
	result.Diagnostics.Append(diags...)
	result.Diagnostics.Append(result.Resource.Set(ctx, &state)...)

	return result
}
