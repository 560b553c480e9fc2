package gitlabapi

import "fmt"

// maxLabel is what fits beside other columns.
const maxLabel = 60

// Label names a runner for people, as "#42 build linux": its number, which
// stands on its page as well, and the beginning of its description.
func (r Runner) Label() string {
	description := "(no description)"
	if r.Description != nil && Clean(*r.Description) != "" {
		description = Clean(*r.Description)
	}

	if runes := []rune(description); len(runes) > maxLabel {
		description = string(runes[:maxLabel]) + "…"
	}

	return fmt.Sprintf("#%d %s", r.ID, description)
}
