package sandbox

import (
	"context"
	"net/http"
	"strings"
	"time"
)

// Request is a request in the emulator's journal.
type Request struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Query  string `json:"query"`
	Status int    `json:"status"`
	User   string `json:"user"`
}

// String is the request without its status, as "GET /runners/1".
func (r Request) String() string {
	text := r.Method + " " + strings.TrimPrefix(r.Path, "/api/v4")
	if r.Query != "" {
		text += "?" + r.Query
	}

	return text
}

// IsWrite reports whether the request may have changed something.
func (r Request) IsWrite() bool { return r.Method != http.MethodGet }

// ReadJournal returns the requests since the journal was last cleared.
func (g *GitLab) ReadJournal(ctx context.Context) ([]Request, error) {
	var journal []Request

	err := g.Control(ctx, http.MethodGet, "journal", nil, &journal)

	return journal, err
}

// ClearJournal empties the journal.
func (g *GitLab) ClearJournal(ctx context.Context) error {
	return g.Control(ctx, http.MethodDelete, "journal", nil, nil)
}

// AdvanceClock moves the emulator's clock.
func (g *GitLab) AdvanceClock(ctx context.Context, by time.Duration) error {
	return g.Control(ctx, http.MethodPost, "clock", map[string]string{"advance": by.String()}, nil)
}

// Control calls what the emulator has besides GitLab's API. The path is below
// /_sim, and out may be nil.
func (g *GitLab) Control(ctx context.Context, method, path string, in, out any) error {
	return g.send(ctx, method, "/_sim/"+path, in, out)
}
