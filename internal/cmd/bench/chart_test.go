package main

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

func TestDraw(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	err := draw(&out, "Plans", []chart{
		{"Wall time (s)", []series{{"provider", []float64{100, 1_000, 10_000}, []float64{1, 20, 100}}}},
		{"Memory (MiB)", []series{{"provider", []float64{100, 10_000}, []float64{0.5, 0.5}}, {"floor", []float64{100}, []float64{0.3}}}},
	})
	if err != nil {
		t.Fatal(err)
	}

	// Two powers of ten on an axis: the first value of a fleet is at its start, the last
	// one at its end, and 20 is at 65 % of the way from 1 to 100.
	for _, want := range []string{
		`<title>Plans</title>`,
		`<text x="10" y="24" font-size="14" font-weight="bold">Wall time (s)</text>`,
		`<polyline points="0.0,220.0 180.0,76.9 360.0,0.0 " fill="none" stroke="#0072b2"`,
		`text-anchor="middle">10,000</text>`,
		`text-anchor="end">0.1</text>`,
		`>floor</text>`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("there is no %s in:\n%s", want, &out)
		}
	}

	decoder := xml.NewDecoder(&out)
	for {
		if _, err := decoder.Token(); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
}
