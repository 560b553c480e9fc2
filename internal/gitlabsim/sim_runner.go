package gitlabsim

import (
	"cmp"
	"net/http"
	"strings"
	"time"
)

// Calls about runners: their managers, their age.

// simWithin runs a call with the lock of the store and the permissions of an administrator.
func (s *Server) simWithin(do func(*call) (reply, error)) (reply, error) {
	var (
		result reply
		err    error
	)

	s.store.lock(func(st *state) {
		result, err = do(&call{
			state: st, now: s.now(), params: &params{}, request: &http.Request{Host: "localhost"},
			principal: principal{user: &user{}, admin: true},
		})
	})

	return result, err
}

// simAdd is simWithin for calls that make the state grow.
func (s *Server) simAdd(do func(*call) (reply, error)) (reply, error) {
	return s.simWithin(func(c *call) (reply, error) {
		if err := c.room(s.capacity); err != nil {
			return reply{}, err
		}

		return do(c)
	})
}

func (c *call) simRunner(id int64) (*runner, error) {
	if r := c.runners.get(id); r != nil {
		return r, nil
	}

	return nil, badSim("there is no runner %d", id)
}

type managerInput struct {
	RunnerID     int64      `json:"runner_id"`
	SystemID     string     `json:"system_id"`
	Version      *string    `json:"version"`
	Revision     *string    `json:"revision"`
	Platform     *string    `json:"platform"`
	Architecture *string    `json:"architecture"`
	IPAddress    *string    `json:"ip_address"`
	CreatedAt    *time.Time `json:"created_at"`
	ContactedAt  *time.Time `json:"contacted_at"`
}

// simManager makes a manager, or changes the one with the same system id.
// Without a contact its runner has none either.
func simManager(s *Server, _ int64, input managerInput) (reply, error) {
	if input.SystemID == "" || len(input.SystemID) > maxSystemID {
		return reply{}, badSim("system_id has to have 1 to %d characters", maxSystemID)
	}

	told := machine{input.Version, input.Revision, input.Platform, input.Architecture}
	if !told.fits() || tooLong(input.IPAddress, maxName) {
		return reply{}, badSim("a version has %d characters at most, every other text %d", maxVersion, maxName)
	}

	return s.simAdd(func(c *call) (reply, error) {
		r, err := c.simRunner(input.RunnerID)
		if err != nil {
			return reply{}, err
		}

		m := c.manager(r, input.SystemID, c.now)

		m.update(told)
		m.ipAddress = cmp.Or(input.IPAddress, m.ipAddress)

		if input.CreatedAt != nil {
			m.createdAt = input.CreatedAt.UTC()
		}

		if input.ContactedAt != nil {
			at := input.ContactedAt.UTC()
			r.contact(m, at)

			// A contact before the creation moves the creation.
			if at.Before(m.createdAt) {
				m.createdAt = at
			}
		}

		return created(c.managerView(r, m))
	})
}

type runnerInput struct {
	CreatedAt   *time.Time `json:"created_at"`
	ContactedAt *time.Time `json:"contacted_at"`
	TagList     []string   `json:"tag_list"`
	Description *string    `json:"description"`
	Orphaned    bool       `json:"orphaned"`
}

// simRunner sets what no client can: the times that a runner's status is
// computed from, a tag list and a description from before GitLab limited them,
// and the loss of all projects before GitLab has deleted the runner.
func simRunner(s *Server, id int64, input runnerInput) (reply, error) {
	texts := strings.Join(input.TagList, ",")
	if input.Description != nil {
		texts += *input.Description
	}

	if len(texts) > maxRowText {
		return reply{}, badSim("description and tag_list have %d bytes at most, all together", maxRowText)
	}

	return s.simWithin(func(c *call) (reply, error) {
		r, err := c.simRunner(id)
		if err != nil {
			return reply{}, err
		}

		if input.Orphaned && r.kind != projectType {
			return reply{}, badSim("orphaned is for project runners, and runner %d is of %s", r.id, r.kind)
		}

		if input.Orphaned {
			r.assignments = nil
		}

		if input.CreatedAt != nil {
			r.createdAt = input.CreatedAt.UTC()
		}

		if input.ContactedAt != nil {
			at := input.ContactedAt.UTC()
			r.contactedAt = &at
		}

		if input.TagList != nil {
			r.tags = input.TagList
		}

		r.description = cmp.Or(input.Description, r.description)

		return ok(c.runnerDetails(r, true))
	})
}
