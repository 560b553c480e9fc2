package main

import "time"

// Terraform works on ten resources at once by default. A data source and an
// exclusive set send twenty requests at once, as many as max_concurrent_requests
// allows by default.
const (
	terraformAtOnce = 10
	providerAtOnce  = 20
	// perPage is the most that GitLab puts on a page.
	perPage = 100
)

// The walks of Terraform that send requests to GitLab. Each has its own provider
// process, with its own connections and its own cache.
const (
	planning = "plan"
	applying = "apply"
)

// phase is a number of necessary requests that do not wait for one another. The
// requests of the next phase need their answers.
type phase struct {
	walk             string
	requests, atOnce int
}

// ideal is the fewest requests that a command can send.
type ideal []phase

func (i ideal) requests() int {
	sum := 0
	for _, phase := range i {
		sum += phase.requests
	}

	return sum
}

// connections are the concurrent requests of each walk.
func (i ideal) connections() int {
	most := make(map[string]int)
	for _, phase := range i {
		most[phase.walk] = max(most[phase.walk], min(phase.requests, phase.atOnce))
	}

	sum := 0
	for _, count := range most {
		sum += count
	}

	return sum
}

// answers is how long the answers take. With a rate limit it is how long the limit
// takes.
func (i ideal) answers(latency time.Duration, limit budget) time.Duration {
	if limit.requests > 0 {
		return time.Duration(i.requests()) * limit.window / time.Duration(limit.requests)
	}

	var sum time.Duration
	for _, phase := range i {
		rounds := (phase.requests + phase.atOnce - 1) / phase.atOnce
		sum += time.Duration(rounds) * latency
	}

	return sum
}
