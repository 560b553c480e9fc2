package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

func TestPrinter_printsNoToken(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	p := &printer{out: &out}
	p.whole(&sandbox.Result{Stdout: `{"token":"glrt-t1_PBnYkQ-JYkX6mgQhbKhr"}` + "\n", Stderr: "glpat-root.x glrtr-abc\n"})

	if got, want := out.String(), "     {\"token\":\"glrt-…\"}\n     glpat-… glrtr-…\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPrinter_colours(t *testing.T) {
	t.Parallel()

	for colour, want := range map[bool]string{
		false: "     + a\n     b\n   ✔ c\n",
		true:  "     \x1b[32m+ a\x1b[0m\n     b\n   \x1b[32m✔ c\x1b[0m\n",
	} {
		var out bytes.Buffer

		p := &printer{out: &out, colour: colour}
		p.excerpt([]string{"+ a", "b"})
		p.verified("c")

		if got := out.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// A file is no terminal, in any environment.
func TestWantsColour(t *testing.T) {
	t.Parallel()

	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()

	if wantsColour(file, func(string) string { return "" }) {
		t.Error("wants colours in a file")
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()

	got := wrap("✔ one two three incomprehensible four", 9)
	if want := []string{"✔ one two", "three", "incomprehensible", "four"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A failed step ends the scenario, and prints the whole output of its last
// command.
func TestRun_failure(t *testing.T) {
	t.Parallel()

	var out bytes.Buffer

	e := &environment{printer: &printer{out: &out}}
	broken := errors.New("the planned changes are not as expected\n  got:  none")

	err := e.run(t.Context(), []step{
		{title: "First", run: func(_ context.Context, e *environment) error {
			e.last = &sandbox.Result{Command: "terraform plan", Code: 2, Stderr: "Error: no\n\n  on main.tf line 1\n"}

			return broken
		}},
		{title: "Second", run: func(context.Context, *environment) error {
			t.Error("the scenario continued")

			return nil
		}},
	}, time.Now())
	if !errors.Is(err, broken) {
		t.Fatalf("got the error %v, want %v", err, broken)
	}

	e.failed(err, e.last)

	const want = `
1  First
   "terraform plan", with exit code 2, printed:
     Error: no

       on main.tf line 1

   ✘ step 1, First: the planned changes are not as expected
       got:  none
`

	if got := out.String(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}

	if strings.Contains(out.String(), "Proven") {
		t.Error("something was proven")
	}
}
