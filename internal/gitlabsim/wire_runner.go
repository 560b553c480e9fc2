package gitlabsim

import "slices"

// The JSON of runners. Source: lib/api/entities/ci/runner.rb,
// runner_details.rb, runner_registration_details.rb, reset_token_result.rb.

type runnerItem struct {
	ID          int64      `json:"id"`
	Description *string    `json:"description"`
	IPAddress   *string    `json:"ip_address"`
	Active      bool       `json:"active"`
	Paused      bool       `json:"paused"`
	IsShared    bool       `json:"is_shared"`
	RunnerType  runnerType `json:"runner_type"`
	Name        *string    `json:"name"`
	Online      *bool      `json:"online"`

	CreatedBy          *basicUser          `json:"created_by,omitempty"` // absent without a creator
	CreatedAt          optional[timestamp] `json:"created_at,omitzero"`
	Status             string              `json:"status"`
	JobExecutionStatus optional[string]    `json:"job_execution_status,omitzero"`
}

type runnerDetails struct {
	runnerItem

	TagList        []string `json:"tag_list"`
	RunUntagged    bool     `json:"run_untagged"`
	Locked         bool     `json:"locked"`
	MaximumTimeout *int64   `json:"maximum_timeout"`
	AccessLevel    string   `json:"access_level"`

	machine

	ContactedAt     *timestamp               `json:"contacted_at"`
	MaintenanceNote optional[*string]        `json:"maintenance_note,omitzero"`
	TokenExpiresAt  optional[*timestamp]     `json:"token_expires_at,omitzero"`
	Projects        optional[[]basicProject] `json:"projects,omitzero"`
	Groups          []runnerGroup            `json:"groups"`
}

type runnerGroup struct {
	ID     int64  `json:"id"`
	WebURL string `json:"web_url"`
	Name   string `json:"name"`
}

// issuedToken answers registration, creation and verification.
type issuedToken struct {
	ID int64 `json:"id"`

	replacedToken
}

// replacedToken answers a reset.
type replacedToken struct {
	Token          string     `json:"token"`
	TokenExpiresAt *timestamp `json:"token_expires_at"`
}

// registrationToken cannot expire, so it has no such member.
type registrationToken struct {
	Token string `json:"token"`
}

func issued(r *runner) issuedToken {
	return issuedToken{r.id, replaced(r)}
}

func replaced(r *runner) replacedToken {
	return replacedToken{r.token, stamp(r.tokenExpiresAt)}
}

// runnerItem is a runner in a list, and the answer to an assignment.
// Unverified: creator. Newer releases hide it from callers that may not see the user.
func (c *call) runnerItem(r *runner) runnerItem {
	item := c.runnerBase(r)

	if c.release.has(createdByInLists) {
		item.CreatedBy = c.basicUser(r.creator)
	}

	return item
}

func (c *call) runnerBase(r *runner) runnerItem {
	due := c.release.deadlines(c.now)
	item := runnerItem{
		ID:          r.id,
		Description: r.description,
		Active:      !r.paused,
		Paused:      r.paused,
		IsShared:    r.kind == instanceType,
		RunnerType:  r.kind,
		Name:        r.name,
		Status:      r.status(due, r.paused),
	}

	if r.contactedAt != nil {
		online := r.online(due)
		item.Online = &online
	}

	if !c.release.has(blankIPAddress) {
		item.IPAddress = r.ipAddress
	}

	if c.release.has(executionStatus) {
		item.CreatedAt = present(timestamp{r.createdAt})
		item.JobExecutionStatus = present(c.executionStatus(r, ""))
	}

	return item
}

func (s *state) executionStatus(r *runner, systemID string) string {
	if s.busy(r, systemID) {
		return "active"
	}

	return "idle"
}

// runnerDetails is a runner by itself. Projects and groups are those the
// caller may see; the note is for callers that may change it.
func (c *call) runnerDetails(r *runner, withProjects bool) runnerDetails {
	details := runnerDetails{
		runnerItem:     c.runnerBase(r),
		TagList:        r.tags,
		RunUntagged:    r.runUntagged,
		Locked:         r.locked,
		MaximumTimeout: r.maximumTimeout,
		AccessLevel:    r.accessLevel,
		ContactedAt:    stamp(r.contactedAt),
		Groups:         []runnerGroup{},
	}

	if c.release.has(executionStatus) {
		details.CreatedBy = c.basicUser(r.creator)
	}

	if m := r.lastManager(); m != nil {
		details.machine = m.machine
	}

	if c.release.has(noteInDetails) {
		note := r.note
		if c.release.has(hidesNote) && !c.principal.updatesRunner(r) {
			note = nil
		}

		details.MaintenanceNote = present(note)
	}

	if c.release.has(expiryInDetails) {
		details.TokenExpiresAt = present(stamp(r.tokenExpiresAt))
	}

	if withProjects {
		details.Projects = present(views(c.visibleProjects(r), c.basicProject))
	}

	if r.group != nil && (c.principal.readsAll() || c.principal.level(r.group) > noAccess) {
		details.Groups = append(details.Groups, runnerGroup{r.group.id, c.groupURL(r.group), r.group.name})
	}

	return details
}

// visibleProjects are the runner's projects that the caller is a member of.
// Unverified: order of projects. It is that of their ids, not of their assignment.
func (c *call) visibleProjects(r *runner) []*project {
	var found []*project

	for _, a := range r.assignments {
		if c.principal.readsAll() || c.principal.level(a.project) > noAccess {
			found = append(found, a.project)
		}
	}

	slices.SortFunc(found, func(a, b *project) int { return int(a.id - b.id) })

	return found
}
