package tokenstate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Due is why the windows call for a rotation, given the moment that a refresh
// has noted; empty if they do not. The note is compared with what the windows
// say now: one that was taken under shorter windows counts no more.
func (w Windows) Due(life Life, noted *time.Time) string {
	at, _ := w.At(life)
	if at == nil || noted == nil || noted.Before(*at) {
		return ""
	}

	moment := at.UTC().Format(time.RFC3339)

	switch {
	case life.ExpiresAt != nil && !noted.Before(*life.ExpiresAt):
		return fmt.Sprintf("it expired at %s", life.ExpiresAt.UTC().Format(time.RFC3339))
	case w.After != nil && life.IssuedAt != nil && life.IssuedAt.Add(*w.After).Equal(*at):
		return fmt.Sprintf("it was created at %s and has been due since %s (after)", life.IssuedAt.UTC().Format(time.RFC3339), moment)
	default:
		return fmt.Sprintf("it expires at %s and has been due since %s (before_expiry)", life.ExpiresAt.UTC().Format(time.RFC3339), moment)
	}
}

// TriggersChanged names the triggers of m that are others than those that were
// recorded; empty if none is, if there were none, or if there are none now.
func (m Rotation) TriggersChanged(recorded Rotation) string {
	if recorded.Triggers.IsNull() || m.Triggers.IsNull() || m.Triggers.Equal(recorded.Triggers) {
		return ""
	}

	if m.Triggers.IsUnknown() {
		return "its triggers are known only after apply, and may change"
	}

	before, after := recorded.Triggers.Elements(), m.Triggers.Elements()

	var changed []string

	for _, name := range slices.Sorted(maps.Keys(after)) {
		if old, had := before[name]; !had || !old.Equal(after[name]) {
			changed = append(changed, name)
		}
	}

	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, has := after[name]; !has {
			changed = append(changed, name)
		}
	}

	return "of a change of its triggers: " + strings.Join(changed, ", ")
}
