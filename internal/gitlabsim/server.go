package gitlabsim

import (
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// Server answers like a GitLab instance, from memory. Make one with [New].
type Server struct {
	clock     clock.Clock
	rootToken string

	registrationToken string // of the instance; random when empty

	release   release
	adminMode bool
	latency   time.Duration
	limiter   *limiter
	seed      Seed
	capacity  int // of the state in rows, of the journal in requests

	offset  atomic.Int64 // what /_sim/clock added to the clock, in nanoseconds
	store   store
	faults  faults
	journal journal
}

// New returns an emulator that holds the user root and what [WithSeed] says.
func New(options ...Option) *Server {
	s := &Server{clock: clock.System{}, rootToken: "glpat-root", capacity: maxRows}

	WithVersion(Newest)(s)

	for _, option := range options {
		option(s)
	}

	s.journal.longest = s.capacity
	s.reset()

	return s
}

// reset is the state of the start.
func (s *Server) reset() {
	s.offset.Store(0)
	s.faults.clear()
	s.journal.clear()

	if s.limiter != nil {
		s.limiter.reset()
	}

	s.store.lock(func(st *state) {
		*st = *newState(s.release, s.now(), s.rootToken)
		if s.registrationToken != "" {
			st.settings.registrationToken = s.registrationToken
		}

		st.fill(s.seed, s.now())
	})
}

// now is the emulator's time.
func (s *Server) now() time.Time {
	return s.clock.Now().Add(time.Duration(s.offset.Load())).UTC()
}

func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id := rand.Text()
	w.Header().Set("X-Request-Id", id)
	w.Header().Set("X-Gitlab-Meta", `{"correlation_id":"`+id+`","version":"1"}`)

	if len(r.URL.RequestURI()) > maxURI {
		s.write(w, r, renderError(errURITooLong))

		return
	}

	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		err = errUnreadable(err)
	}

	if strings.HasPrefix(r.URL.Path, "/_sim/") {
		s.serveSim(w, r, body, err)

		return
	}

	s.serveAPI(w, r, body, err)
}

// serveAPI applies latency, rate limit and faults to an API request.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request, body []byte, unread error) {
	var entry *journalEntry

	began := s.now()

	s.store.lock(func(st *state) { entry = s.journal.open(st.entry(r, began)) })

	if err := s.clock.Sleep(r.Context(), s.latency); err != nil {
		return
	}

	header, allowed := s.limit(r, entry.User)

	switch {
	case unread != nil:
		s.answer(w, r, entry, header, renderError(unread))
	case !allowed:
		s.answer(w, r, entry, header, reply{status: http.StatusTooManyRequests, body: rawBody("Retry later\n")})
	default:
		s.serveFaulty(w, r, body, entry, header)
	}
}

func (s *Server) limit(r *http.Request, user string) (http.Header, bool) {
	if s.limiter == nil {
		return nil, true
	}

	if user == "" {
		address, _, _ := net.SplitHostPort(r.RemoteAddr)

		return s.limiter.take("throttle_unauthenticated_api", "address "+address, s.now())
	}

	return s.limiter.take("throttle_authenticated_api", user, s.now())
}

// serveFaulty acts on the request unless a fault prevents it.
func (s *Server) serveFaulty(w http.ResponseWriter, r *http.Request, body []byte, entry *journalEntry, header http.Header) {
	fault := s.faults.take(r)

	var result reply

	if fault.acts() && fault.After {
		result = s.act(r, body)
	}

	if !fault.wait(r) {
		return
	}

	if fault.Drop == dropBefore {
		drop(w)

		return
	}

	if fault.acts() && !fault.After {
		result = s.act(r, body)
	}

	if fault.Drop == dropAfter {
		drop(w)

		return
	}

	if fault.Status != 0 {
		result = fault.reply()
	}

	s.answer(w, r, entry, header, result)
}

// act routes the request and calls its handler, which holds the lock of the store.
func (s *Server) act(r *http.Request, body []byte) reply {
	if err := checkTexts(r); err != nil {
		return renderError(err)
	}

	var refusal error

	s.store.lock(func(st *state) { refusal = st.readOnly(r) })

	if refusal != nil {
		return renderError(refusal)
	}

	params, err := readParams(r, body)
	if err != nil {
		return renderError(err)
	}

	found, values, err := match(r)
	if err != nil {
		return renderError(err)
	}

	var result reply

	s.store.lock(func(st *state) {
		c := &call{
			state: st, request: r, now: s.now(), adminMode: s.adminMode, root: s.rootToken,
			route: found, values: values, params: params,
		}
		if err = st.room(s.capacity); err == nil || !grows(r) {
			result, err = c.run()
		}
	})

	if err != nil {
		return renderError(err)
	}

	return result
}

// answer records the status in the journal before it sends the response.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, entry *journalEntry, header http.Header, result reply) {
	for name := range header {
		w.Header().Set(name, header.Get(name))
	}

	w.Header().Set("X-Runtime", strconv.FormatFloat(s.now().Sub(entry.began).Seconds(), 'f', 6, 64))

	result = result.finish(r)
	s.journal.close(entry, result.status)
	s.write(w, r, result)
}

// write renders a reply. The header Date has the emulator's time.
func (s *Server) write(w http.ResponseWriter, r *http.Request, result reply) {
	w.Header().Set("Date", s.now().Format(http.TimeFormat))
	result.write(w, r.Method == http.MethodHead)
}

// drop ends the connection without an answer.
func drop(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		// Where there is nothing to hijack (HTTP/2) this is how a handler gives up.
		panic(http.ErrAbortHandler)
	}

	// The connection is dropped either way.
	_ = conn.Close()
}

func isLoopback(r *http.Request) bool {
	address, err := netip.ParseAddrPort(r.RemoteAddr)

	return err == nil && address.Addr().Unmap().IsLoopback()
}

func errUnreadable(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return errBodyTooLarge
	}

	return errMalformedBody(err.Error())
}
