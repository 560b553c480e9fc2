// Command gitlabsim serves the emulator of GitLab's Runners API.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabsim"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the program at once.
	context.AfterFunc(ctx, stop)

	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)

	stop()
	os.Exit(code)
}

// run serves until ctx ends. It returns 2 for invalid flags and 1 for other errors.
func run(ctx context.Context, arguments []string, stdout, stderr io.Writer) int {
	settings, err := parseFlags(arguments, stderr)

	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		report(stderr, err)

		return 2
	}

	if err := serve(ctx, settings, stdout); err != nil {
		report(stderr, err)

		return 1
	}

	return 0
}

func report(stderr io.Writer, err error) {
	_, _ = fmt.Fprintf(stderr, "gitlabsim: %v\n", err)
}

func serve(ctx context.Context, settings settings, stdout io.Writer) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", settings.listen)
	if err != nil {
		return fmt.Errorf("%w; set another address with -listen, or port 0 for any free port", err)
	}

	server := &http.Server{
		Handler:           gitlabsim.New(settings.options...),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
	}
	ended := make(chan error, 1)

	go func() { ended <- server.Serve(listener) }()

	if _, err := fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr()); err != nil {
		return errors.Join(err, server.Close())
	}

	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}

	// Requests in flight may finish, for a while.
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()

	if err := server.Shutdown(patience); err != nil {
		return server.Close()
	}

	return nil
}
