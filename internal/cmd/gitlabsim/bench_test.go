package main

import "testing"

// The time from the arguments to the line with the address: 100 ms at most.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		_, stop := start(b, "-listen", "127.0.0.1:0", "-seed", "demo")

		b.StopTimer()
		stop()
		b.StartTimer()
	}
}
