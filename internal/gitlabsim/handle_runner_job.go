package gitlabsim

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
)

// https://docs.gitlab.com/api/runners/#list-all-jobs-processed-by-a-runner
// Source: lib/api/ci/runners.rb, app/finders/ci/runner_jobs_finder.rb.

// jobFilter is the filter of a list of jobs.
type jobFilter struct {
	systemID   param[string]
	status     param[string]
	descending bool
	keyset     bool
	cursor     param[string]
}

func (c *call) jobFilter() jobFilter {
	f := jobFilter{
		systemID: c.text("system_id"),
		status:   c.word("status", jobStatuses...),
	}
	order := c.word("order_by", "id")
	sort := c.word("sort", "asc", "desc")
	f.descending = order.given() && sort.or("desc") == "desc"
	f.keyset = c.text("pagination").value == "keyset"
	f.cursor = c.text("cursor")

	return f
}

func listRunnerJobs(c *call) (reply, error) {
	f, pages := c.jobFilter(), c.pages()

	r, err := c.runnerFor(c.mayListJobs)
	if err != nil {
		return reply{}, err
	}

	rows := slices.DeleteFunc(slices.Clone(r.jobs), func(j *job) bool {
		return f.systemID.given() && j.systemID != f.systemID.value ||
			f.status.given() && j.status != f.status.value ||
			!c.principal.readsRunnersByID(c.release) && c.principal.level(j.project) < reporter
	})

	if f.descending {
		slices.Reverse(rows)
	}

	if f.keyset {
		return c.jobsAfter(f, pages, rows)
	}

	pages.uncounted = f.systemID.given()

	return paged(c, pages, rows, c.jobView)
}

func (c *call) mayListJobs(r *runner) bool { return c.principal.listsJobs(c.state, r) }

// cursor names the row that a keyset page begins after.
// Unverified: cursor. Clients must not look into it.
type cursor struct {
	ID        string `json:"id"`
	Direction string `json:"_kd"`
}

// jobsAfter is keyset pagination: no totals, and a next link that carries a cursor.
func (c *call) jobsAfter(f jobFilter, pages pageParams, rows []*job) (reply, error) {
	if f.cursor.value != "" {
		last, valid := decodeCursor(f.cursor.value)
		if !valid {
			return reply{}, errInvalid([]string{"cursor is invalid"})
		}

		order := func(j *job) int { return cmp.Compare(j.id, last) }
		if f.descending {
			order = func(j *job) int { return cmp.Compare(last, j.id) }
		}

		rows = slices.DeleteFunc(rows, func(j *job) bool { return order(j) <= 0 })
	}

	header := http.Header{}

	if len(rows) > pages.perPage {
		rows = rows[:pages.perPage]
		inside := encode(cursor{ID: strconv.FormatInt(rows[len(rows)-1].id, 10), Direction: "n"})
		header.Set("Link", c.link("next", map[string]string{
			"cursor": base64.URLEncoding.EncodeToString(inside), "per_page": strconv.Itoa(pages.perPage),
		}))
	}

	return reply{status: http.StatusOK, body: views(rows, c.jobView), header: header}, nil
}

func decodeCursor(text string) (int64, bool) {
	var inside cursor

	data, err := base64.URLEncoding.DecodeString(text)
	if err != nil || json.Unmarshal(data, &inside) != nil {
		return 0, false
	}

	return parseInteger(inside.ID)
}
