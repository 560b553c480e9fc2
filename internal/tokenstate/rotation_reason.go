package tokenstate

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Reason is why a plan rotates a token.
type Reason struct {
	// Attribute is the attribute that the reason is about.
	Attribute path.Path
	// ID identifies the warning that says why, Values fill its text.
	ID     tfdiag.ID
	Values tfdiag.Values
	// Possible is set if values decide that are known only after apply.
	Possible bool
}

// Reason returns why the windows require a rotation, given the time that a refresh
// has noted; nil if they do not. A note from before the due time does not count: it
// was made with shorter windows.
func (w Windows) Reason(lifetime Lifetime, noted *time.Time) *Reason {
	at, _ := w.At(lifetime)
	if at == nil || noted == nil || noted.Before(*at) {
		return nil
	}

	switch {
	case lifetime.ExpiresAt != nil && !noted.Before(*lifetime.ExpiresAt):
		return &Reason{
			Attribute: path.Root(w.attribute()), ID: tfdiag.TokenExpiredDue, Values: tfdiag.Values{"expiry": formatTime(*lifetime.ExpiresAt)},
		}
	case w.After != nil && lifetime.IssuedAt != nil && lifetime.IssuedAt.Add(*w.After).Equal(*at):
		return &Reason{
			Attribute: path.Root(rotateAfter), ID: tfdiag.TokenAgeReached,
			Values: tfdiag.Values{"issue": formatTime(*lifetime.IssuedAt), "due": formatTime(*at)},
		}
	default:
		return &Reason{
			Attribute: path.Root(rotateBeforeExpiry), ID: tfdiag.TokenExpiryNear,
			Values: tfdiag.Values{"expiry": formatTime(*lifetime.ExpiresAt), "due": formatTime(*at)},
		}
	}
}

// attribute returns an attribute that sets a window.
func (w Windows) attribute() string {
	if w.BeforeExpiry != nil {
		return rotateBeforeExpiry
	}

	return rotateAfter
}

// ChangeReason returns why a change of rotate_when_changed requires a rotation; nil if
// nothing has changed, nothing was recorded, or nothing is configured.
func (r Rotation) ChangeReason(recorded Rotation) *Reason {
	if recorded.RotateWhenChanged.IsNull() || r.RotateWhenChanged.IsNull() || r.RotateWhenChanged.Equal(recorded.RotateWhenChanged) {
		return nil
	}

	reason := &Reason{Attribute: path.Root(rotateWhenChanged)}

	if r.RotateWhenChanged.IsUnknown() {
		reason.Possible, reason.ID = true, tfdiag.TokenAllValuesUnknown

		return reason
	}

	changed, unknown := changedKeys(recorded.RotateWhenChanged, r.RotateWhenChanged)
	if len(changed) > 0 {
		reason.ID, reason.Values = tfdiag.TokenValuesChanged, tfdiag.Values{"entries": strings.Join(changed, ", ")}

		return reason
	}

	reason.Possible, reason.ID = true, tfdiag.TokenSomeValuesUnknown
	reason.Values = tfdiag.Values{"entries": strings.Join(unknown, ", ")}

	return reason
}

// changedKeys returns the names of the entries that differ, and of those whose value
// is known only after apply, sorted.
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
