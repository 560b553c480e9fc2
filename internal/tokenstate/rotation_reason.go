package tokenstate

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Reason is why a plan rotates a token.
type Reason struct {
	// Attribute is the attribute that the reason rests on.
	Attribute path.Path
	// Text says why, as a clause without a subject: "was issued at ...".
	Text string
	// Possible is set where unknown values decide during the apply.
	Possible bool
}

// Due is why the windows call for a rotation, given the moment that a refresh
// has noted; nil if they do not. The note counts only from the time on that the
// windows say now: one that was made under shorter windows is older.
func (w Windows) Due(life Life, noted *time.Time) *Reason {
	at, _ := w.At(life)
	if at == nil || noted == nil || noted.Before(*at) {
		return nil
	}

	switch {
	case life.ExpiresAt != nil && !noted.Before(*life.ExpiresAt):
		return &Reason{Attribute: path.Root(w.attribute()), Text: "expired at " + formatTime(*life.ExpiresAt)}
	case w.After != nil && life.IssuedAt != nil && life.IssuedAt.Add(*w.After).Equal(*at):
		return &Reason{
			Attribute: path.Root(rotateAfter),
			Text:      fmt.Sprintf("was issued at %s and reached `%s` at %s", formatTime(*life.IssuedAt), rotateAfter, formatTime(*at)),
		}
	default:
		return &Reason{
			Attribute: path.Root(rotateBeforeExpiry),
			Text:      fmt.Sprintf("expires at %s and reached `%s` at %s", formatTime(*life.ExpiresAt), rotateBeforeExpiry, formatTime(*at)),
		}
	}
}

// attribute names one attribute that sets a window.
func (w Windows) attribute() string {
	if w.BeforeExpiry != nil {
		return rotateBeforeExpiry
	}

	return rotateAfter
}

// Changed is why a change of rotate_when_changed calls for a rotation; nil if
// nothing has changed, if nothing was recorded, or if nothing is configured.
func (r Rotation) Changed(recorded Rotation) *Reason {
	if recorded.RotateWhenChanged.IsNull() || r.RotateWhenChanged.IsNull() || r.RotateWhenChanged.Equal(recorded.RotateWhenChanged) {
		return nil
	}

	reason := &Reason{Attribute: path.Root(rotateWhenChanged)}

	if r.RotateWhenChanged.IsUnknown() {
		reason.Possible = true
		reason.Text = fmt.Sprintf("depends on `%s`, which is known only after apply", rotateWhenChanged)

		return reason
	}

	changed, unknown := changedKeys(recorded.RotateWhenChanged, r.RotateWhenChanged)
	if len(changed) > 0 {
		reason.Text = fmt.Sprintf("depends on `%s`, in which these entries changed: %s", rotateWhenChanged, strings.Join(changed, ", "))

		return reason
	}

	reason.Possible = true
	reason.Text = fmt.Sprintf("depends on `%s`, in which these entries are known only after apply: %s", rotateWhenChanged, strings.Join(unknown, ", "))

	return reason
}

// changedKeys names the entries that differ, sorted, apart from those whose
// value is not known yet.
func changedKeys(recorded, configured types.Map) (changed, unknown []string) {
	before, after := recorded.Elements(), configured.Elements()

	for _, name := range slices.Sorted(maps.Keys(after)) {
		old, found := before[name]

		switch {
		case found && old.Equal(after[name]):
		case found && after[name].IsUnknown():
			unknown = append(unknown, name)
		default:
			changed = append(changed, name)
		}
	}

	for _, name := range slices.Sorted(maps.Keys(before)) {
		if _, found := after[name]; !found {
			changed = append(changed, name)
		}
	}

	return changed, unknown
}
