package gitlabsim

import (
	"regexp"
	"slices"
	"strings"
)

// Filters of runner lists. Source: lib/api/ci/runners.rb,
// app/models/concerns/ci/has_runner_status.rb.

var (
	runnerTypes    = []string{string(instanceType), string(groupType), string(projectType)}
	runnerStatuses = []string{
		statusActive, statusPaused, statusOnline, statusOffline, statusNeverContacted, statusStale,
	}
	scopeWords = slices.Concat([]string{"specific", "shared"}, runnerTypes, runnerStatuses)

	versionPrefix = regexp.MustCompile(`(?m)^[\d.+]`)
)

// runnerFilter is the filter of a list; its parts combine with AND.
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
	f.tags = c.tags("tag_list").value
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
// has the wanted version, as a join gives it.
// Unverified: doubles by version. The source asks for no distinct rows.
func (f runnerFilter) apply(rows []*runner, d deadlines) []*runner {
	found := make([]*runner, 0, len(rows))

	for _, r := range rows {
		if !f.fits(r, d) {
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

func (f runnerFilter) fits(r *runner, d deadlines) bool {
	return (!f.kind.given() || string(r.kind) == f.kind.value) &&
		(!f.paused.sent || r.paused == f.paused.value) && // an empty value acts like false
		(!f.status.given() || r.matches(f.status.value, d, r.paused)) &&
		(!f.scope.given() || r.inScope(f.scope.value, d)) &&
		r.hasTags(f.tags)
}

// inScope is the deprecated filter of types and statuses in one word.
func (r *runner) inScope(word string, d deadlines) bool {
	switch word {
	case "specific":
		return r.kind != instanceType
	case "shared":
		return r.kind == instanceType
	case string(instanceType), string(groupType), string(projectType):
		return string(r.kind) == word
	default:
		return r.matches(word, d, r.paused)
	}
}

func (r *runner) hasTags(wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(tag string) bool { return !slices.Contains(r.tags, tag) })
}

// hasVersion compares as many components as the prefix has, three at most:
// 15.0 is in 15.0.3 and not in 15.01.1, and 15.0.3 is in 15.0.3-rc1.
func (m *manager) hasVersion(prefix string) bool {
	if m.Version == nil {
		return false
	}

	prefix = strings.TrimSuffix(prefix, ".")

	return prefix != "" && leading(*m.Version, min(strings.Count(prefix, ".")+1, 3)) == prefix
}

// leading are the first components of a version, without what is not a number.
func leading(version string, components int) string {
	for i, letter := range version {
		if letter == '.' {
			components--
		}

		if components == 0 || letter != '.' && (letter < '0' || letter > '9') {
			return version[:i]
		}
	}

	return version
}
