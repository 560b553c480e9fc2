package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// rehearsal is one run of the command.
type rehearsal struct {
	sandbox.Host

	allPlatforms bool
	binaries     []string // each a Terraform or an OpenTofu
}

// findBinaries takes the named binaries, or those that are found.
func (r *rehearsal) findBinaries(names []string) error {
	for _, name := range names {
		path, err := r.Find("make rehearse", name)
		if err != nil {
			return err
		}

		r.binaries = append(r.binaries, path)
	}

	if len(names) > 0 {
		return nil
	}

	for _, product := range []string{"terraform", "tofu"} {
		if path, err := r.FindProduct(product); err == nil {
			r.binaries = append(r.binaries, path)
		}
	}

	if len(r.binaries) == 0 {
		_, err := r.Find("make rehearse", "")

		return err
	}

	return nil
}

// run makes the release, and installs it from every source with every binary.
func (r *rehearsal) run(ctx context.Context) (err error) {
	folder, err := os.MkdirTemp(r.TempDir, "gitlabrunner-rehearse-")
	if err != nil {
		return err
	}

	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	made, err := r.makeRelease(ctx, folder)
	if err != nil {
		return err
	}

	if err := made.check(); err != nil {
		return err
	}

	r.report("The release has %d packages, checksums, their signature, the manifest, the emulator and bills of materials.", len(made.packages))

	served, err := serveRelease(made, filepath.Join(folder, "mirror"))
	if err != nil {
		return err
	}

	defer served.Close()

	for _, path := range r.binaries {
		for _, source := range sources() {
			began := time.Now()
			home := filepath.Join(folder, fmt.Sprintf("home-%d", began.UnixNano()))

			i := &installation{release: made, server: served, source: source, path: path, home: home, callers: r.Environment}

			version, err := i.run(ctx)
			if err != nil {
				return fmt.Errorf("%s from %s: %w", path, source.name, err)
			}

			r.report("%s has installed it from %s, and has created and deleted a runner (%.1f s).", version, source.name, time.Since(began).Seconds())
		}
	}

	return nil
}

func (r *rehearsal) report(format string, values ...any) {
	fmt.Fprintf(r.Stdout, "✔ "+format+"\n", values...)
}
