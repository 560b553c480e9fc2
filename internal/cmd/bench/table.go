package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// report is all measurements.
type report struct {
	version    string
	latency    time.Duration
	processors int
	scenarios  []figures
	start      *[2]start // of the provider and the floor; nil if it was not requested
}

// excess is an error that names the scenarios with another number of requests
// than the ideal. The number does not depend on the machine.
func (r report) excess() error {
	var wrong []error

	for _, f := range r.scenarios {
		if got, want := f.requests, f.scenario.ideal.requests(); got != want {
			wrong = append(wrong, fmt.Errorf("%s: %s requests instead of %s", f.scenario.name, number(got), number(want)))
		}
	}

	return errors.Join(wrong...)
}

// ideal is the shortest time that a scenario could take.
func (f figures) ideal() time.Duration { return f.answers + f.floor.wall }

// processorRatio is the processor time, divided by that of the floor.
func (f figures) processorRatio() float64 { return ratio(f.provider.cpu(), f.floor.cpu()) }

// busy is how many processors were busy.
func (f figures) busy() float64 { return ratio(f.provider.cpu()+f.emulator, f.provider.wall) }

// speedup is the factor against one request after another.
func (f figures) speedup(latency time.Duration) float64 {
	return ratio(time.Duration(f.requests)*latency, f.provider.wall)
}

func ratio(a, b time.Duration) float64 {
	if b == 0 {
		return 0
	}

	return float64(a) / float64(b)
}

// print prints all tables, as Markdown: the ratios first.
func (r report) print(out io.Writer) {
	fmt.Fprintf(out, "%s, %d processors, every answer of GitLab after %v.\n", r.version, r.processors, r.latency)

	if len(r.scenarios) > 0 {
		r.ratios().print(out)
		r.figures().print(out)
		r.profile().print(out)
	}

	if r.start != nil {
		r.beginning().print(out)
	}
}

func (r report) ratios() table {
	t := table{{"measured ÷ ideal", "requests", "wall time", "processor time", "connections", "faster than one after another", "rate budget used", "429 answers"}}

	for _, f := range r.scenarios {
		used := ""
		if share, known := f.used(f.scenario.limit); known {
			used = percent(share)
		}

		t = append(t, []string{
			f.scenario.title,
			times(float64(f.requests) / float64(f.scenario.ideal.requests())),
			times(ratio(f.provider.wall, f.ideal())),
			times(f.processorRatio()),
			times(float64(f.connections) / float64(f.scenario.ideal.connections())),
			fmt.Sprintf("%.1f ×", f.speedup(r.latency)),
			used,
			number(f.refused),
		})
	}

	return t
}

func (r report) figures() table {
	t := table{{"figures", "requests", "ideal", "wall time", "ideal", "of it answers", "of it the floor", "connections", "ideal"}}

	for _, f := range r.scenarios {
		t = append(t, []string{
			f.scenario.title,
			number(f.requests), number(f.scenario.ideal.requests()),
			seconds(f.provider.wall), seconds(f.ideal()), seconds(f.answers), seconds(f.floor.wall),
			number(f.connections), number(f.scenario.ideal.connections()),
		})
	}

	return t
}

func (r report) profile() table {
	t := table{{"processor time", "Terraform", "floor", "provider", "floor", "emulator", "processors busy", "provider's memory, at most", "floor"}}

	for _, f := range r.scenarios {
		t = append(t, []string{
			f.scenario.title, seconds(f.provider.terraform), seconds(f.floor.terraform), seconds(f.provider.provider.CPU), seconds(f.floor.provider.CPU),
			seconds(f.emulator), fmt.Sprintf("%.1f of %d", f.busy(), r.processors), mebibytes(f.provider.provider.Memory), mebibytes(f.floor.provider.Memory),
		})
	}

	return t
}

func (r report) beginning() table {
	ours, floor := r.start[0], r.start[1]

	return table{
		{"start", "measured", "floor"},
		{"start of the provider to its schema", milliseconds(ours.schema), milliseconds(floor.schema)},
		{"memory by then", mebibytes(ours.memory), mebibytes(floor.memory)},
		{"size of the program", mebibytes(ours.size), mebibytes(floor.size)},
	}
}

// table is a table with its head.
type table [][]string

func (t table) print(out io.Writer) {
	fmt.Fprintln(out)

	for i, row := range t {
		fmt.Fprintf(out, "| %s |\n", strings.Join(row, " | "))

		if i == 0 {
			fmt.Fprintf(out, "|---%s|\n", strings.Repeat("|--:", len(row)-1))
		}
	}
}

// number writes 12345 as 12,345.
func number(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}

	return text
}

func times(x float64) string { return fmt.Sprintf("%.2f", x) }

func percent(share float64) string { return fmt.Sprintf("%.0f %%", 100*share) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.1f s", d.Seconds()) }

func milliseconds(d time.Duration) string { return fmt.Sprintf("%d ms", d.Milliseconds()) }

func mebibytes(n int64) string { return fmt.Sprintf("%.0f MiB", float64(n)/(1<<20)) }
