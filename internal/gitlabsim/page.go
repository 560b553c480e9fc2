package gitlabsim

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// Offset pagination. Source: lib/gitlab/pagination/offset_pagination.rb,
// offset_header_builder.rb, lib/api/pagination_params.rb,
// config/initializers/kaminari_config.rb.

const (
	defaultPerPage = 20
	maxPerPage     = 100
	// Above this many rows GitLab does not count them for every page.
	maxCounted = 10_000
)

// pageParams is the page a request asks for.
type pageParams struct {
	page, perPage int
	uncounted     bool // without totals
}

// pages reads page and per_page.
func (c *call) pages() pageParams {
	page, perPage := c.integer("page").or(1), c.integer("per_page").or(defaultPerPage)
	if perPage == 0 {
		c.complain("per_page has a value not allowed")
	}

	// Unverified: pages below one. Older releases pass them to the paginator,
	// which takes the first page and the default size.
	if perPage < 0 {
		perPage = defaultPerPage
	}

	// A page has at most a hundred rows. The bound of the page number keeps the
	// arithmetic of hostile ones in range.
	return pageParams{page: int(min(max(page, 1), 1<<40)), perPage: int(min(perPage, maxPerPage))}
}

// listed reads page and per_page, the last parameters of a list, and answers one
// page of rows.
func listed[R, V any](c *call, rows []R, view func(R) V) (reply, error) {
	pages := c.pages()
	if err := c.err(); err != nil {
		return reply{}, err
	}

	return paged(c, pages, rows, view)
}

// paged answers one page of rows, each through view.
func paged[R, V any](c *call, p pageParams, rows []R, view func(R) V) (reply, error) {
	from := min((p.page-1)*p.perPage, len(rows))
	to := min(from+p.perPage, len(rows))

	return reply{
		status: http.StatusOK, body: views(rows[from:to], view), header: c.pageHeader(p, len(rows), to < len(rows)),
	}, nil
}

func views[R, V any](rows []R, view func(R) V) []V {
	all := make([]V, len(rows))
	for i, r := range rows {
		all[i] = view(r)
	}

	return all
}

func (c *call) pageHeader(p pageParams, total int, more bool) http.Header {
	last := max(1, (total+p.perPage-1)/p.perPage)
	next, previous := "", ""
	links := []string{}

	if p.page > 1 {
		previous = strconv.Itoa(p.page - 1)
		links = append(links, c.pageLink(p.page-1, p.perPage, "prev"))
	}

	if more {
		next = strconv.Itoa(p.page + 1)
		links = append(links, c.pageLink(p.page+1, p.perPage, "next"))
	}

	links = append(links, c.pageLink(1, p.perPage, "first"))

	header := http.Header{
		"X-Page":      {strconv.Itoa(p.page)},
		"X-Per-Page":  {strconv.Itoa(p.perPage)},
		"X-Next-Page": {next},
		"X-Prev-Page": {previous},
	}

	if !p.uncounted && total <= maxCounted {
		links = append(links, c.pageLink(last, p.perPage, "last"))
		header["X-Total"] = []string{strconv.Itoa(total)}
		header["X-Total-Pages"] = []string{strconv.Itoa(last)}
	}

	header["Link"] = []string{strings.Join(links, ", ")}

	return header
}

func (c *call) pageLink(page, perPage int, relation string) string {
	return c.link(relation, map[string]string{
		"page": strconv.Itoa(page), "per_page": strconv.Itoa(perPage),
	})
}

// link repeats the parameters with some of them replaced. The id in the path is
// a parameter as well.
func (c *call) link(relation string, replace map[string]string) string {
	query := url.Values{}
	for name, values := range c.request.URL.Query() {
		query[name] = values
	}

	if id, inPath := c.values["id"]; inPath {
		query.Set("id", id)
	}

	for name, value := range replace {
		query.Set(name, value)
	}

	return fmt.Sprintf(`<%s%s?%s>; rel="%s"`, c.baseURL(), c.request.URL.EscapedPath(), query.Encode(), relation)
}
