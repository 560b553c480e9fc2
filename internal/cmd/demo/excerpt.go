package main

import (
	"regexp"
	"slices"
	"strings"
)

// Lines that Terraform and OpenTofu both print, except for their names.
var (
	planBegins = regexp.MustCompile(`will perform the following actions:$`)
	planEnds   = regexp.MustCompile(`^Plan: `)
	warning    = regexp.MustCompile(`^Warning: `)
	source     = regexp.MustCompile(`^  (with |on |\s*\d+: )`)
	noWarning  = regexp.MustCompile(`^(─|\S+: \w+ing\b)`)
	blockHead  = regexp.MustCompile(`^  # ([^(\s]\S*) `)
	finished   = regexp.MustCompile(`^\S+: \w+ complete\b`)
	summary    = regexp.MustCompile(`^(No changes\.|(Apply|Destroy) complete!)`)
)

// excerpt is the interesting part of the output of plan, apply or destroy: one line
// for each resource, the diff of those in closeUp, the warnings of the plan, and the
// result. Of a plan that was applied at once it is the result of the apply.
func excerpt(output string, closeUp []string) []string {
	var (
		shown                 []string
		inPlan, planned, full bool
		afterPlan, inWarning  bool
	)

	for line := range strings.SplitSeq(output, "\n") {
		head := blockHead.FindStringSubmatch(line)

		switch {
		case planBegins.MatchString(line):
			inPlan, planned = true, true
		case planEnds.MatchString(line):
			inPlan, afterPlan = false, true
			shown = append(shown, line)
		case inPlan && head != nil:
			full = slices.Contains(closeUp, head[1])
			shown = append(shown, line[2:])
		case inPlan && full && strings.TrimSpace(line) != "":
			shown = append(shown, line[2:])
		case afterPlan && warning.MatchString(line):
			inWarning = true
			shown = append(shown, line)
		case noWarning.MatchString(line):
			afterPlan, inWarning = false, false
		case inWarning && strings.TrimSpace(line) != "" && !source.MatchString(line):
			shown = append(shown, "  "+line)
		case summary.MatchString(line):
			shown = append(slices.DeleteFunc(shown, planEnds.MatchString), line)
		case finished.MatchString(line) && !planned && !strings.HasPrefix(line, "ephemeral."): // below a diff it would be a repetition
			shown = append(shown, line)
		}
	}

	return shown
}
