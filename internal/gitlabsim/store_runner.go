package gitlabsim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

type runnerType string

const (
	instanceType runnerType = "instance_type"
	groupType    runnerType = "group_type"
	projectType  runnerType = "project_type"
)

// runnerSettings is what a client may set.
type runnerSettings struct {
	description    *string
	note           *string
	paused         bool
	locked         bool
	runUntagged    bool
	accessLevel    string
	tags           []string
	maximumTimeout *int64
}

type runner struct {
	identity
	runnerSettings
	contactTimes

	kind        runnerType
	name        *string // sent by GitLab Runner at a legacy registration
	group       *group
	assignments []*assignment // in the order they were made: the first is the owner project's

	token          string
	tokenExpiresAt *time.Time
	rotateBefore   *time.Time // Premium: the deadline for a reset
	registered     bool       // by a registration token

	creator   *user
	updatedAt time.Time
	ipAddress *string
	managers  []*manager
	jobs      []*job // in the order they were made
}

// assignment is a project that a project runner serves.
type assignment struct {
	project *project
	madeAt  time.Time
}

func (r *runner) assignment(p *project) *assignment {
	at := slices.IndexFunc(r.assignments, func(a *assignment) bool { return a.project == p })
	if at < 0 {
		return nil
	}

	return r.assignments[at]
}

// servesAny says whether one of the runner's projects fits.
func (r *runner) servesAny(fits func(container) bool) bool {
	return slices.ContainsFunc(r.assignments, func(a *assignment) bool { return fits(a.project) })
}

func (r *runner) unassign(p *project) {
	r.assignments = slices.DeleteFunc(r.assignments, func(a *assignment) bool { return a.project == p })
}

// ownedBy says whether p is the owner project of the runner.
func (r *runner) ownedBy(p *project) bool {
	return len(r.assignments) > 0 && r.assignments[0].project == p
}

// orphaned says whether a project runner has lost its last project.
func (r *runner) orphaned() bool { return r.kind == projectType && len(r.assignments) == 0 }

// complaint is one failed model validation.
type complaint struct{ field, text string }

// complaints are failed model validations, in the order of the model.
type complaints []complaint

// when adds a failure, if there is one.
func (all *complaints) when(failed bool, field, text string) {
	if failed {
		*all = append(*all, complaint{field, text})
	}
}

// asFields is the form of PUT and legacy registration.
func (all complaints) asFields() error {
	if len(all) == 0 {
		return nil
	}

	fields := map[string][]string{}
	for _, each := range all {
		fields[each.field] = append(fields[each.field], each.text)
	}

	return errFields(fields)
}

// asSentence is the form of POST /user/runners.
func (all complaints) asSentence() error {
	if len(all) == 0 {
		return nil
	}

	sentences := make([]string, len(all))

	for i, each := range all {
		words := strings.NewReplacer("_", " ", ".", " ").Replace(each.field)
		sentences[i] = strings.ToUpper(words[:1]) + words[1:] + " " + each.text
	}

	return errBadRequest(englishList(sentences))
}

func englishList(parts []string) string {
	switch n := len(parts); n {
	case 1:
		return parts[0]
	case 2:
		return parts[0] + " and " + parts[1]
	default:
		return strings.Join(parts[:n-1], ", ") + ", and " + parts[n-1]
	}
}

const (
	maxTags           = 50
	maxName           = 255
	maxText           = 1024
	maxRunnerName     = 256
	minMaximumTimeout = 600
)

// check validates settings before they replace old ones. Limits that GitLab
// looks at only when the value changes do not bar a runner that is over them
// already. Source: app/models/ci/runner.rb.
func (s runnerSettings) check(old runnerSettings, r release) complaints {
	var all complaints

	all.when(!s.runUntagged && len(s.tags) == 0, "tags_list", "can not be empty when runner is not allowed to pick untagged jobs")
	all.when(len(s.tags) > maxTags && !slices.Equal(s.tags, old.tags),
		"tags_list", "Too many tags specified. Please limit the number of tags to 50")
	// Unverified: tag too long. The words are Rails' own.
	all.when(slices.ContainsFunc(s.tags, func(tag string) bool { return tooLong(&tag, maxName) }),
		"tags_list", "is too long (maximum is 255 characters)")
	all.when(s.maximumTimeout != nil && *s.maximumTimeout < minMaximumTimeout, "maximum_timeout", "needs to be at least 10 minutes")
	all.when(tooLong(s.note, maxText), "maintenance_note", "is too long (maximum is 1024 characters)")

	longest := maxRowText
	if r.has(descriptionLimit) {
		longest = maxText
	}

	all.when(tooLong(s.description, longest) && !same(s.description, old.description),
		"description", fmt.Sprintf("is too long (maximum is %d characters)", longest))
	all.when(s.accessLevel == "", "access_level", "can't be blank")

	return all
}

// maxInteger is what an integer column holds: of seconds, some 68 years.
const maxInteger = 1<<31 - 1

// storable says whether the columns hold the settings.
// Unverified: number beyond its column. The database refuses it, and nothing
// turns its refusal into an answer of its own.
func (s runnerSettings) storable() bool {
	return s.maximumTimeout == nil || *s.maximumTimeout <= maxInteger
}

func tooLong(text *string, limit int) bool {
	return text != nil && len([]rune(*text)) > limit
}

func same(a, b *string) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// addRunner gives a runner its first token.
func (s *state) addRunner(r *runner, now time.Time) *runner {
	r.createdAt, r.updatedAt = now, now

	s.replaceToken(r, now)

	return s.runners.add(r)
}

// replaceToken makes a new token; the old one is invalid from this moment.
func (s *state) replaceToken(r *runner, now time.Time) {
	delete(s.runnerTokens, r.token)

	r.token = s.newRunnerToken(r)
	r.tokenExpiresAt = s.settings.expiry(r.kind, now)
	r.rotateBefore = nil
	r.updatedAt = now
	s.runnerTokens[r.token] = r
}

// deleteRunner deletes managers, assignments, jobs and the token as well.
func (s *state) deleteRunner(r *runner) {
	delete(s.runnerTokens, r.token)

	for _, m := range r.managers {
		s.managers.remove(m)
	}

	s.dropJobs(r, func(*job) bool { return true })
	s.runners.remove(r)
}

// limitReached counts the runners of a group or project that were created or
// seen within the stale window, so stale ones free the quota.
func (s *state) limitReached(limit int64, now time.Time, counts func(*runner) bool) bool {
	if limit <= 0 {
		return false
	}

	due := s.release.deadlines(now)
	counted := s.runners.where(func(r *runner) bool { return counts(r) && !r.stale(due) })

	return int64(len(counted)) >= limit
}

func (s *state) projectLimitReached(p *project, now time.Time) bool {
	return s.limitReached(s.limits.ProjectRunners, now, func(r *runner) bool { return r.assignment(p) != nil })
}

func (s *state) groupLimitReached(g *group, now time.Time) bool {
	return s.limitReached(s.limits.GroupRunners, now, func(r *runner) bool { return r.group == g })
}

func (s *state) projectLimitText() string {
	return fmt.Sprintf("Maximum number of ci registered project runners (%d) exceeded", s.limits.ProjectRunners)
}

func (s *state) groupLimitText() string {
	return fmt.Sprintf("Maximum number of ci registered group runners (%d) exceeded", s.limits.GroupRunners)
}
