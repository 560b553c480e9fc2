package main

import "runtime/debug"

// collectSeldom trades memory that nobody misses for the time of the garbage
// collector: the framework makes a megabyte of garbage for each resource in a
// plan, of which nothing stays. Where much does stay, in a list of ten thousand
// runners, the limit has the collector work as hard as ever. Whoever has set
// either for this process knows better.
func collectSeldom(getenv func(string) string) {
	if getenv("GOGC") == "" && getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(160 << 20)
	}
}
