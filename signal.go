package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/clock"
)

// parentPoll is how often the provider checks that Terraform still runs.
const parentPoll = time.Second

// ignoreTermination ignores SIGTERM. A cancelled pipeline sends it to Terraform and
// the provider; Terraform then stops the provider's calls by the protocol, saves the
// state, and ends the provider. It can go when go-plugin ignores SIGTERM as it
// ignores SIGINT; no upstream issue was found.
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
