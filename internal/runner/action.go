package runner

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/framework"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/providerdata"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// actionsRequire ends the page of every action.
const actionsRequire = "Requires Terraform 1.14 or newer; OpenTofu does not support actions."

// runnerIDs is the attribute for the runners of an action.
func runnerIDs(sentence string) schema.Attribute {
	return schema.SetAttribute{
		MarkdownDescription: sentence,
		ElementType:         framework.WholeNumber{},
		Required:            true,
		Validators:          framework.SetOfIDs(),
	}
}

// checkRunnerIDs checks what a mock may give to a validation, and to nothing else:
// no runner, and the ID 0.
func checkRunnerIDs(set types.Set, diags *diag.Diagnostics) {
	attribute := path.Root("runner_ids")

	if !set.IsUnknown() && len(set.Elements()) == 0 {
		diags.Append(tfdiag.At(attribute, tfdiag.NoRunnerIDs, nil))
	}

	for _, element := range set.Elements() {
		if id, ok := element.(types.Int64); ok {
			diags.Append(tfdiag.CheckID(attribute.AtSetValue(id), id)...)
		}
	}
}

// idsOf is the sorted IDs of a set.
func idsOf(ctx context.Context, set types.Set, diags *diag.Diagnostics) []int64 {
	var ids []int64

	checkRunnerIDs(set, diags)
	diags.Append(set.ElementsAs(ctx, &ids, false)...)
	slices.Sort(ids)

	return ids
}

// progress sends the progress messages of an action. It is safe for concurrent
// use.
type progress struct {
	mu   sync.Mutex
	ctx  context.Context
	send func(action.InvokeProgressEvent)
}

func newProgress(ctx context.Context, resp *action.InvokeResponse) *progress {
	return &progress{ctx: ctx, send: resp.SendProgress}
}

// say sends one message. It sends none after an interrupt: Terraform then no longer
// reads the messages, and the framework would block (no upstream issue was found).
func (p *progress) say(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()

	if p.ctx.Err() == nil {
		p.send(action.InvokeProgressEvent{Message: fmt.Sprintf(format, args...)})
	}
}

// setPaused pauses or resumes runners, with one request each. The request changes
// nothing for a runner that is paused, or not paused, already.
func setPaused(ctx context.Context, shared *providerdata.Data, ids []int64, paused bool, progress *progress) diag.Diagnostics {
	operation, others, state := tfdiag.ResumeRunner, tfdiag.OthersResumed, "resumed"
	if paused {
		operation, others, state = tfdiag.PauseRunner, tfdiag.OthersPaused, "paused"
	}

	failed := framework.ForEach(shared.Client.MaxConcurrentRequests(), ids, func(id int64) error {
		_, err := shared.Client.UpdateRunner(ctx, id, gitlabapi.UpdateRunner{Paused: gitlabapi.Some(paused)})
		if err == nil {
			progress.say("Runner %d is %s.", id, state)
		}

		return err
	})

	var (
		done     []int64
		failures []tfdiag.Failure
	)

	for i, id := range ids {
		if failed[i] == nil {
			done = append(done, id)
		} else {
			failures = append(failures, tfdiag.Failure{Call: tfdiag.OnRunner(operation, id, ""), Err: failed[i]})
		}
	}

	return report(failures, others, done)
}

// report makes the diagnostics of an action that failed for some runners, with
// a note that lists those for which it did not fail.
func report(failures []tfdiag.Failure, others tfdiag.Note, done []int64) diag.Diagnostics {
	if len(done) == 0 {
		others = ""
	}

	return tfdiag.Failed(failures, others, tfdiag.Values{"others": enumerate(done)})
}

// enumerate writes IDs as "1, 2, 3".
func enumerate(ids []int64) string {
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(ids), " ", ", "), "[]")
}

// count writes "1 runner" or "2 runners".
func count(number int) string {
	if number == 1 {
		return "1 runner"
	}

	return fmt.Sprintf("%d runners", number)
}
