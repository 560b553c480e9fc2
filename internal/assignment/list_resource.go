package assignment

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/runnermodel"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

var _ list.ListResourceWithConfigValidators = (*assignmentList)(nil)

// NewListResource returns the list resource gitlabrunner_project_assignment.
func NewListResource() list.ListResource {
	return &assignmentList{providerdata.Resource{Name: "project_assignment"}}
}

type assignmentList struct{ providerdata.Resource }

type listModel struct {
	RunnerID types.Int64  `tfsdk:"runner_id"`
	Project  types.String `tfsdk:"project"`
}

func (l *assignmentList) List(ctx context.Context, req list.ListRequest, stream *list.ListResultsStream) {
	var config listModel

	diags := req.Config.Get(ctx, &config)
	diags.Append(tfdiag.CheckID(path.Root("runner_id"), config.RunnerID)...)

	if diags.HasError() {
		stream.Results = list.ListResultsStreamDiagnostics(diags)

		return
	}

	if config.Project.IsNull() {
		stream.Results = l.ofRunner(ctx, req, config.RunnerID.ValueInt64())
	} else {
		stream.Results = l.ofProject(ctx, req, config.Project.ValueString())
	}
}

// ofRunner lists the projects of a runner, sorted by ID.
func (l *assignmentList) ofRunner(ctx context.Context, req list.ListRequest, id int64) iter.Seq[list.ListResult] {
	results := func(yield func(list.ListResult, error) bool) {
		runner, err := l.Data.Client.SharedRunner(ctx, id)
		if err != nil {
			yield(list.ListResult{}, err)

			return
		}

		owner, diags := listedOwner(ctx, l.Data, runner)
		if !yield(list.ListResult{Diagnostics: diags}, nil) {
			return
		}

		byID := func(a, b gitlabapi.Project) int { return cmp.Compare(a.ID, b.ID) }

		for _, project := range slices.SortedFunc(slices.Values(runner.Projects), byID) {
			if project.ID != owner && !yield(result(ctx, req, runner, project), nil) {
				return
			}
		}
	}

	return framework.ListResults[list.ListResult]{
		Items:  results,
		Limit:  req.Limit,
		AtOnce: 1,
		Result: func(_ context.Context, result list.ListResult) list.ListResult { return result },
		Failed: ofRunner(tfdiag.ListRunnerAssignments, id).Failed,
	}.Stream(ctx)
}

// listedRunner is a runner in the list of a project.
type listedRunner struct {
	runner  int64
	project gitlabapi.Project
}

// ofProject lists the runners of a project. It reads each runner, because only
// its details show which project may own it.
func (l *assignmentList) ofProject(ctx context.Context, req list.ListRequest, text string) iter.Seq[list.ListResult] {
	runners := func(yield func(listedRunner, error) bool) {
		project, err := l.Data.Client.SharedProject(ctx, text)
		if err != nil {
			yield(listedRunner{}, err)

			return
		}

		query := gitlabapi.RunnersQuery{Type: gitlabapi.ProjectType}
		for runner, err := range l.Data.Client.ProjectRunners(ctx, strconv.FormatInt(project.ID, 10), query) {
			if !yield(listedRunner{runner.ID, project}, err) {
				return
			}
		}
	}

	return framework.ListResults[listedRunner]{
		Items:  runners,
		Limit:  req.Limit,
		AtOnce: l.Data.Client.MaxConcurrentRequests(),
		Result: func(ctx context.Context, one listedRunner) list.ListResult { return l.read(ctx, req, one) },
		Failed: ofProject(text).Failed,
	}.Stream(ctx)
}

// read is the assignment, unless the project owns the runner.
func (l *assignmentList) read(ctx context.Context, req list.ListRequest, one listedRunner) list.ListResult {
	runner, none, found := runnermodel.ReadListed(ctx, l.Data, one.runner)
	if !found {
		return none
	}

	owner, diags := listedOwner(ctx, l.Data, runner)
	if owner == one.project.ID {
		return list.ListResult{Diagnostics: diags}
	}

	result := result(ctx, req, runner, one.project)
	result.Diagnostics.Append(diags...)

	return result
}

// result is an assignment with the state that its import would have.
func result(ctx context.Context, req list.ListRequest, runner gitlabapi.Runner, project gitlabapi.Project) list.ListResult {
	state := resourceModel{RunnerID: types.Int64Value(runner.ID), Project: types.StringValue(project.PathWithNamespace)}
	state.setProject(project)

	result := req.NewListResult(ctx)
	result.DisplayName = runner.Label() + " in " + displayName(project)
	result.Diagnostics = state.identify(ctx, result.Identity)

	if req.IncludeResource {
		result.Diagnostics.Append(result.Resource.Set(ctx, &state)...)
	}

	return result
}
