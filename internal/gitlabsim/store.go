package gitlabsim

import (
	"cmp"
	"slices"
	"sync"
	"time"
)

// store keeps the state behind one lock. A request holds it from the permission
// check to the answer, so no two requests interleave.
type store struct {
	mu    sync.Mutex
	state state
}

func (s *store) lock(do func(*state)) {
	s.mu.Lock()
	defer s.mu.Unlock()

	do(&s.state)
}

// state is everything a GitLab instance knows. Its methods keep the
// invariants: no row refers to a deleted one, a token belongs to one runner.
type state struct {
	release  release
	settings settings
	limits   planLimits

	users    table[*user]
	groups   table[*group]
	projects table[*project]
	runners  table[*runner]
	jobs     table[*job]
	pats     table[*accessToken]
	managers table[*manager]

	memberRoles table[*memberRole]

	tokens       map[string]*accessToken // user tokens by secret
	runnerTokens map[string]*runner      // runners by authentication token
	redirects    map[string]int64        // projects by a full path they once had
	queue        int64                   // changes when a job is queued
}

func newState(r release, now time.Time, rootToken string) *state {
	s := &state{
		release:  r,
		settings: defaultSettings(r),
		limits:   planLimits{ProjectRunners: 1000, GroupRunners: 1000},

		tokens:       map[string]*accessToken{},
		runnerTokens: map[string]*runner{},
		redirects:    map[string]int64{},
	}

	root := s.users.add(newUser("root", "Administrator", "admin@example.com", now))
	root.admin = true

	s.addToken(&accessToken{
		secret: rootToken, name: "root", user: root, createdAt: now,
		scopes: []string{
			scopeAPI, scopeReadAPI, scopeReadUser, scopeAdminMode, scopeCreateRunner, scopeManageRunner, scopeSudo,
		},
	})

	return s
}

// identity is the id of a row; rows embed it.
type identity struct{ id int64 }

func (i *identity) identify(id int64) { i.id = id }
func (i *identity) key() int64        { return i.id }

// row is what a table holds: pointers to something with an identity.
type row interface {
	identify(id int64)
	key() int64
}

// table keeps rows in ascending order of their ids, which count from 1 and
// are never used twice.
type table[R row] struct {
	last int64
	byID map[int64]R
	rows []R
}

func (t *table[R]) add(r R) R {
	if t.byID == nil {
		t.byID = map[int64]R{}
	}

	t.last++
	r.identify(t.last)
	t.byID[t.last] = r
	t.rows = append(t.rows, r)

	return r
}

func (t *table[R]) remove(r R) {
	delete(t.byID, r.key())

	at, found := slices.BinarySearchFunc(t.rows, r.key(), func(r R, id int64) int {
		return cmp.Compare(r.key(), id)
	})
	if found {
		t.rows = slices.Delete(t.rows, at, at+1)
	}
}

// get is nil for an id that nothing has.
func (t *table[R]) get(id int64) R { return t.byID[id] }

// where lists the rows that fit, in ascending order of their ids.
func (t *table[R]) where(fits func(R) bool) []R {
	var found []R

	for _, r := range t.rows {
		if fits(r) {
			found = append(found, r)
		}
	}

	return found
}

// first is nil when no row fits.
func (t *table[R]) first(fits func(R) bool) R {
	if at := slices.IndexFunc(t.rows, fits); at >= 0 {
		return t.rows[at]
	}

	var none R

	return none
}
