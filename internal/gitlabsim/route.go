package gitlabsim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const apiPrefix = "/api/v4/"

// handler answers one endpoint. It runs alone with the store.
type handler func(*call) (reply, error)

// with looks for the object of an endpoint before it calls the handler.
func with[T any](find func(*call) (T, error), handle func(*call, T) (reply, error)) handler {
	return func(c *call) (reply, error) {
		found, err := find(c)
		if err != nil {
			return reply{}, err
		}

		return handle(c, found)
	}
}

// access is the kind of caller that an endpoint answers.
type access int

const (
	signedIn      access = iota // a user token
	administrator               // a user token of an administrator
	visitor                     // a user token, or none at all
	runnerToken                 // no user token; the handler looks at the parameter token
)

// route is one endpoint. Scopes lists what suffices beside api (and read_api
// for reads) for a classic token.
type route struct {
	method string
	path   string
	access access
	scopes []string
	needs  need // of a fine-grained token
	handle handler

	segments []string
}

// routes by the first segment of their path. The first that fits is taken, so
// literal segments come before variables in the same place.
var routes = index([][]route{
	userRoutes(), accessTokenRoutes(), groupRoutes(), projectRoutes(), memberRoutes(), memberRoleRoutes(), instanceRoutes(),
	runnerTokenRoutes(), runnerRoutes(), jobRequestRoutes(), projectRunnerRoutes(),
})

func index(tables [][]route) map[string][]route {
	byFirst := map[string][]route{}

	for _, table := range tables {
		for _, r := range table {
			r.segments = strings.Split(r.path, "/")
			byFirst[r.segments[0]] = append(byFirst[r.segments[0]], r)
		}
	}

	return byFirst
}

// match finds the endpoint for a request. GitLab ends its routes with one for
// everything else, so a known path under an unknown method is a 404 as well.
func match(r *http.Request) (route, map[string]string, error) {
	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}

	for _, candidate := range candidates(r) {
		if candidate.method != method && method != http.MethodOptions {
			continue
		}

		if values, fits := candidate.fit(segmentsOf(r)); fits {
			return candidate, values, nil
		}
	}

	return route{}, nil, errNoRoute
}

// segmentsOf are the parts of a path, empty ones left out. The path is escaped:
// that keeps the %2F in the full path of a project.
func segmentsOf(r *http.Request) []string {
	path, _ := strings.CutPrefix(r.URL.EscapedPath(), apiPrefix)

	return strings.FieldsFunc(path, func(letter rune) bool { return letter == '/' })
}

// candidates are the endpoints with the first segment of a path.
func candidates(r *http.Request) []route {
	segments := segmentsOf(r)
	if len(segments) == 0 || !strings.HasPrefix(r.URL.EscapedPath(), apiPrefix) {
		return nil
	}

	first := segments[0]
	if len(segments) == 1 {
		first = withoutFormat(first)
	}

	return routes[first]
}

// fit reads the variables of a path. Its last segment may end in a format, such
// as .json; only the path of a project or a group may have a dot.
func (r route) fit(segments []string) (map[string]string, bool) {
	if len(segments) != len(r.segments) {
		return nil, false
	}

	values := map[string]string{}

	for i, pattern := range r.segments {
		plain, err := url.PathUnescape(segments[i])
		if err != nil {
			return nil, false
		}

		if i == len(segments)-1 && !r.takesDots(i) {
			plain = withoutFormat(plain)
		}

		name, variable := strings.CutPrefix(pattern, ":")

		switch {
		case !variable && pattern != plain, plain == "":
			return nil, false
		case variable && !r.takesDots(i) && strings.ContainsAny(plain, "./?#"):
			return nil, false
		case variable:
			values[name] = plain
		}
	}

	return values, true
}

// takesDots is true for the path of a project or a group.
func (r route) takesDots(segment int) bool {
	return segment == 1 && r.segments[1] == ":id" && (r.segments[0] == "projects" || r.segments[0] == "groups")
}

// withoutFormat cuts the format off: "6.json" is 6.
func withoutFormat(segment string) string {
	if at := strings.LastIndexByte(segment, '.'); at > 0 && at < len(segment)-1 {
		return segment[:at]
	}

	return segment
}

// guarded is the endpoint of a path with the strictest access: a request for
// the methods of the path has to pass it.
func (c *call) guarded() route {
	for _, candidate := range candidates(c.request) {
		if candidate.path == c.route.path && candidate.access != runnerToken {
			return candidate
		}
	}

	return c.route
}

// options answers a request for the methods of a path.
func (c *call) options() (reply, error) {
	methods := []string{http.MethodOptions}

	for _, candidate := range candidates(c.request) {
		if candidate.path == c.route.path {
			methods = append(methods, candidate.method)
		}
	}

	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}

	return reply{status: http.StatusNoContent, header: http.Header{"Allow": {strings.Join(methods, ", ")}}}, nil
}
