package sandbox

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
)

// Exit codes. The last one is a shell's for an interrupted command.
const (
	ExitOK          = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitInterrupted = 130
)

// Host is the machine that a command runs on.
type Host struct {
	Environment []string
	// LookPath finds a program, as [os/exec.LookPath] does.
	LookPath func(string) (string, error)
	// TempDir is the parent of temporary folders, the system's if empty.
	TempDir string
	// CacheDir is the parent of folders that are kept, empty if there is none.
	CacheDir string
	// Terminal is where answers are typed, nil if this is not a terminal.
	Terminal       io.Reader
	Stdout, Stderr io.Writer
}

// Command is a command of this module that runs a Terraform.
type Command struct {
	// Name is the name of its make target.
	Name string
	// Flags defines its flags, besides -terraform.
	Flags func(*flag.FlagSet)
	// Check returns what is wrong with the values of the flags.
	Check func() error
	// Run runs it with the Terraform at a path, and returns the exit code.
	Run func(ctx context.Context, h Host, path string) int
	// Fetch returns the path of a Terraform where there is none on the PATH. It may
	// be nil, and the path may be empty.
	Fetch func(ctx context.Context, h Host) (path string, err error)
}

// Main runs a command with the arguments of this process, until it ends or is
// interrupted, and ends the process with its exit code.
func Main(execute func(ctx context.Context, arguments []string, h Host) int) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], thisHost())

	stop()
	os.Exit(code)
}

// Fail prints an error, and returns the exit code for it.
func (h Host) Fail(err error, code int) int {
	fmt.Fprintf(h.Stderr, "✘ %v\n", err)

	return code
}

// thisHost is the machine of this process.
func thisHost() Host {
	h := Host{Environment: os.Environ(), LookPath: exec.LookPath, Stdout: os.Stdout, Stderr: os.Stderr}

	if folder, err := os.UserCacheDir(); err == nil {
		h.CacheDir = folder
	}

	if isTerminal(os.Stdin) && isTerminal(os.Stderr) && h.Getenv("CI") == "" {
		h.Terminal = os.Stdin
	}

	return h
}

// isTerminal reports whether a file is a terminal. The null device is a character
// device as well.
func isTerminal(file *os.File) bool {
	info, err := file.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}

	null, err := os.Stat(os.DevNull)

	return err != nil || !os.SameFile(info, null)
}

// Execute runs the command and returns its exit code.
func (c Command) Execute(ctx context.Context, arguments []string, h Host) int {
	flags := flag.NewFlagSet(c.Name, flag.ContinueOnError)
	flags.SetOutput(h.Stderr)
	named := flags.String("terraform", "", "the Terraform or OpenTofu to use, a `path` or a name; before "+PathVariable+" and the PATH")
	c.Flags(flags)

	switch err := flags.Parse(arguments); {
	case errors.Is(err, flag.ErrHelp):
		return ExitOK
	case err != nil:
		return ExitUsage // the flag package has printed the reason
	}

	err := c.Check()
	if flags.NArg() > 0 {
		err = fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}

	if err != nil {
		fmt.Fprintln(h.Stderr, err)
		flags.Usage()

		return ExitUsage
	}

	path, err := c.find(ctx, h, *named)
	if err != nil {
		return h.Fail(err, ExitUsage)
	}

	return c.Run(ctx, h, path)
}

// find finds a Terraform, or has one fetched if none is named and none is on the
// PATH.
func (c Command) find(ctx context.Context, h Host, named string) (string, error) {
	path, err := h.Find("make "+c.Name, named)
	if c.Fetch == nil || !errors.Is(err, errNone) {
		return path, err
	}

	fetched, fetchErr := c.Fetch(ctx, h)
	if fetched != "" {
		return fetched, nil
	}

	return "", errors.Join(fetchErr, err)
}
