package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/terraform"
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

// narrator prints the story. What it is given may hold tokens, since a plan or
// a state as JSON does; none of them is printed.
type narrator struct {
	out     io.Writer
	colour  bool
	verbose bool
}

// wantsColour follows https://no-color.org.
func wantsColour(file *os.File, getenv func(string) string) bool {
	if getenv("NO_COLOR") != "" || getenv("TERM") == "dumb" {
		return false
	}

	info, err := file.Stat()

	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

func (n *narrator) title(text string) {
	n.line("", bold, text)
}

// text prints a paragraph.
func (n *narrator) text(format string, arguments ...any) {
	for _, line := range wrap(fmt.Sprintf(format, arguments...), width-len(indent)) {
		n.line(indent, "", line)
	}
}

func (n *narrator) step(number int, title, text string) {
	n.line("", "", "")
	n.line("", bold, fmt.Sprintf("%d  %s", number, title))
	n.text("%s", text)
}

// act prints what is done: a command, or what a person does.
func (n *narrator) act(prompt, text string) {
	n.line(indent, cyan, prompt+" "+text)
}

// excerpt prints lines of an output, coloured as Terraform does.
func (n *narrator) excerpt(lines []string) {
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

		n.line(indent+"  ", colour, line)
	}
}

// verified prints what a check has proven.
func (n *narrator) verified(text string) {
	for i, line := range wrap("✔ "+text, width-len(indent)) {
		if i > 0 {
			line = "  " + line
		}

		n.line(indent, green, line)
	}
}

// proven prints the last line.
func (n *narrator) proven(text string) {
	n.line("", "", "")

	for _, line := range wrap("✔ "+text, width) {
		n.line("", bold+";"+green, line)
	}
}

// failed prints what went wrong, below all that the last command said, which
// may be long.
func (n *narrator) failed(err error, last *terraform.Result) {
	if last != nil {
		n.line(indent, "", fmt.Sprintf("%q, with exit code %d, said:", last.Command, last.Code))
		n.whole(last)
		n.line("", "", "")
	}

	for i, line := range strings.Split("✘ "+strings.TrimSpace(err.Error()), "\n") {
		if i > 0 {
			line = "  " + line
		}

		n.line(indent, bold+";"+red, line)
	}
}

// whole prints all that a command said.
func (n *narrator) whole(done *terraform.Result) {
	for line := range strings.Lines(done.Output()) {
		n.line(indent+"  ", dim, strings.TrimRight(line, "\r\n"))
	}
}

// token matches the tokens of runners and of people.
var token = regexp.MustCompile(`\bgl(rt|rtr|pat)-[\w.-]+`)

func (n *narrator) line(indent, colour, text string) {
	text = token.ReplaceAllString(text, "gl$1-…")

	if n.colour && colour != "" && text != "" {
		text = "\x1b[" + colour + "m" + text + "\x1b[0m"
	}

	// Nothing can be done about an output that is gone.
	_, _ = fmt.Fprintln(n.out, strings.TrimRight(indent+text, " "))
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
