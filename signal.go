package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// parentPoll is how often the provider looks whether Terraform still runs.
const parentPoll = time.Second

// ignoreTermination keeps the process alive on SIGTERM. A cancelled pipeline
// sends it to Terraform and the provider alike; Terraform then stops the
// provider's calls by the protocol, saves the state, and ends the provider.
// go-plugin ignores SIGINT alone; no upstream issue was found.
func ignoreTermination() {
	signal.Notify(make(chan os.Signal, 1), syscall.SIGTERM)
}

// waitForParent returns when the process has another parent than the first,
// because Terraform has ended without ending the provider.
func waitForParent(ctx context.Context, clock clock.Clock, first int, parent func() int) {
	for parent() == first {
		if err := clock.Sleep(ctx, parentPoll); err != nil {
			return
		}
	}
}
