package main

import "time"

// Terraform works on so many resources at once unless it is told otherwise, and
// the provider sends so many requests at once.
const (
	terraformAtOnce = 10
	providerAtOnce  = 20
	// exclusiveAtOnce is how many projects the exclusive set writes to at once.
	exclusiveAtOnce = 8
	// perPage is the most that GitLab puts on a page.
	perPage = 100
)

// The walks of Terraform that ask anything of GitLab. Each has a provider
// process of its own, with connections and knowledge of its own.
const (
	planning = "plan"
	applying = "apply"
)

// leg is a number of requests that do not wait for one another, and that nobody
// could do without. Those of the next leg need the answers of this one.
type leg struct {
	walk             string
	requests, atOnce int
}

// ideal is the least that a command has to ask of GitLab.
type ideal []leg

func (i ideal) requests() int {
	sum := 0
	for _, leg := range i {
		sum += leg.requests
	}

	return sum
}

// connections are as many as requests are under way at once, in each walk.
func (i ideal) connections() int {
	most := make(map[string]int)
	for _, leg := range i {
		most[leg.walk] = max(most[leg.walk], min(leg.requests, leg.atOnce))
	}

	sum := 0
	for _, count := range most {
		sum += count
	}

	return sum
}

// wire is how long the answers take, if none is waited for in vain. Under a
// rate budget it is how long the budget takes.
func (i ideal) wire(latency time.Duration, limit budget) time.Duration {
	if limit.requests > 0 {
		return time.Duration(i.requests()) * limit.window / time.Duration(limit.requests)
	}

	var sum time.Duration
	for _, leg := range i {
		rounds := (leg.requests + leg.atOnce - 1) / leg.atOnce
		sum += time.Duration(rounds) * latency
	}

	return sum
}
