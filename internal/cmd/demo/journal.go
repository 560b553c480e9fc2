package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// requests are what was asked of GitLab, as "GET /runners/1", sorted: Terraform
// works on several runners at once.
type requests []string

// writes are those that may have changed something.
func (r requests) writes() requests {
	return slices.DeleteFunc(slices.Clone(r), func(request string) bool {
		return strings.HasPrefix(request, "GET ")
	})
}

// forget has the journal begin anew.
func (g *instance) forget(ctx context.Context) error {
	return g.sim(ctx, http.MethodDelete, "journal", nil, nil)
}

// heard is the journal since it began.
func (g *instance) heard(ctx context.Context) (requests, error) {
	var entries []struct {
		Method string `json:"method"`
		Path   string `json:"path"`
	}

	if err := g.sim(ctx, http.MethodGet, "journal", nil, &entries); err != nil {
		return nil, err
	}

	heard := make(requests, 0, len(entries))
	for _, entry := range entries {
		heard = append(heard, entry.Method+" "+strings.TrimPrefix(entry.Path, "/api/v4"))
	}

	slices.Sort(heard)

	return heard, nil
}

// advance moves the emulator's clock.
func (g *instance) advance(ctx context.Context, by time.Duration) error {
	return g.sim(ctx, http.MethodPost, "clock", map[string]string{"advance": by.String()}, nil)
}

// sim calls what lies beyond GitLab's API.
func (g *instance) sim(ctx context.Context, method, path string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}

	request, err := http.NewRequestWithContext(ctx, method, g.url+"/_sim/"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}

	request.Header.Set("Content-Type", "application/json")

	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()

	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s of the %s: %s", method, path, response.Status)
	}

	if out == nil {
		return nil
	}

	return json.NewDecoder(response.Body).Decode(out)
}
