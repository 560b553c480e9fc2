package main

import (
	"net"
	"net/http"
	"sync"
)

// counter counts the requests that reach the emulator.
type counter struct {
	emulator http.Handler

	mu sync.Mutex
	traffic
}

// traffic is the requests and connections that reached the emulator.
type traffic struct {
	// requests counts the requests with another answer than 429.
	requests int
	// refused counts the requests that were answered with 429.
	refused int
	// connections counts the opened connections.
	connections int
	// windows are the windows of the rate limit, in order.
	windows []window
}

// window is a window of the rate limit, from the headers of the answers.
type window struct {
	reset  string // its end, which identifies it
	served int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	answer := &answer{ResponseWriter: w, status: http.StatusOK}
	c.emulator.ServeHTTP(answer, r)

	c.mu.Lock()
	defer c.mu.Unlock()

	if answer.status == http.StatusTooManyRequests {
		c.refused++

		return
	}

	c.requests++
	c.count(w.Header().Get("RateLimit-Reset"))
}

// count counts an answer in its window.
func (c *counter) count(reset string) {
	if reset == "" {
		return
	}

	for i := range c.windows {
		if c.windows[i].reset == reset {
			c.windows[i].served++

			return
		}
	}

	c.windows = append(c.windows, window{reset, 1})
}

// connection implements the ConnState of an [http.Server].
func (c *counter) connection(_ net.Conn, state http.ConnState) {
	if state != http.StateNew {
		return
	}

	c.mu.Lock()
	defer c.mu.Unlock()

	c.connections++
}

// take is the traffic since the last call.
func (c *counter) take() traffic {
	c.mu.Lock()
	defer c.mu.Unlock()

	taken := c.traffic
	c.traffic = traffic{}

	return taken
}

// used is the used share of a budget in all windows but the first and the last;
// false if there is none.
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

// answer keeps the status.
type answer struct {
	http.ResponseWriter

	status int
}

func (a *answer) WriteHeader(status int) {
	a.status = status
	a.ResponseWriter.WriteHeader(status)
}
