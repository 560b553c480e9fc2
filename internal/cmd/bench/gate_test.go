package main

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// Only what was there from its beginning to its end says how much of the
// budget can be used.
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

// The gate in front of a real emulator with a budget: scenes are set at once
// and for free, what is measured is counted.
func TestGate(t *testing.T) {
	t.Parallel()

	// A window that does not end while the test runs.
	g, err := serve(t.Context(), 0, budget{2, 1e6 * time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	defer g.close()

	create := func() error {
		_, err := g.create(t.Context(), "user/runners", map[string]any{"runner_type": "instance_type"})

		return err
	}

	err = g.set(func() error {
		for range 5 {
			if err := create(); err != nil {
				return err
			}
		}

		return nil
	})
	if err != nil {
		t.Fatalf("setting the scene met the budget: %v", err)
	}

	if got := g.gate.take(); got.requests != 5 || got.refused != 0 {
		t.Errorf("the scene was %+v", got)
	}

	for range 3 {
		_ = create() // The third one is refused.
	}

	got := g.gate.take()
	if got.requests != 2 || got.refused != 1 || len(got.windows) != 1 || got.windows[0].served != 2 {
		t.Errorf("what was measured is %+v", got)
	}
}

// Every opened connection is counted, whether or not a request follows.
func TestGate_connections(t *testing.T) {
	t.Parallel()

	g := &gate{emulator: http.NotFoundHandler()}
	server := httptest.NewUnstartedServer(g)
	server.Config.ConnState = g.connection
	server.Start()
	defer server.Close()

	for range 3 {
		client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}

		response, err := client.Get(server.URL) //nolint:noctx // The server is of this test.
		if err != nil {
			t.Fatal(err)
		}

		_ = response.Body.Close()
	}

	if got := g.take(); got.connections != 3 || got.requests != 3 {
		t.Errorf("got %+v", got)
	}
}
