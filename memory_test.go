package main

import (
	"runtime/debug"
	"testing"
)

// Not parallel: the settings are those of the whole process.
func TestTuneGC(t *testing.T) { //nolint:paralleltest // See above.
	for variable, changes := range map[string]bool{"GOGC": false, "GOMEMLIMIT": false, "GODEBUG": true} {
		percent, limit := debug.SetGCPercent(77), debug.SetMemoryLimit(-1)

		tuneGC(func(name string) string {
			if name == variable {
				return "1"
			}

			return ""
		})

		if got := debug.SetGCPercent(percent) != 77 && debug.SetMemoryLimit(limit) != limit; got != changes {
			t.Errorf("%s is set: the settings were changed: %t", variable, got)
		}
	}
}
