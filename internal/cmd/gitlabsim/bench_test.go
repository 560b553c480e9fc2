package main

import "testing"

// From the arguments to the line that says where it listens: 100 ms at most.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		_, stop := start(b, "-listen", "127.0.0.1:0", "-seed", "demo")

		b.StopTimer()
		stop()
		b.StartTimer()
	}
}
