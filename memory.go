package main

import "runtime/debug"

// tuneGC makes the garbage collector run less often: the framework allocates a
// megabyte for each resource in a plan and keeps none of it. The memory limit makes
// it run as often as by default where much memory stays in use, as in a list of ten
// thousand runners. Values from the environment take precedence.
func tuneGC(getenv func(string) string) {
	if getenv("GOGC") == "" && getenv("GOMEMLIMIT") == "" {
		debug.SetGCPercent(400)
		debug.SetMemoryLimit(160 << 20)
	}
}
