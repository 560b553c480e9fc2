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
			text:   "What has been applied leaves nothing to do, and a plan only asks.",
			play:   planAgain,
			proves: "the next plan is empty",
		},
		{
			title: "Changes by hand",
			text:  "Somebody pauses one runner, gives it other tags, and deletes another one, in GitLab itself.",
			play:  changeByHand,
		},
		{
			title:   "Drift",
			text:    "The plan shows what happened, and nothing else.",
			closeUp: []string{team},
			play:    showDrift,
			proves:  "drift is shown exactly as it is",
		},
		{
			title:  "Repair",
			text:   "What was changed is put back, and the missing runner is made again.",
			play:   repair,
			proves: "it is repaired with one request for each runner",
		},
		{
			title:  "Import",
			text:   "A runner that was made by hand comes under Terraform, and nothing changes.",
			play:   adopt,
			proves: "a runner made by hand is imported unchanged",
		},
		{
			title:  "Rotate",
			text:   "One token is 30 days old, one expires in 10. The plan waits for a day.",
			play:   rotate,
			proves: "tokens are rotated by age and before they expire",
		},
		{
			title:  "Rotate at once",
			text:   "A token was seen in a job log. A change of the triggers replaces it.",
			play:   rotateAtOnce,
			proves: "a leaked token is replaced",
		},
		{
			title:  "Hand on a token",
			text:   "A token goes to its store, here a file, in the run that makes it.",
			play:   handOn,
			newer:  true,
			proves: "a token reaches its store past the state",
		},
		{
			title:  "Destroy",
			text:   "Everything goes, the imported runner too.",
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
			s.text("Left out: it takes Terraform or OpenTofu 1.11, and a shell.")

			continue
		}

		if err := step.play(ctx, s); err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, step.title, err)
		}

		if step.proves != "" {
			proven = append(proven, step.proves)
		}
	}

	s.proven(fmt.Sprintf("Proven in %d steps, %d commands and %.1f s, with %d requests to GitLab of which %d wrote, just as expected: %s.",
		len(steps), s.commands, time.Since(began).Seconds(), s.reads+s.writings, s.writings, strings.Join(proven, "; ")))

	return nil
}
