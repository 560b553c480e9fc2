package gitlabsim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// reply is what a handler answers; one writer renders it.
type reply struct {
	status int
	header http.Header
	body   any // rendered as JSON; nil sends none; rawBody is sent as it is
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

func (a reply) write(w http.ResponseWriter, headOnly bool) {
	header := w.Header()
	header.Set("Cache-Control", "max-age=0, private, must-revalidate")
	header.Set("Vary", "Origin")
	header.Set("X-Content-Type-Options", "nosniff")

	for name, values := range a.header {
		header[name] = values
	}

	data, contentType := a.render()
	if contentType == "" {
		w.WriteHeader(a.status)

		return
	}

	header.Set("Content-Type", contentType)
	header.Set("Content-Length", strconv.Itoa(len(data)))
	w.WriteHeader(a.status)

	if !headOnly {
		// A client that went away is nothing to act upon.
		_, _ = w.Write(data)
	}
}

func (a reply) render() (data []byte, contentType string) {
	switch body := a.body.(type) {
	case nil:
		return nil, ""
	case rawBody:
		return []byte(body), body.contentType()
	default:
		return encode(body), "application/json"
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
