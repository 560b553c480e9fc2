package gitlabsim

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
)

// journal is every API request since the start, in the order of arrival. At its
// limit the oldest entries are dropped.
type journal struct {
	mu      sync.Mutex
	longest int
	entries []*journalEntry
	size    int // in bytes
}

// journalEntry is one request. The status is 0 while it is under way, and
// stays so when the connection ended without an answer.
type journalEntry struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Query  string `json:"query"`
	Status int    `json:"status"`
	User   string `json:"user"`

	began time.Time
}

func (j *journal) open(entry journalEntry) *journalEntry {
	j.mu.Lock()
	defer j.mu.Unlock()

	j.entries = append(j.entries, &entry)
	j.size += entry.size()

	for len(j.entries) > j.longest || j.size > j.longest*entrySize && len(j.entries) > 1 {
		j.size -= j.entries[0].size()
		j.entries[0] = nil
		j.entries = j.entries[1:]
	}

	return &entry
}

func (e *journalEntry) size() int { return len(e.Method) + len(e.Path) + len(e.Query) + len(e.User) }

func (j *journal) close(entry *journalEntry, status int) {
	j.mu.Lock()
	defer j.mu.Unlock()

	entry.Status = status
}

func (j *journal) list() []journalEntry {
	j.mu.Lock()
	defer j.mu.Unlock()

	copies := make([]journalEntry, len(j.entries))
	for i, entry := range j.entries {
		copies[i] = *entry
	}

	return copies
}

func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()

	j.entries, j.size = nil, 0
}

const masked = "[MASKED]"

// tokenForm is what the tokens of users, runners and jobs look like, also
// those that are unknown by now.
var tokenForm = regexp.MustCompile(`gl(pat|rtr?|cbt)-|GR1348941|^t[123]_[\w-]{20}$`)

// isSecret says whether a text is a token, or looks like one.
func (s *state) isSecret(text string) bool {
	return s.tokens[text] != nil || s.runnerTokens[text] != nil || text == s.settings.registrationToken ||
		tokenForm.MatchString(text)
}

// entry is a request for the journal, without the tokens it may carry where
// they belong or where they do not.
func (s *state) entry(r *http.Request, began time.Time) journalEntry {
	var name string
	if token := s.tokens[tokenOf(r)]; token != nil {
		name = token.user.username
	}

	return journalEntry{
		Method: s.mask(r.Method), Path: s.maskPath(r.URL.EscapedPath()), Query: s.maskQuery(r.URL.RawQuery), User: name, began: began,
	}
}

func (s *state) mask(text string) string {
	if s.isSecret(text) {
		return masked
	}

	return text
}

func (s *state) maskPath(path string) string {
	segments := strings.Split(path, "/")

	for i, segment := range segments {
		if plain, err := url.PathUnescape(segment); err != nil || s.isSecret(plain) {
			segments[i] = masked
		}
	}

	return strings.Join(segments, "/")
}

var queryPair = regexp.MustCompile(`[^` + querySeparators + `]+`)

// maskQuery hides the values of parameters that are there for tokens, and
// every other value that is one. It cuts where Rack does.
func (s *state) maskQuery(raw string) string {
	return queryPair.ReplaceAllStringFunc(raw, s.maskPair)
}

func (s *state) maskPair(pair string) string {
	name, value, _ := strings.Cut(pair, "=")
	plainName, nameErr := url.QueryUnescape(name)
	plainValue, valueErr := url.QueryUnescape(value)

	switch {
	case nameErr != nil || s.isSecret(plainName):
		return masked
	case valueErr != nil || s.isSecret(plainValue) || strings.Contains(plainName, "token"):
		return name + "=" + masked
	default:
		return pair
	}
}
