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
	blockHead  = regexp.MustCompile(`^  # ([^(\s]\S*) `)
	finished   = regexp.MustCompile(`^\S+: \w+ complete\b`)
	summary    = regexp.MustCompile(`^(No changes\.|(Apply|Destroy) complete!)`)
)

// excerpt is the interesting part of the output of plan, apply or destroy: one line
// for each resource, the diff of those in closeUp, and the result. Of a plan that
// was applied at once it is the result of the apply.
func excerpt(output string, closeUp []string) []string {
	var (
		shown                 []string
		inPlan, planned, full bool
	)

	for line := range strings.SplitSeq(output, "\n") {
		head := blockHead.FindStringSubmatch(line)

		switch {
		case planBegins.MatchString(line):
			inPlan, planned = true, true
		case planEnds.MatchString(line):
			inPlan = false
			shown = append(shown, line)
		case inPlan && head != nil:
			full = slices.Contains(closeUp, head[1])
			shown = append(shown, line[2:])
		case inPlan && full && strings.TrimSpace(line) != "":
			shown = append(shown, line[2:])
		case summary.MatchString(line):
			shown = append(slices.DeleteFunc(shown, planEnds.MatchString), line)
		case finished.MatchString(line) && !planned && !strings.HasPrefix(line, "ephemeral."): // below a diff it would be a repetition
			shown = append(shown, line)
		}
	}

	return shown
}
