package main

import (
	"regexp"
	"slices"
	"strings"
)

// What Terraform and OpenTofu print alike, but for their names.
var (
	planBegins = regexp.MustCompile(`will perform the following actions:$`)
	planEnds   = regexp.MustCompile(`^Plan: `)
	blockHead  = regexp.MustCompile(`^  # ([^(\s]\S*) `)
	finished   = regexp.MustCompile(`^\S+: \w+ complete\b`)
	summary    = regexp.MustCompile(`^(No changes\.|(Apply|Destroy) complete!)`)
)

// excerpt is the interesting part of what plan, apply or destroy printed: one
// line for each resource, the diff of those in closeUp, and the outcome: of a
// plan that was applied at once, that of the apply.
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
		case finished.MatchString(line) && !planned && !strings.HasPrefix(line, "ephemeral."): // below a diff it would say the same again
			shown = append(shown, line)
		}
	}

	return shown
}
