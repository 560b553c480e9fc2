package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/floor"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/cmd/bench/usage"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/provider"
	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// variant is a provider behind a meter: the real one or the floor.
type variant struct {
	*sandbox.Sandbox

	folder  string
	program string
	used    string // the file of the meter
}

// cost is the cost of a command.
type cost struct {
	wall      time.Duration
	terraform time.Duration // processor time
	provider  usage.Usage
}

// cpu is the processor time of Terraform and the provider.
func (c cost) cpu() time.Duration { return c.terraform + c.provider.CPU }

// newVariant builds a provider, and the meter under the provider's name.
func newVariant(ctx context.Context, h sandbox.Host, path, folder, pkg string) (*variant, error) {
	v := &variant{folder: folder, used: filepath.Join(folder, "usage")}

	if err := os.Mkdir(folder, 0o700); err != nil {
		return nil, err
	}

	var err error
	if v.Sandbox, err = sandbox.New(ctx, folder, path, append(h.Environment, usage.FileVariable+"="+v.used)); err != nil {
		return nil, err
	}

	if _, err = v.Build(ctx, "./internal/cmd/bench/meter", sandbox.ProviderFile); err != nil {
		return nil, err
	}

	v.program, err = v.Build(ctx, pkg, usage.ProviderFile)

	return v, err
}

// newFloor builds the floor, with the schemas of the real provider.
func newFloor(ctx context.Context, h sandbox.Host, path, folder string) (*variant, error) {
	v, err := newVariant(ctx, h, path, folder, "./internal/cmd/bench/floor/provider")
	if err != nil {
		return nil, err
	}

	schemas, err := floor.Describe(ctx, provider.NewServer(provider.New("bench"))())
	if err != nil {
		return nil, err
	}

	text, err := json.Marshal(schemas)

	return v, errors.Join(err, os.WriteFile(filepath.Join(filepath.Dir(v.program), floor.File), text, 0o600))
}

// measure runs the command of a workload.
func (v *variant) measure(ctx context.Context, d *sandbox.TerraformDir, work workload) (cost, error) {
	if _, err := usage.Take(v.used); err != nil {
		return cost{}, err
	}

	result, err := succeed(ctx, d, commands[work.command])
	if err != nil {
		return cost{}, err
	}

	used, err := usage.Take(v.used)

	// Terraform has waited for its providers, so that their time is part of its own.
	return cost{wall: result.Took, terraform: usage.Of(result.Process).CPU - used.CPU, provider: used}, err
}
