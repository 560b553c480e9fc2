package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Only windows from beginning to end say how much of the budget can be used.
func TestTraffic_used(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		windows []window
		want    float64
		known   bool
	}{
		"none":                     {},
		"a beginning and an end":   {windows: []window{{"1", 10}, {"2", 10}}},
		"one between":              {windows: []window{{"1", 1}, {"2", 9}, {"3", 1}}, want: 0.9, known: true},
		"two between, one of them": {windows: []window{{"1", 1}, {"2", 10}, {"3", 5}, {"4", 1}}, want: 0.75, known: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if got, known := (traffic{windows: test.windows}).used(budget{requests: 10}); got != test.want || known != test.known {
				t.Errorf("got %v, %v", got, known)
			}
		})
	}
}

// With a rate limit, the setup is not limited and the measured requests are counted.
func TestCounter(t *testing.T) {
	t.Parallel()

	// A window that does not end while the test runs.
	g, err := serve(t.Context(), 0, budget{2, 1000 * time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	defer g.close()

	create := func() error {
		_, err := g.Create(t.Context(), "user/runners", map[string]any{"runner_type": "instance_type"})

		return err
	}

	err = g.setUp(func() error {
		for range 5 {
			if err := create(); err != nil {
				return err
			}
		}

		return nil
	})
	if err != nil {
		t.Fatalf("the setup was rate limited: %v", err)
	}

	if got := g.counter.take(); got.requests != 5 || got.refused != 0 {
		t.Errorf("the setup was %+v", got)
	}

	for range 3 {
		_ = create() // The third one is refused.
	}

	got := g.counter.take()
	if got.requests != 2 || got.refused != 1 || len(got.windows) != 1 || got.windows[0].served != 2 {
		t.Errorf("the measured traffic is %+v", got)
	}
}

// Every opened connection is counted, whether or not a request follows.
func TestCounter_connections(t *testing.T) {
	t.Parallel()

	g := &counter{emulator: http.NotFoundHandler()}
	server := httptest.NewUnstartedServer(g)
	server.Config.ConnState = g.connection
	server.Start()
	defer server.Close()

	for range 3 {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

		response, err := client.Get(server.URL) //nolint:noctx // The test ends the server.
		if err != nil {
			t.Fatal(err)
		}

		_ = response.Body.Close()
	}

	if got := g.take(); got.connections != 3 || got.requests != 3 {
		t.Errorf("got %+v", got)
	}
}
