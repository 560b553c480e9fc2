package main

import (
	"net"
	"net/http"
	"sync"
)

// gate stands before the emulator and counts what reaches it.
type gate struct {
	emulator http.Handler

	mu sync.Mutex
	traffic
}

// traffic is what reached the emulator.
type traffic struct {
	// requests counts what was answered by anything but 429.
	requests int
	// refused counts what was answered by 429.
	refused int
	// connections counts those that were opened.
	connections int
	// windows are those of the rate limit, in order.
	windows []window
}

// window is a window of the rate limit, as the answers tell of it.
type window struct {
	reset  string // when it ends, which tells one from another
	served int
}

// ServeHTTP implements [http.Handler].
func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := &answer{ResponseWriter: w, status: http.StatusOK}
	g.emulator.ServeHTTP(answer, r)

	g.mu.Lock()
	defer g.mu.Unlock()

	if answer.status == http.StatusTooManyRequests {
		g.refused++

		return
	}

	g.requests++
	g.count(w.Header().Get("RateLimit-Reset"))
}

// count notes in which window an answer was given, if there are any.
func (g *gate) count(reset string) {
	if reset == "" {
		return
	}

	for i := range g.windows {
		if g.windows[i].reset == reset {
			g.windows[i].served++

			return
		}
	}

	g.windows = append(g.windows, window{reset, 1})
}

// connection is told of every connection.
func (g *gate) connection(_ net.Conn, state http.ConnState) {
	if state != http.StateNew {
		return
	}

	g.mu.Lock()
	defer g.mu.Unlock()

	g.connections++
}

// take is the traffic since the last call.
func (g *gate) take() traffic {
	g.mu.Lock()
	defer g.mu.Unlock()

	taken := g.traffic
	g.traffic = traffic{}

	return taken
}

// used is the share of a budget that was used in the windows that were there
// from their beginning to their end; false if there was none.
func (t traffic) used(limit budget) (float64, bool) {
	if len(t.windows) < 3 {
		return 0, false
	}

	whole, served := t.windows[1:len(t.windows)-1], 0
	for _, w := range whole {
		served += w.served
	}

	return float64(served) / float64(limit.requests*len(whole)), true
}

// answer remembers the status.
type answer struct {
	http.ResponseWriter

	status int
}

// WriteHeader implements [http.ResponseWriter].
func (a *answer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}
