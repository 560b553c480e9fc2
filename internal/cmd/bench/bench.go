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
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
)

// bench is a Terraform with the provider behind a meter.
type bench struct {
	path        string
	folder      string
	environment []string
	provider    string // the program itself
	used        string // the file of the meters
	latency     time.Duration
}

// figures are what a scenario has cost.
type figures struct {
	scenario scenario
	traffic

	// wire is the least time that the answers take.
	wire time.Duration
	// own is Terraform's time without a provider, and ownCPU what it has used of
	// the processors in it.
	own, ownCPU time.Duration
	wall        time.Duration
	// What each of the three has used of the processors.
	terraform, emulator time.Duration
	provider            usage.Usage
}

// perform builds everything, measures, prints, and takes everything down again.
func perform(ctx context.Context, m machine, o options, path string) (err error) {
	folder, err := os.MkdirTemp(m.tempDir, "gitlabrunner-bench-")
	if err != nil {
		return err
	}

	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()

	b := &bench{path: path, folder: folder, used: filepath.Join(folder, "usage"), latency: o.latency}

	if err := b.build(ctx, m.Environment); err != nil {
		return err
	}

	version, err := b.in("", nil).Version(ctx)
	if err != nil {
		return err
	}

	report := report{version: version, latency: o.latency, processors: runtime.NumCPU()}

	// First, because a new process begins with the memory of who starts it.
	if o.run.MatchString("start") {
		if report.start, err = b.measureStart(ctx); err != nil {
			return fmt.Errorf("start: %w", err)
		}
	}

	for _, s := range scenarios(o.runners) {
		if !o.run.MatchString(s.name) {
			continue
		}

		fmt.Fprintf(m.stderr, "%s: %s … ", s.name, s.title)

		measured, err := b.measure(ctx, s)
		if err != nil {
			fmt.Fprintln(m.stderr)

			return fmt.Errorf("%s: %w", s.name, err)
		}

		fmt.Fprintf(m.stderr, "%.1f s\n", measured.wall.Seconds())

		report.scenarios = append(report.scenarios, measured)
	}

	report.print(m.stdout)

	return report.excess()
}

// build builds the provider and the meter, which stands in its place.
func (b *bench) build(ctx context.Context, environment []string) error {
	folder := filepath.Join(b.folder, "provider")

	root, err := terraform.ModuleRoot(ctx)
	if err != nil {
		return err
	}

	if _, err := terraform.Build(ctx, root, "./internal/cmd/bench/meter", filepath.Join(folder, terraform.ProviderFile)); err != nil {
		return err
	}

	if b.provider, err = terraform.Build(ctx, root, ".", filepath.Join(folder, usage.ProviderFile)); err != nil {
		return err
	}

	b.environment, err = terraform.Environment(environment, filepath.Join(b.folder, "terraform.rc"), folder, usage.FileVariable+"="+b.used)

	return err
}

// in is a Terraform in a folder, with variables of its own.
func (b *bench) in(folder string, variables []string) *terraform.Terraform {
	return &terraform.Terraform{
		Path: b.path, Folder: filepath.Join(b.folder, folder), Environment: append(b.environment[:len(b.environment):len(b.environment)], variables...),
	}
}

// measure measures a scenario, and Terraform's own part of it.
func (b *bench) measure(ctx context.Context, s scenario) (_ figures, err error) {
	measured := figures{scenario: s, wire: s.ideal.wire(b.latency, s.limit)}

	alone, err := b.runOwn(ctx, s)
	if err != nil {
		return measured, err
	}

	measured.own, measured.ownCPU = alone.Took, usage.Of(alone.Process).CPU

	gitlab, err := serve(ctx, b.latency, s.limit)
	if err != nil {
		return measured, fmt.Errorf("starting the emulator: %w", err)
	}

	defer func() { err = errors.Join(err, gitlab.close()) }()

	t := b.in(s.name, []string{"GITLAB_BASE_URL=" + gitlab.url, "GITLAB_TOKEN=" + gitlab.token})

	var play play

	err = gitlab.set(func() error {
		if play, err = s.set(ctx, gitlab); err != nil {
			return err
		}

		return play.prepare(ctx, t)
	})
	if err != nil {
		return measured, err
	}

	gitlab.gate.take()

	if _, err := usage.Take(b.used); err != nil {
		return measured, err
	}

	before := usage.CPU()

	done, err := succeed(ctx, t, commands[play.command])
	if err != nil {
		return measured, err
	}

	measured.emulator = usage.CPU() - before
	measured.wall = done.Took
	measured.traffic = gitlab.gate.take()

	if measured.provider, err = usage.Take(b.used); err != nil {
		return measured, err
	}

	// Terraform has waited for its providers, and their time counts as its own.
	measured.terraform = usage.Of(done.Process).CPU - measured.provider.CPU

	return measured, nil
}

// runOwn runs what Terraform does by itself.
func (b *bench) runOwn(ctx context.Context, s scenario) (*terraform.Result, error) {
	t := b.in(s.name+"-own", nil)

	if err := s.own.prepare(ctx, t); err != nil {
		return nil, err
	}

	return succeed(ctx, t, commands[s.own.command])
}
