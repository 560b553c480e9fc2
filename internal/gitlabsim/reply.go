package gitlabsim

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// reply is what a handler answers; one writer renders it.
type reply struct {
	status int
	header http.Header
	body   any // rendered as JSON; nil sends none; rawBody and rendered are sent as they are
}

// rawBody is sent as it is, with a content type by its look.
type rawBody string

func ok(body any) (reply, error) {
	return reply{status: http.StatusOK, body: body}, nil
}

func created(body any) (reply, error) {
	return reply{status: http.StatusCreated, body: body}, nil
}

func noContent() (reply, error) {
	return reply{status: http.StatusNoContent}, nil
}

// accepted answers a deletion that GitLab finishes in the background; the
// emulator has already done it.
func accepted() (reply, error) {
	return reply{status: http.StatusAccepted, body: message{"202 Accepted"}}, nil
}

// rendered is a body in its bytes.
type rendered struct {
	data        []byte
	contentType string // none without a body
}

// finish renders the body and adds what Rails adds: an ETag to a success, and
// 304 in its place when the client has it. Source: Rack 2.2, lib/rack/etag.rb,
// conditional_get.rb.
func (a reply) finish(r *http.Request) reply {
	body := a.render()
	header := a.header.Clone()

	if header == nil {
		header = http.Header{}
	}

	header.Set("Cache-Control", "no-cache")

	if len(body.data) > 0 && (a.status == http.StatusOK || a.status == http.StatusCreated) {
		sum := sha256.Sum256(body.data)
		tag := `W/"` + hex.EncodeToString(sum[:16]) + `"`

		header.Set("ETag", tag)
		header.Set("Cache-Control", "max-age=0, private, must-revalidate")

		reads := r.Method == http.MethodGet || r.Method == http.MethodHead
		if reads && a.status == http.StatusOK && r.Header.Get("If-None-Match") == tag {
			return reply{status: http.StatusNotModified, header: header, body: rendered{}}
		}
	}

	return reply{status: a.status, header: header, body: body}
}

func (a reply) write(w http.ResponseWriter, headOnly bool) {
	header := w.Header()
	header.Set("Vary", "Origin")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "SAMEORIGIN")

	for name, values := range a.header {
		header[name] = values
	}

	body := a.render()
	if body.contentType == "" {
		w.WriteHeader(a.status)

		return
	}

	header.Set("Content-Type", body.contentType)
	header.Set("Content-Length", strconv.Itoa(len(body.data)))
	w.WriteHeader(a.status)

	if !headOnly {
		// A client that went away is nothing to act upon.
		_, _ = w.Write(body.data)
	}
}

func (a reply) render() rendered {
	switch body := a.body.(type) {
	case nil:
		return rendered{}
	case rendered:
		return body
	case rawBody:
		return rendered{[]byte(body), body.contentType()}
	default:
		return rendered{encode(body), "application/json"}
	}
}

func (b rawBody) contentType() string {
	text := strings.TrimSpace(string(b))

	switch {
	case strings.HasPrefix(text, "<"):
		return "text/html; charset=utf-8"
	case json.Valid([]byte(text)):
		return "application/json"
	default:
		return "text/plain; charset=utf-8"
	}
}

// encode is JSON as GitLab writes it: no newline, no escaped angle brackets.
func encode(body any) []byte {
	var buffer bytes.Buffer

	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)

	if err := encoder.Encode(body); err != nil {
		// Every body is one of our own types.
		panic(err)
	}

	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))
}
