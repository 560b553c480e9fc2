package gitlabsim

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// journal is every API request since the start, in the order of arrival; when
// it is as long as it may be, the oldest make room.
type journal struct {
	mu      sync.Mutex
	longest int
	entries []*journalEntry
}

// journalEntry is one request. The status is 0 while it is under way, and
// stays so when the connection ended without an answer.
type journalEntry struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Query  string `json:"query"`
	Status int    `json:"status"`
	User   string `json:"user"`
}

func (j *journal) open(r *http.Request, user string) *journalEntry {
	entry := &journalEntry{
		Method: r.Method, Path: r.URL.EscapedPath(), Query: maskQuery(r.URL.RawQuery), User: user,
	}

	j.mu.Lock()
	defer j.mu.Unlock()

	j.entries = append(j.entries, entry)
	if surplus := len(j.entries) - j.longest; surplus > 0 {
		clear(j.entries[:surplus])
		j.entries = j.entries[surplus:]
	}

	return entry
}

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

	j.entries = nil
}

// maskQuery hides the values of parameters that carry tokens.
func maskQuery(raw string) string {
	pairs := strings.Split(raw, "&")

	for i, pair := range pairs {
		name, _, _ := strings.Cut(pair, "=")

		plain, err := url.QueryUnescape(name)
		if err != nil {
			plain = name
		}

		switch plain {
		case "token", "private_token", "access_token", "job_token":
			pairs[i] = name + "=[MASKED]"
		}
	}

	return strings.Join(pairs, "&")
}
