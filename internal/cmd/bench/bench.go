package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// bench measures the provider and the floor.
type bench struct {
	provider, floor *variant
	latency         time.Duration
}

// figures are the measured costs of a scenario.
type figures struct {
	scenario scenario
	traffic

	// answers is the shortest time that the answers take.
	answers         time.Duration
	provider, floor cost
	emulator        time.Duration // processor time
}

// run builds everything, measures, prints, and removes everything again.
func run(ctx context.Context, h sandbox.Host, o options, path string) (err error) {
	folder, err := os.MkdirTemp(h.TempDir, "gitlabrunner-bench-")
	if err != nil {
		return err
	}

	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	b := &bench{latency: o.latency}

	if b.provider, err = newVariant(ctx, h, path, filepath.Join(folder, "provider"), "."); err != nil {
		return err
	}

	if b.floor, err = newFloor(ctx, h, path, filepath.Join(folder, "floor")); err != nil {
		return err
	}

	report := report{latency: o.latency, processors: runtime.NumCPU()}

	if report.version, err = b.version(ctx); err != nil {
		return err
	}

	// First, because the memory of a new process includes that of its parent.
	if o.run.MatchString(startName) {
		if report.start, err = b.measureStart(ctx); err != nil {
			return fmt.Errorf(startName+": %w", err)
		}
	}

	for _, s := range o.scenarios() {
		fmt.Fprintf(h.Stderr, "%s: %s … ", s.name, s.title)

		measured, err := b.measureRepeatedly(ctx, s, o.repeat)
		if err != nil {
			fmt.Fprintln(h.Stderr)

			return fmt.Errorf("%s: %w", s.name, err)
		}

		fmt.Fprintf(h.Stderr, "%s, the floor %s\n", seconds(measured.provider.wall), seconds(measured.floor.wall))

		report.scenarios = append(report.scenarios, measured)
	}

	report.print(h.Stdout)

	if o.plot != "" {
		err = report.plot(h.Stdout, o.plot)
	}

	return errors.Join(err, report.excess())
}

func (b *bench) version(ctx context.Context) (string, error) {
	d, err := b.provider.Dir(b.provider.folder)
	if err != nil {
		return "", err
	}

	return d.Version(ctx)
}

// measureRepeatedly measures a scenario several times, and returns the run with the
// median ratio of processor times: the same work of Terraform takes 9 to 13 s.
func (b *bench) measureRepeatedly(ctx context.Context, s scenario, times int) (figures, error) {
	runs := make([]figures, times)

	for i := range runs {
		var err error
		if runs[i], err = b.measure(ctx, s, strconv.Itoa(i)); err != nil {
			return figures{}, err
		}
	}

	slices.SortFunc(runs, func(a, b figures) int { return cmp.Compare(a.processorRatio(), b.processorRatio()) })

	return runs[times/2], nil
}

// measure measures a scenario with the provider and with the floor.
func (b *bench) measure(ctx context.Context, s scenario, run string) (_ figures, err error) {
	measured := figures{scenario: s, answers: s.ideal.answers(b.latency, s.limit)}

	if measured.floor, err = b.measureFloor(ctx, s, run); err != nil {
		return measured, err
	}

	gitlab, err := serve(ctx, b.latency, s.limit)
	if err != nil {
		return measured, err
	}

	defer func() { err = errors.Join(err, gitlab.close()) }()

	d, err := b.provider.Dir(filepath.Join(b.provider.folder, s.name, run), gitlab.ProviderVariables()...)
	if err != nil {
		return measured, err
	}

	var work workload

	err = gitlab.setUp(func() error {
		if work, err = s.setUp(ctx, gitlab); err != nil {
			return err
		}

		return work.prepare(ctx, d)
	})
	if err != nil {
		return measured, err
	}

	gitlab.counter.take()

	before := usage.CPU()

	if measured.provider, err = b.provider.measure(ctx, d, work); err != nil {
		return measured, err
	}

	measured.emulator = usage.CPU() - before
	measured.traffic = gitlab.counter.take()

	return measured, nil
}

// measureFloor measures a scenario with the floor.
func (b *bench) measureFloor(ctx context.Context, s scenario, run string) (cost, error) {
	work, err := s.setUp(ctx, noObjects{})
	if err != nil {
		return cost{}, err
	}

	work.fill = nil

	d, err := b.floor.Dir(filepath.Join(b.floor.folder, s.name, run))
	if err != nil {
		return cost{}, err
	}

	if err := work.prepare(ctx, d); err != nil {
		return cost{}, err
	}

	return b.floor.measure(ctx, d, work)
}
