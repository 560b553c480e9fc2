package gitlabsim

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// call is one request in a handler, which holds the lock of the store.
type call struct {
	*params
	*state

	request   *http.Request
	now       time.Time
	adminMode bool
	root      string
	route     route
	values    map[string]string
	principal principal
}

// run checks the access of the caller and calls the handler.
func (c *call) run() (reply, error) {
	asksForMethods := c.request.Method == http.MethodOptions
	if asksForMethods {
		c.route = c.guarded()
	}

	if c.route.access != runnerToken {
		if err := c.identify(); err != nil {
			return reply{}, err
		}
	}

	if asksForMethods {
		return c.options()
	}

	if c.principal.fineGrained() && !slices.Contains(c.route.scopes, anyScope) {
		if err := c.permitted(); err != nil {
			return reply{}, err
		}
	}

	if c.route.access == administrator && !c.principal.admin {
		return reply{}, errForbidden
	}

	return c.route.handle(c)
}

// identify finds the caller, and checks that the token reaches the endpoint.
func (c *call) identify() error {
	p, err := c.authenticate(c.request, c.now, c.adminMode)
	if err != nil {
		return err
	}

	if err := p.checkAccess(c.route, c.request.Method, c.release); err != nil {
		return err
	}

	c.principal, err = c.sudo(p)

	return err
}

// id is a numeric id out of the path; anything else is a complaint.
func (c *call) id(name string) int64 {
	n, valid := parseInteger(c.values[name])
	if !valid {
		// The endpoints declare it before all other parameters.
		c.complaints = slices.Insert(c.complaints, 0, name+" is invalid")
	}

	return n
}

func (c *call) baseURL() string { return baseURL(c.request) }

// baseURL is the address of the emulator as the client wrote it.
func baseURL(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}

	return "http://" + r.Host
}

// group finds the group of the path, by id or full path, if the caller sees it.
func (c *call) group() (*group, error) {
	g := c.findGroup(c.values["id"])
	if g == nil || !c.principal.seesGroup(c.state, g) {
		return nil, errGroupNotFound
	}

	return g, nil
}

// project finds the project of the path, by id or full path, if the caller
// sees it. A path from before a rename leads to the new address.
func (c *call) project() (*project, error) {
	p, moved := c.findProject(c.values["id"])
	if p == nil || !c.principal.seesProject(p) {
		return nil, errProjectNotFound
	}

	if !moved {
		return p, nil
	}

	if c.request.Method != http.MethodGet && c.request.Method != http.MethodHead {
		return nil, errMoved
	}

	location := c.baseURL() + strings.Replace(c.request.URL.EscapedPath(),
		url.PathEscape(c.values["id"]), strconv.FormatInt(p.id, 10), 1)
	if query := c.request.URL.RawQuery; query != "" {
		location += "?" + query
	}

	return nil, errRedirect(location)
}

// change reads what was sent into a copy of a row, which replaces the row if it passes the check.
func change[R any](c *call, row *R, read func(*R), check func(*R) error) error {
	changed := *row
	read(&changed)

	if err := c.err(); err != nil {
		return err
	}

	if err := check(&changed); err != nil {
		return err
	}

	c.rename(func() { *row = changed })

	return nil
}

// unmodified honours the header If-Unmodified-Since; a malformed date is
// ignored. Source: lib/api/helpers.rb, check_unmodified_since!.
func (c *call) unmodified(updated time.Time) error {
	since, err := parseTime(c.request.Header.Get("If-Unmodified-Since"))
	if err == nil && updated.After(since) {
		return errPrecondition
	}

	return nil
}
