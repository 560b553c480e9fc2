package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/sandbox"
)

// Colours of a terminal.
const (
	bold   = "1"
	dim    = "2"
	red    = "31"
	green  = "32"
	yellow = "33"
	cyan   = "36"
)

const (
	width  = 80
	indent = "   "
)

// printer prints the steps. A plan or a state as JSON holds tokens: none of them
// is printed.
type printer struct {
	out     io.Writer
	colour  bool
	verbose bool
}

// wantsColour follows https://no-color.org.
func wantsColour(out io.Writer, getenv func(string) string) bool {
	file, ok := out.(*os.File)
	if !ok || getenv("NO_COLOR") != "" || getenv("TERM") == "dumb" {
		return false
	}

	info, err := file.Stat()

	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (p *printer) title(text string) {
	p.line("", bold, text)
}

// text prints a paragraph.
func (p *printer) text(format string, arguments ...any) {
	for _, line := range wrap(fmt.Sprintf(format, arguments...), width-len(indent)) {
		p.line(indent, "", line)
	}
}

func (p *printer) step(number int, title, text string) {
	p.line("", "", "")
	p.line("", bold, fmt.Sprintf("%d  %s", number, title))
	p.text("%s", text)
}

// action prints a command, or a change by hand.
func (p *printer) action(prompt, text string) {
	p.line(indent, cyan, prompt+" "+text)
}

// excerpt prints lines of an output, coloured as Terraform does.
func (p *printer) excerpt(lines []string) {
	for _, line := range lines {
		colour := ""

		switch trimmed := strings.TrimSpace(line); {
		case strings.HasPrefix(trimmed, "+"):
			colour = green
		case strings.HasPrefix(trimmed, "-"):
			colour = red
		case strings.HasPrefix(trimmed, "~"):
			colour = yellow
		case strings.HasPrefix(trimmed, "# ("):
			colour = dim
		case strings.HasPrefix(trimmed, "#"):
			colour = bold
		}

		p.line(indent+"  ", colour, line)
	}
}

// verified prints the result of a check.
func (p *printer) verified(text string) {
	for i, line := range wrap("✔ "+text, width-len(indent)) {
		if i > 0 {
			line = "  " + line
		}

		p.line(indent, green, line)
	}
}

// proven prints the last line.
func (p *printer) proven(text string) {
	p.line("", "", "")

	for _, line := range wrap("✔ "+text, width) {
		p.line("", bold+";"+green, line)
	}
}

// failed prints an error, below the whole output of the last command.
func (p *printer) failed(err error, last *sandbox.Result) {
	if last != nil {
		p.line(indent, "", fmt.Sprintf("%q, with exit code %d, printed:", last.Command, last.Code))
		p.whole(last)
		p.line("", "", "")
	}

	for i, line := range strings.Split("✘ "+strings.TrimSpace(err.Error()), "\n") {
		if i > 0 {
			line = "  " + line
		}

		p.line(indent, bold+";"+red, line)
	}
}

// whole prints the whole output of a command.
func (p *printer) whole(result *sandbox.Result) {
	for line := range strings.Lines(result.Output()) {
		p.line(indent+"  ", dim, strings.TrimRight(line, "\r\n"))
	}
}

// token matches tokens of runners and of users.
var token = regexp.MustCompile(`\bgl(rt|rtr|pat)-[\w.-]+`)

func (p *printer) line(indent, colour, text string) {
	text = token.ReplaceAllString(text, "gl$1-…")

	if p.colour && colour != "" && text != "" {
		text = "\x1b[" + colour + "m" + text + "\x1b[0m"
	}

	// There is no other output to report an error to.
	_, _ = fmt.Fprintln(p.out, strings.TrimRight(indent+text, " "))
}

// wrap breaks a text into lines of at most so many characters.
func wrap(text string, width int) []string {
	var lines []string

	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 && len([]rune(lines[last]))+1+len([]rune(word)) <= width {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}

	return lines
}
