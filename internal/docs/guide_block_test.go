package docs_test

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The kinds of blocks and of instructions between blocks. A guide has one of them
// in a comment before each block, which neither the registries nor GitHub show.
const (
	// kindFile is a file that the reader saves, "file: main.tf"; "file: */main.tf"
	// is for every folder of the guide.
	kindFile = "file"
	// kindRun is commands that the reader types, "run in FOLDER, exit code 2".
	kindRun = "run"
	// kindOutput is a part of what the last command printed, or, with a name, of a
	// file that it wrote.
	kindOutput = "output"
	// kindFragment is a block that cannot be used as it is, with the reason.
	kindFragment = "fragment"

	// kindEvent is an event outside of the guide, such as a runner that is paused by
	// hand.
	kindEvent = "event"
	// kindNeeds is what the section requires, "needs: Terraform 1.14".
	kindNeeds = "needs"
	// kindPipeline is a job of the last pipeline file that is run, "pipeline: drift,
	// exit code 2".
	kindPipeline = "pipeline"
)

// element is a block of a guide, or an instruction between blocks.
type element struct {
	line     int
	kind     string
	argument string
	exitCode string
	// language and text are those of a block.
	language string
	text     string
	// section is the level of the heading above, for kindNeeds.
	section int
}

func (e element) isBlock() bool { return e.language != "" }

var (
	fenceLine   = regexp.MustCompile("^( *)```(\\w*)$")
	markerLine  = regexp.MustCompile(`^ *<!-- (\w+)(?: in ([\w/-]+)|: (.+?))?(?:, exit code (\d+))? -->$`)
	commentLine = regexp.MustCompile(`^ *<!--`)
	headingLine = regexp.MustCompile(`^(#+) `)
)

// kindHeading ends the sections of a kindNeeds.
const kindHeading = "heading"

// parseGuide finds the blocks of a page with their markers, and the instructions
// between them. An unmarked block and an unknown marker are failures.
func parseGuide(t *testing.T, page string) []element {
	t.Helper()

	var (
		elements []element
		marker   *element
		level    int
		lines    = strings.Split(read(t, page), "\n")
	)

	for i := 0; i < len(lines); i++ {
		if match := headingLine.FindStringSubmatch(lines[i]); match != nil {
			level = len(match[1])
			elements = append(elements, element{line: i + 1, kind: kindHeading, section: level})
		}

		if commentLine.MatchString(lines[i]) {
			marker = parseMarker(lines[i], i+1)

			switch {
			case marker == nil:
				t.Errorf("%s:%d: unknown marker %s", filepath.Base(page), i+1, lines[i])
			case marker.kind == kindEvent || marker.kind == kindNeeds || marker.kind == kindPipeline:
				marker.section = level
				elements, marker = append(elements, *marker), nil
			}

			continue
		}

		if open := fenceLine.FindStringSubmatch(lines[i]); open != nil {
			if marker == nil {
				t.Errorf("%s:%d: the block has no marker", filepath.Base(page), i+1)

				marker = &element{line: i + 1, kind: kindFragment}
			}

			marker.language = open[2]
			i, marker.text = body(lines, i+1, open[1])
			elements, marker = append(elements, *marker), nil
		} else if marker != nil {
			t.Errorf("%s:%d: no block follows the marker", filepath.Base(page), i+1)

			marker = nil
		}
	}

	return elements
}

func parseMarker(line string, number int) *element {
	match := markerLine.FindStringSubmatch(line)
	if match == nil {
		return nil
	}

	m := &element{line: number, kind: match[1], argument: match[2] + match[3], exitCode: match[4]}
	if m.exitCode == "" {
		m.exitCode = "0"
	}

	needsArgument := m.kind != kindRun && m.kind != kindOutput

	switch m.kind {
	case kindFile, kindRun, kindOutput, kindFragment, kindEvent, kindNeeds, kindPipeline:
		if needsArgument == (m.argument != "") || !needsArgument {
			return m
		}
	}

	return nil
}

// body is the text of a block without its indentation, and the line of its end.
func body(lines []string, from int, indentation string) (int, string) {
	var text strings.Builder

	for i := from; i < len(lines); i++ {
		if strings.TrimSpace(lines[i]) == "```" {
			return i, text.String()
		}

		text.WriteString(strings.TrimPrefix(lines[i], indentation) + "\n")
	}

	return len(lines), text.String()
}

// guides are the guides, as they are rendered.
func guides(t *testing.T) []string {
	t.Helper()

	return pages(t, "docs/guides", ".md")
}

// Every block of every guide says how the reader uses it, and at most a tenth of
// the blocks cannot be used as they are.
func TestGuides_everyBlockIsMarked(t *testing.T) {
	t.Parallel()

	counts := make(map[string]int)
	blocks := 0

	for _, page := range guides(t) {
		for _, e := range parseGuide(t, page) {
			if e.isBlock() {
				blocks++
				counts[e.kind]++
			}
		}
	}

	t.Logf("%d blocks: %v", blocks, counts)

	if blocks < 60 || counts[kindFragment]*10 > blocks {
		t.Errorf("%d of %d blocks are fragments, at most a tenth may be", counts[kindFragment], blocks)
	}
}
