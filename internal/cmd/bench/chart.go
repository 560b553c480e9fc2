package main

import (
	_ "embed"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/template"
)

// chart is a diagram with two logarithmic axes.
type chart struct {
	title  string
	series []series
}

// series is a line in a chart. All of its values are greater than 0.
type series struct {
	name string
	x, y []float64
}

// The size of a chart inside its axes, and with title, labels and legend, in the
// units of the drawing.
const (
	chartWidth, chartHeight = 360, 220
	frameWidth, frameHeight = 460, 330
	legendHeight            = 16
)

// colors can be told apart with every kind of color vision (Okabe and Ito, 2008).
var colors = []string{"#0072b2", "#e69f00", "#009e73", "#cc79a7"}

//go:embed chart.svg.tmpl
var chartText string

var chartTemplate = template.Must(template.New("chart").Parse(chartText))

// draw writes charts as one SVG, two in a row.
func draw(out io.Writer, title string, charts []chart) error {
	const perRow = 2

	picture := struct {
		Title                   string
		Width, Height           int
		ChartWidth, ChartHeight int
		Frames                  []frame
	}{Title: title, Width: perRow * frameWidth, Height: (len(charts) + perRow - 1) / perRow * frameHeight, ChartWidth: chartWidth, ChartHeight: chartHeight}

	for i, c := range charts {
		picture.Frames = append(picture.Frames, c.frame(i%perRow*frameWidth, i/perRow*frameHeight))
	}

	return chartTemplate.Execute(out, picture)
}

// frame is a chart at its place in a drawing.
type frame struct {
	Left, Top            int
	Title                string
	Horizontal, Vertical []tick
	Lines                []line
}

type tick struct{ At, Label string }

type line struct {
	Name, Color, Points string
	Dots                [][2]string
	Legend              int
}

func (c chart) frame(left, top int) frame {
	var all series
	for _, s := range c.series {
		all.x, all.y = append(all.x, s.x...), append(all.y, s.y...)
	}

	x, y := newAxis(all.x, 0, chartWidth), newAxis(all.y, chartHeight, 0)
	f := frame{Left: left, Top: top, Title: c.title, Horizontal: x.ticks(), Vertical: y.ticks()}

	for i, s := range c.series {
		l := line{Name: s.name, Color: colors[i%len(colors)], Legend: i * legendHeight}

		for j := range s.x {
			l.Dots = append(l.Dots, [2]string{x.at(s.x[j]), y.at(s.y[j])})
			l.Points += strings.Join(l.Dots[j][:], ",") + " "
		}

		f.Lines = append(f.Lines, l)
	}

	return f
}

// axis is a logarithmic axis between two powers of ten.
type axis struct{ low, high, start, end float64 }

func newAxis(values []float64, start, end float64) axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		low, high = min(low, math.Floor(math.Log10(v))), max(high, math.Ceil(math.Log10(v)))
	}

	return axis{low, max(high, low+1), start, end}
}

func (a axis) at(value float64) string {
	return strconv.FormatFloat(a.start+(math.Log10(value)-a.low)/(a.high-a.low)*(a.end-a.start), 'f', 1, 64)
}

func (a axis) ticks() []tick {
	var all []tick

	for exponent := a.low; exponent <= a.high; exponent++ {
		value := math.Pow(10, exponent)

		label := fmt.Sprint(value)
		if exponent >= 0 {
			label = number(int(value))
		}

		all = append(all, tick{a.at(value), label})
	}

	return all
}
