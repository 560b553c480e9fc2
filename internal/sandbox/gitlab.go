package sandbox

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"
)

// HTTPClient sends requests over connections of its own: httptest.Server.Close
// also closes the idle connections of http.DefaultTransport, and cuts off the
// answer without a body that another test is about to read from one of them.
var HTTPClient = &http.Client{Transport: new(http.Transport)}

// GitLab is a GitLab, called as its administrator over plain HTTP: what the
// provider says is checked without the provider's code.
type GitLab struct {
	// URL is its address, without /api/v4.
	URL string
	// Token is an access token of an administrator.
	Token string
}

// StatusError is an answer that refuses a request.
type StatusError struct {
	Request string
	Status  int
	Body    string
}

func (e *StatusError) Error() string { return fmt.Sprintf("%s: %d %s", e.Request, e.Status, e.Body) }

// NewToken returns an access token for the administrator of an emulator.
func NewToken() string { return "glpat-" + rand.Text() }

// Serve serves an emulator, whose administrator has this token, on a free port
// of this machine until the server is closed.
func Serve(ctx context.Context, token string, server *http.Server) (*GitLab, error) {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the emulator: %w", err)
	}

	server.ReadHeaderTimeout = 10 * time.Second

	go func() { _ = server.Serve(listener) }() // returns when the server is closed

	return &GitLab{URL: "http://" + listener.Addr().String(), Token: token}, nil
}

// ProviderVariables are the variables with which the provider uses this GitLab.
func (g *GitLab) ProviderVariables() []string {
	return []string{"GITLAB_BASE_URL=" + g.URL, "GITLAB_TOKEN=" + g.Token}
}

// Create makes an object with a POST and returns its id.
func (g *GitLab) Create(ctx context.Context, path string, in map[string]any) (int64, error) {
	var created struct {
		ID int64 `json:"id"`
	}

	err := g.Call(ctx, http.MethodPost, path, in, &created)

	return created.ID, err
}

// Call calls GitLab's API. The path is below /api/v4, and out may be nil.
func (g *GitLab) Call(ctx context.Context, method, path string, in, out any) error {
	return g.send(ctx, method, "/api/v4/"+path, in, out)
}

func (g *GitLab) send(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}

	request, err := http.NewRequestWithContext(ctx, method, g.URL+path, bytes.NewReader(body))
	if err != nil {
		return err
	}

	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Private-Token", g.Token)

	response, err := HTTPClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()

	answer, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}

	if response.StatusCode >= http.StatusBadRequest {
		return &StatusError{Request: method + " " + path, Status: response.StatusCode, Body: string(answer)}
	}

	if out == nil {
		return nil
	}

	return json.Unmarshal(answer, out)
}
