package main

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// step is a part of the story. It may rely on everything the steps before it
// have left behind.
type step struct {
	title string
	text  string // what to look at
	// closeUp are the resources whose diff is shown, not only their names.
	closeUp []string
	play    func(context.Context, *stage) error
	// newer says that older versions cannot do it.
	newer bool
	// proves goes into the last sentence; empty for a step that only prepares.
	proves string
}

// story is the demo, in order. A new step is one more entry, and one function
// in a file step_<concern>.go.
func story() []step {
	return []step{
		{
			title:  "Create",
			text:   "One runner for the whole instance, one for a group and one for a project.",
			play:   create,
			proves: "a fleet is created",
		},
		{
			title:  "Plan again",
			text:   "There is nothing left to do, and a plan only reads.",
			play:   planAgain,
			proves: "the next plan is empty",
		},
		{
			title: "Changes by hand",
			text:  "Someone pauses a runner, changes its tags, and deletes another runner in GitLab.",
			play:  changeByHand,
		},
		{
			title:   "Drift",
			text:    "The plan shows these changes and nothing else.",
			closeUp: []string{team},
			play:    showDrift,
			proves:  "drift is shown exactly",
		},
		{
			title:  "Repair",
			text:   "The changes are reverted, and the missing runner is recreated.",
			play:   repair,
			proves: "it is repaired with one request for each runner",
		},
		{
			title:  "Import",
			text:   "Terraform takes over a runner that was created by hand, without changing it.",
			play:   adopt,
			proves: "a runner that was created by hand is imported unchanged",
		},
		{
			title:  "Rotate",
			text:   "One token is 30 days old, another expires in 10. The plan is applied a day later.",
			play:   rotate,
			proves: "tokens are rotated by age and before they expire",
		},
		{
			title:  "Rotate at once",
			text:   "A token was seen in a job log. Changing rotate_when_changed replaces it.",
			play:   rotateAtOnce,
			proves: "a leaked token is replaced",
		},
		{
			title:  "Hand over a token",
			text:   "A token is written to its store, here a file, in the run that creates it.",
			play:   handOn,
			newer:  true,
			proves: "a token reaches its store without being stored in the state",
		},
		{
			title:  "Destroy",
			text:   "All runners are deleted, including the imported one.",
			play:   destroy,
			proves: "a destroy leaves nothing behind",
		},
	}
}

// play plays the steps and, when all of them behaved, says what that proves.
func (s *stage) play(ctx context.Context, steps []step, began time.Time) error {
	var proven []string

	for i, step := range steps {
		s.step(i+1, step.title, step.text)
		s.closeUp, s.last = step.closeUp, nil

		if step.newer && !s.handsOn {
			s.text("Skipped: this requires Terraform or OpenTofu 1.11, and a shell.")

			continue
		}

		if err := step.play(ctx, s); err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, step.title, err)
		}

		if step.proves != "" {
			proven = append(proven, step.proves)
		}
	}

	s.proven(fmt.Sprintf("Proven in %d steps, %d commands and %.1f s, with %d requests to GitLab, %d of them writes, exactly as expected: %s.",
		len(steps), s.commands, time.Since(began).Seconds(), s.reads+s.writings, s.writings, strings.Join(proven, "; ")))

	return nil
}
