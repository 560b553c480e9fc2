package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// bench runs a Terraform with the provider behind a meter.
type bench struct {
	*sandbox.Sandbox

	folder   string
	provider string // the provider's program
	used     string // the file of the meters
	latency  time.Duration
}

// figures are the measured costs of a scenario.
type figures struct {
	scenario scenario
	traffic

	// answers is the shortest time that the answers take.
	answers time.Duration
	// alone is Terraform's time without a provider, and aloneCPU its processor
	// time.
	alone, aloneCPU time.Duration
	wall            time.Duration
	// The processor time of each process.
	terraform, emulator time.Duration
	provider            usage.Usage
}

// run builds everything, measures, prints, and removes everything again.
func run(ctx context.Context, h sandbox.Host, o options, path string) (err error) {
	folder, err := os.MkdirTemp(h.TempDir, "gitlabrunner-bench-")
	if err != nil {
		return err
	}

	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	b := &bench{folder: folder, used: filepath.Join(folder, "usage"), latency: o.latency}

	if b.Sandbox, err = sandbox.New(ctx, folder, path, append(h.Environment, usage.FileVariable+"="+b.used)); err != nil {
		return err
	}

	if err := b.build(ctx); err != nil {
		return err
	}

	report := report{latency: o.latency, processors: runtime.NumCPU()}

	if report.version, err = b.version(ctx); err != nil {
		return err
	}

	// First, because the memory of a new process includes that of its parent.
	if o.run.MatchString("start") {
		if report.start, err = b.measureStart(ctx); err != nil {
			return fmt.Errorf("start: %w", err)
		}
	}

	for _, s := range scenarios(o.runners) {
		if !o.run.MatchString(s.name) {
			continue
		}

		fmt.Fprintf(h.Stderr, "%s: %s … ", s.name, s.title)

		measured, err := b.measure(ctx, s)
		if err != nil {
			fmt.Fprintln(h.Stderr)

			return fmt.Errorf("%s: %w", s.name, err)
		}

		fmt.Fprintf(h.Stderr, "%.1f s\n", measured.wall.Seconds())

		report.scenarios = append(report.scenarios, measured)
	}

	report.print(h.Stdout)

	return report.excess()
}

// build builds the provider, and the meter under the provider's name.
func (b *bench) build(ctx context.Context) (err error) {
	if _, err = b.Build(ctx, "./internal/cmd/bench/meter", sandbox.ProviderFile); err != nil {
		return err
	}

	b.provider, err = b.Build(ctx, ".", usage.ProviderFile)

	return err
}

func (b *bench) version(ctx context.Context) (string, error) {
	d, err := b.Dir(b.folder)
	if err != nil {
		return "", err
	}

	return d.Version(ctx)
}

// measure measures a scenario, and the same work without a provider.
func (b *bench) measure(ctx context.Context, s scenario) (_ figures, err error) {
	measured := figures{scenario: s, answers: s.ideal.answers(b.latency, s.limit)}

	alone, err := b.runAlone(ctx, s)
	if err != nil {
		return measured, err
	}

	measured.alone, measured.aloneCPU = alone.Took, usage.Of(alone.Process).CPU

	gitlab, err := serve(ctx, b.latency, s.limit)
	if err != nil {
		return measured, err
	}

	defer func() { err = errors.Join(err, gitlab.close()) }()

	d, err := b.Dir(filepath.Join(b.folder, s.name), gitlab.ProviderVariables()...)
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

	if _, err := usage.Take(b.used); err != nil {
		return measured, err
	}

	before := usage.CPU()

	result, err := succeed(ctx, d, commands[work.command])
	if err != nil {
		return measured, err
	}

	measured.emulator = usage.CPU() - before
	measured.wall = result.Took
	measured.traffic = gitlab.counter.take()

	if measured.provider, err = usage.Take(b.used); err != nil {
		return measured, err
	}

	// Terraform has waited for its providers, so that their time is part of its own.
	measured.terraform = usage.Of(result.Process).CPU - measured.provider.CPU

	return measured, nil
}

// runAlone runs the work of a scenario without a provider.
func (b *bench) runAlone(ctx context.Context, s scenario) (*sandbox.Result, error) {
	d, err := b.Dir(filepath.Join(b.folder, s.name+"-alone"))
	if err != nil {
		return nil, err
	}

	if err := s.alone.prepare(ctx, d); err != nil {
		return nil, err
	}

	return succeed(ctx, d, commands[s.alone.command])
}
