package gitlabapi

import "fmt"

// maxLabel is the longest description in a label, which stands in a column.
const maxLabel = 60

// Label is a name for display, as "#42 build linux": the id, which GitLab's
// pages show as well, and the beginning of the description.
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
