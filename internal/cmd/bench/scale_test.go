package main

import (
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
)

// A Terraform that needs 2 ms for each runner, 1 µs for each pair of runners, and a
// second for its start: with 2,000 runners, both parts are equal.
func TestReport_quadraticFrom(t *testing.T) {
	t.Parallel()

	var r report

	for _, s := range scale() {
		n := s.ideal.requests()
		spent := cost{wall: time.Second, terraform: time.Duration(2_000*n+n*n) * time.Microsecond, provider: usage.Usage{CPU: time.Second, Memory: 1 << 20}}
		r.scenarios = append(r.scenarios, figures{scenario: s, provider: spent, floor: spent, traffic: traffic{requests: n}})
	}

	r.scenarios[0].floor.terraform += time.Second

	if runners, known := r.quadraticFrom(); !known || runners != 2_000 {
		t.Errorf("got %d, %t", runners, known)
	}

	if _, known := (report{scenarios: r.scenarios[:1]}).quadraticFrom(); known {
		t.Error("one fleet shows no growth")
	}

	charts := r.charts()
	if len(charts) != 4 || charts[0].series[0].y[4] != 10_000 || charts[2].series[1].y[1] != 0.69 {
		t.Errorf("got %v", charts)
	}
}
