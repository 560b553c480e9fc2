package gitlabsim

import (
	"net/http"
	"net/url"
	"strings"
)

const apiPrefix = "/api/v4/"

// handler answers one endpoint. It runs alone with the store.
type handler func(*call) (reply, error)

// access says who an endpoint answers.
type access int

const (
	signedIn    access = iota // a user token
	visitor                   // a user token, or none at all
	runnerToken               // no user token; the handler looks at the parameter token
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
	runnerTokenRoutes(), runnerRoutes(), runnerAgentRoutes(), projectRunnerRoutes(),
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
	// The escaped path keeps the %2F in the full path of a project.
	path, found := strings.CutPrefix(r.URL.EscapedPath(), apiPrefix)
	if !found {
		return route{}, nil, errNoRoute
	}

	method := r.Method
	if method == http.MethodHead {
		method = http.MethodGet
	}

	segments := strings.Split(strings.TrimSuffix(path, "/"), "/")

	for _, candidate := range routes[segments[0]] {
		if candidate.method != method {
			continue
		}

		if values, fits := candidate.fit(segments); fits {
			return candidate, values, nil
		}
	}

	return route{}, nil, errNoRoute
}

func (r route) fit(segments []string) (map[string]string, bool) {
	if len(segments) != len(r.segments) {
		return nil, false
	}

	values := map[string]string{}

	for i, pattern := range r.segments {
		name, variable := strings.CutPrefix(pattern, ":")
		if !variable {
			if pattern != segments[i] {
				return nil, false
			}

			continue
		}

		value, err := url.PathUnescape(segments[i])
		if err != nil || value == "" {
			return nil, false
		}

		values[name] = value
	}

	return values, true
}
