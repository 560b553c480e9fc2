package gitlabsim

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// Filters of runner lists. Source: lib/api/ci/runners.rb,
// app/models/concerns/ci/has_runner_status.rb.

var (
	runnerTypes    = []string{string(instanceType), string(groupType), string(projectType)}
	runnerStatuses = []string{
		statusActive, statusPaused, statusOnline, statusOffline, statusNeverContacted, statusStale,
	}
	scopeWords = slices.Concat([]string{"specific", "shared"}, runnerTypes, runnerStatuses)

	versionPrefix = regexp.MustCompile(`^[\d.+]`)
)

// runnerFilter is what a list was asked for; the parts combine with AND.
type runnerFilter struct {
	kind    param[string]
	status  param[string]
	paused  param[bool]
	tags    []string
	version string
	scope   param[string]
}

// filter reads the filters; the list of groups has no scope.
func (c *call) filter(withScope bool) runnerFilter {
	f := runnerFilter{}

	if withScope {
		f.scope = c.word("scope", scopeWords...)
	}

	f.kind = c.word("type", runnerTypes...)
	f.paused = c.boolean("paused")
	f.status = c.word("status", runnerStatuses...)
	f.tags = c.list("tag_list").value
	f.version = c.text("version_prefix").value

	if f.version != "" && !versionPrefix.MatchString(f.version) || f.version == "" && c.text("version_prefix").given() {
		c.complain("version_prefix is invalid")
	}

	return f
}

// statusOnly is the rule of GET /runners: of all words of the scope it takes
// only statuses.
func (f runnerFilter) statusOnly() bool {
	return !f.scope.given() || slices.Contains(runnerStatuses, f.scope.value)
}

// apply keeps what fits. A runner shows once for each of its managers that
// has the wanted version, as a join gives it. inferred.
func (f runnerFilter) apply(rows []*runner, now time.Time, staleAfter time.Duration) []*runner {
	found := make([]*runner, 0, len(rows))

	for _, r := range rows {
		if !f.fits(r, now, staleAfter) {
			continue
		}

		if f.version == "" {
			found = append(found, r)

			continue
		}

		for _, m := range r.managers {
			if m.hasVersion(f.version) {
				found = append(found, r)
			}
		}
	}

	return found
}

func (f runnerFilter) fits(r *runner, now time.Time, staleAfter time.Duration) bool {
	return (!f.kind.given() || string(r.kind) == f.kind.value) &&
		(!f.paused.sent || r.paused == f.paused.value) && // an empty value acts like false
		(!f.status.given() || r.life().matches(f.status.value, now, staleAfter, r.paused)) &&
		(!f.scope.given() || r.inScope(f.scope.value, now, staleAfter)) &&
		r.hasTags(f.tags)
}

// inScope is the deprecated filter of types and statuses in one word.
func (r *runner) inScope(word string, now time.Time, staleAfter time.Duration) bool {
	switch word {
	case "specific":
		return r.kind != instanceType
	case "shared":
		return r.kind == instanceType
	case string(instanceType), string(groupType), string(projectType):
		return string(r.kind) == word
	default:
		return r.life().matches(word, now, staleAfter, r.paused)
	}
}

func (r *runner) hasTags(wanted []string) bool {
	for _, tag := range wanted {
		if !slices.Contains(r.tags, tag) {
			return false
		}
	}

	return true
}

// hasVersion compares whole components: 15.0 is in 15.0.3 and not in 15.01.
func (m *manager) hasVersion(prefix string) bool {
	if m.version == nil {
		return false
	}

	return strings.HasPrefix(*m.version+".", strings.TrimSuffix(prefix, ".")+".")
}
