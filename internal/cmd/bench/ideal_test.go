package main

import (
	"testing"
	"time"
)

func TestIdeal(t *testing.T) {
	t.Parallel()

	const latency = 50 * time.Millisecond

	for name, test := range map[string]struct {
		ideal       ideal
		limit       budget
		requests    int
		connections int
		answers     time.Duration
	}{
		"ten at once": {
			ideal:    ideal{{planning, 1000, terraformAtOnce}},
			requests: 1000, connections: 10, answers: 5 * time.Second,
		},
		"the last round is not full": {
			ideal:    ideal{{planning, 11, terraformAtOnce}},
			requests: 11, connections: 10, answers: 2 * latency,
		},
		"fewer than could be at once": {
			ideal:    ideal{{planning, 3, terraformAtOnce}},
			requests: 3, connections: 3, answers: latency,
		},
		"one walk keeps its connections": {
			ideal:    ideal{{planning, 20, 1}, {planning, 2000, providerAtOnce}},
			requests: 2020, connections: 20, answers: 6 * time.Second,
		},
		"two walks do not share them": {
			ideal:    ideal{{planning, 10, terraformAtOnce}, {applying, 10, terraformAtOnce}},
			requests: 20, connections: 20, answers: 2 * latency,
		},
		"a budget takes its time, whatever the latency": {
			ideal: ideal{{planning, 1000, terraformAtOnce}}, limit: budget{200, 6 * time.Second},
			requests: 1000, connections: 10, answers: 30 * time.Second,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if got := test.ideal.requests(); got != test.requests {
				t.Errorf("got %d requests, want %d", got, test.requests)
			}

			if got := test.ideal.connections(); got != test.connections {
				t.Errorf("got %d connections, want %d", got, test.connections)
			}

			if got := test.ideal.answers(latency, test.limit); got != test.answers {
				t.Errorf("got %v for the answers, want %v", got, test.answers)
			}
		})
	}
}

func TestScenarios(t *testing.T) {
	t.Parallel()

	for _, s := range scenarios(1000) {
		if want := map[string]int{
			"plan": 1000, "create": 1000, "change": 2000, "list": 50, "details": 5050, "exclusive": 505, "budget": 1000, "large": 10_000,
		}[s.name]; s.ideal.requests() != want {
			t.Errorf("%s: the ideal is %d requests, want %d", s.name, s.ideal.requests(), want)
		}
	}
}
