package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// step is a part of the scenario. It continues with what the steps before it have
// made.
type step struct {
	title string
	text  string // what to see in it
	// closeUp are the resources whose diff is shown, not only their names.
	closeUp []string
	run     func(context.Context, *environment) error
	// newer marks a step that older versions cannot run.
	newer bool
	// proves is for the last sentence; empty for a step that only prepares.
	proves string
}

// scenario is the steps in order. A new step is one more entry, and one function
// in a file step_<concern>.go.
func scenario() []step {
	return []step{
		{
			title:  "Create",
			text:   "One runner for the whole instance, one for a group and one for a project.",
			run:    create,
			proves: "a fleet is created",
		},
		{
			title:  "Plan again",
			text:   "There is nothing left to do, and a plan only reads.",
			run:    planAgain,
			proves: "the next plan is empty",
		},
		{
			title: "Changes by hand",
			text:  "A runner is paused and gets other tags, and another runner is deleted, in GitLab.",
			run:   changeByHand,
		},
		{
			title:   "Drift",
			text:    "The plan shows these changes and nothing else.",
			closeUp: []string{team},
			run:     showDrift,
			proves:  "drift is shown exactly",
		},
		{
			title:  "Repair",
			text:   "The changes are reverted, and the missing runner is recreated.",
			run:    repair,
			proves: "it is repaired with one request for each runner",
		},
		{
			title:  "Import",
			text:   "Terraform takes over a runner that was created by hand, without changing it.",
			run:    adopt,
			proves: "a runner that was created by hand is imported unchanged",
		},
		{
			title:  "Rotate",
			text:   "One token is 30 days old, another expires in 10. The plan is applied a day later.",
			run:    rotate,
			proves: "tokens are rotated by age and before they expire",
		},
		{
			title:  "Rotate at once",
			text:   "A token was seen in a job log. Changing rotate_when_changed replaces it.",
			run:    rotateAtOnce,
			proves: "a leaked token is replaced",
		},
		{
			title:  "Hand over a token",
			text:   "A token is written to its store, here a file, in the run that creates it.",
			run:    handOn,
			newer:  true,
			proves: "a token reaches its store without being stored in the state",
		},
		{
			title:  "Destroy",
			text:   "All runners are deleted, including the imported one.",
			run:    destroy,
			proves: "a destroy leaves nothing behind",
		},
	}
}

// run runs the steps. If all of them succeed, it prints what that proves.
func (e *environment) run(ctx context.Context, steps []step, began time.Time) error {
	var proven []string

	for i, step := range steps {
		e.step(i+1, step.title, step.text)
		e.closeUp, e.last = step.closeUp, nil

		if step.newer && !e.handsOn {
			e.text("Skipped: this requires Terraform or OpenTofu 1.11, and a shell.")

			continue
		}

		if err := step.run(ctx, e); err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, step.title, err)
		}

		if step.proves != "" {
			proven = append(proven, step.proves)
		}
	}

	e.proven(fmt.Sprintf("Proven in %d steps, %d commands and %.1f s, with %d requests to GitLab, %d of them writes, exactly as expected: %s.",
		len(steps), e.commands, time.Since(began).Seconds(), e.reads+e.written, e.written, strings.Join(proven, "; ")))

	return nil
}
