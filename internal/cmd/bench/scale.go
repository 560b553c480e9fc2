package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
)

// sizes are the fleets whose plans show how the costs grow.
var sizes = []int{100, 300, 1_000, 3_000, 10_000}

// scale is a plan over a fleet of each size.
func scale() []scenario {
	all := make([]scenario, len(sizes))

	for i, size := range sizes {
		all[i] = scenario{
			name:  fmt.Sprintf("scale-%d", size),
			title: fmt.Sprintf("plan over %s runners", number(size)),
			ideal: ideal{{planning, size, terraformAtOnce}},
			setUp: fleet{runners: size}.plan,
		}
	}

	return all
}

// charts are the costs of the plans over fleets of growing size.
func (r report) charts() []chart {
	runners := make([]float64, len(r.scenarios))
	for i, f := range r.scenarios {
		runners[i] = float64(f.scenario.ideal.requests())
	}

	measured := func(name string, of func(figures) float64) series {
		s := series{name: name, x: runners}
		for _, f := range r.scenarios {
			s.y = append(s.y, of(f))
		}

		return s
	}

	const mebibyte = 1 << 20

	return []chart{
		{"Requests to GitLab", []series{
			measured("provider", func(f figures) float64 { return float64(f.requests) }),
		}},
		{"Wall time (s)", []series{
			measured("provider", func(f figures) float64 { return f.provider.wall.Seconds() }),
			measured("floor", func(f figures) float64 { return f.floor.wall.Seconds() }),
		}},
		{"Processor time (s)", []series{
			measured("Terraform", func(f figures) float64 { return f.provider.terraform.Seconds() }),
			measured("Terraform with the floor", func(f figures) float64 { return f.floor.terraform.Seconds() }),
			measured("provider", func(f figures) float64 { return f.provider.provider.CPU.Seconds() }),
			measured("floor", func(f figures) float64 { return f.floor.provider.CPU.Seconds() }),
		}},
		{"Memory of the provider at most (MiB)", []series{
			measured("provider", func(f figures) float64 { return float64(f.provider.provider.Memory) / mebibyte }),
			measured("floor", func(f figures) float64 { return float64(f.floor.provider.Memory) / mebibyte }),
		}},
	}
}

// quadraticFrom is the number of runners from which the part of Terraform's own
// processor time that grows with their square exceeds the part that grows with
// their number. The line through the time per runner has both parts: its start
// is the linear one, its slope the quadratic one. The smallest fleet is left out,
// because the start of Terraform is most of its time.
func (r report) quadraticFrom() (int, bool) {
	var n, sumX, sumY, sumXX, sumXY float64

	for _, f := range r.scenarios[min(1, len(r.scenarios)):] {
		x := float64(f.scenario.ideal.requests())
		y := f.floor.terraform.Seconds() / x
		n, sumX, sumY, sumXX, sumXY = n+1, sumX+x, sumY+y, sumXX+x*x, sumXY+x*y
	}

	slope := (n*sumXY - sumX*sumY) / (n*sumXX - sumX*sumX)
	start := (sumY - slope*sumX) / n

	return int(math.Round(start / slope)), n > 1 && slope > 0 && start > 0
}

// plot draws the charts in a file, and prints where Terraform's own time takes over.
func (r report) plot(out io.Writer, file string) (err error) {
	if runners, known := r.quadraticFrom(); known {
		fmt.Fprintf(out, "\nFrom %s runners on, most of Terraform's own processor time grows with their square.\n", number(runners))
	}

	drawing, err := os.Create(file)
	if err != nil {
		return err
	}

	defer func() { err = errors.Join(err, drawing.Close()) }()

	return draw(drawing, fmt.Sprintf("Plans over fleets of growing size (%s, %d processors, answers after %v)", r.version, r.processors, r.latency), r.charts())
}
